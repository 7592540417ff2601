import type { FaultScript } from '../../sandbox/support/fault-script.ts';
import { jsonReply, type ReceivedRequest, type Reply } from '../../sandbox/support/http-message.ts';
import { startHttpServer } from '../../sandbox/support/http-server.ts';
import type { RequestLog } from '../../sandbox/support/request-log.ts';
import { mostRows, routes, type Answer, type Trouble } from './fifth-routes.ts';
import { createParleyStore, type ParleyStore } from './fifth-store.ts';

/** A fake of a provider that nobody planned for. Nothing it does is done by any other provider here. */
export interface ParleyProvider {
  /** For PATCHBAY_DIAL. */
  readonly dial: string;
  readonly key: string;
  readonly store: ParleyStore;
  readonly log: RequestLog;
  readonly faults: FaultScript;
  close(): Promise<void>;
}

/** Starts one on a free port of the loopback address. */
export async function startParleyProvider(): Promise<ParleyProvider> {
  const store = createParleyStore();
  const key = 'pk_7f3a91c04e';
  const server = await startHttpServer({
    port: 0,
    operationOf: (_, path) => path,
    handle: request => handle(store, key, request),
    rateLimited: seconds =>
      jsonReply(429, { fault: { number: 429_001, text: 'Slower.' } }, { 'x-retry-in': String(seconds) }),
  });
  return {
    dial: ['eu', 'files'].map(host => `${host}.parley.example=${server.address}`).join(','),
    key,
    store,
    log: server.log,
    faults: server.faults,
    close: () => server.close(),
  };
}

function handle(store: ParleyStore, key: string, request: ReceivedRequest): Reply {
  if (request.headers['x-api-key'] !== key) return trouble({ number: 401_001, text: 'The key is not known.' });
  const path = request.path.replace(/^\/v3/, '');
  const route = Object.entries(routes).find(
    ([name, one]) => name.startsWith(`${request.method} `) && one.path.test(path),
  );
  if (!route) return trouble({ number: 404_001, text: 'There is no such address.' });
  const [, { path: pattern, knows = [], answer }] = route;
  const extra = Object.keys(request.query).find(name => ![...knows, 'start', 'count'].includes(name));
  if (extra !== undefined) return trouble({ number: 422_007, text: `${extra} is not known here.` });
  const ids = (pattern.exec(path) ?? []).slice(1).map(Number);
  const found = answer({ store, request, ids, query: request.query });
  if ('number' in found) return trouble(found);
  if ('list' in found) return page(found, request);
  return jsonReply(200, 'row' in found ? { fault: null, row: found.row } : { fault: null, ...found.body });
}

/** What is wrong with the call has a status of its own; the rest is told with HTTP 200. */
function trouble(fault: Trouble): Reply {
  const status = Math.floor(fault.number / 1_000);
  return jsonReply([401, 413, 422, 429].includes(status) ? status : 200, { fault });
}

function page({ list, paging }: Extract<Answer, { list: unknown }>, request: ReceivedRequest): Reply {
  const { query, host, path } = request;
  if (paging === 'none') return jsonReply(200, { fault: null, rows: list });
  const start = Number(query[paging === 'next' ? 'after' : 'start'] ?? 0);
  const count = Number(query['count'] ?? 20);
  if (!(count >= 1 && count <= mostRows && start >= 0)) return trouble({ number: 422_002, text: 'No such page.' });
  const rows = list.slice(start, start + count);
  const isLast = start + count >= list.length;
  const url = new URL(`https://${host}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  url.searchParams.set(paging === 'next' ? 'after' : 'start', String(start + count));
  const next = isLast ? null : url.href;
  const total = paging === 'counted' ? list.length : null;
  const body = { fault: null, rows, total_rows: total, is_last: isLast, next: paging === 'next' ? next : null };
  return jsonReply(200, body, paging === 'link' && next !== null ? { link: `<${next}>; rel="next"` } : {});
}
