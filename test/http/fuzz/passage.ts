import type { Socket } from 'node:net';
import fc from 'fast-check';
import { createDial, type DialAddress } from '../../../src/egress/dial.ts';
import { deskToken, openDesk, type DeskHouse, type RawAnswer } from '../../support/desk-house.ts';
import { straying } from './straying.ts';
import { trickyEndpoint, trickyHeaders, trickyPath, trickyQuery, trickyValue } from './pieces.ts';

/** What came of many random calls of `custom` and `proxy`. */
export interface PassageReport {
  readonly runs: number;
  readonly seed: number;
  readonly custom: number;
  readonly proxy: number;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Requests that the provider received. */
  readonly received: number;
  /** What a received request did that none may: each a short sentence with its first line. */
  readonly astray: readonly string[];
  /** Answers that held the credential. */
  readonly leaked: number;
  /** Names that were looked up and addresses that were dialled, but for the provider's own. */
  readonly elsewhere: readonly string[];
}

/** A house whose way out is watched: it dials the fake provider and nothing else, whatever it is asked. */
export interface WatchedDesk {
  readonly desk: DeskHouse;
  readonly elsewhere: string[];
}

/** Opens one. */
export async function openWatchedDesk(): Promise<WatchedDesk> {
  const elsewhere: string[] = [];
  const dial = createDial();
  const port: { own?: number } = {};
  const connect = (target: DialAddress, signal: AbortSignal): Promise<Socket> => {
    if (target.address === '127.0.0.1' && target.port === port.own) return dial(target, signal);
    elsewhere.push(`${target.address}:${target.port}`);
    return Promise.reject(Object.assign(new Error('spy'), { code: 'ESPY' }));
  };
  const lookup = (host: string): Promise<string[]> => {
    elsewhere.push(host);
    return Promise.resolve(['93.184.215.14']); // public, so that only the spy above keeps it from being dialled
  };
  const desk = await openDesk({ egress: { connect, lookup } });
  port.own = desk.port;
  return { desk, elsewhere };
}

/** One call as it goes over the wire. */
interface TrickyCall {
  readonly door: 'custom' | 'proxy';
  readonly method: string;
  readonly target: string;
  readonly headers: readonly string[];
  readonly body: string;
}

const custom = fc.record({
  door: fc.constant('custom' as const),
  method: fc.constantFrom('GET', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'),
  target: fc
    .tuple(
      fc.constantFrom('/custom', '/custom', '/custom/', '/custom/rooms', 'http://evil.example/custom', '/%63ustom'),
      trickyPath,
    )
    .map(([start, path]) => start + path),
  query: trickyQuery,
  headers: trickyHeaders,
  body: fc.constantFrom('', '{"a":1}', deskToken),
});

const proxy = trickyEndpoint.chain(([endpoint, names]) =>
  fc.record({
    door: fc.constant('proxy' as const),
    // GET endpoints are read, the others written; sometimes the wrong way.
    method: fc.constantFrom(
      ...(/list|info|whoami/.test(endpoint) ? ['GET', 'GET', 'GET', 'POST'] : ['POST', 'POST', 'POST', 'GET']),
    ),
    target: fc.constant(`/proxy/${endpoint}`),
    parameters: fc.tuple(...names.map(name => trickyValue.map(value => [name, value] as const))),
    headers: trickyHeaders,
  }),
);

const call: fc.Arbitrary<(accountId: string) => TrickyCall> = fc.oneof(
  custom.map(({ query, target, ...rest }) => (accountId: string) => ({
    ...rest,
    target: `${target}${target.includes('?') ? '&' : '?'}integrated_account_id=${accountId}&${query}`,
  })),
  proxy.map(({ parameters, target, ...rest }) => (accountId: string) => {
    const pairs = parameters.map(([name, value]) => `${name}=${value}`).join('&');
    const query = `integrated_account_id=${accountId}${rest.method === 'GET' ? `&${pairs}` : ''}`;
    const body = rest.method === 'GET' ? '' : JSON.stringify(Object.fromEntries(parameters));
    return { ...rest, body, target: `${target}${target.includes('?') ? '&' : '?'}${query}` };
  }),
);

/** Sends so many random calls over the wire and tells what reached the provider, and who else was spoken to. */
export async function fuzzPassage(
  { desk, elsewhere }: WatchedDesk,
  runs: number,
  seed: number,
): Promise<PassageReport> {
  const counts = { custom: 0, proxy: 0, received: 0, leaked: 0 };
  const statuses: Record<string, number> = {};
  const astray: string[] = [];
  for (const make of fc.sample(call, { numRuns: runs, seed })) {
    const { door, method, target, headers, body } = make(desk.accountId);
    counts[door] += 1;
    const answer = await desk.raw(requestOf(desk, method, target, headers, body));
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    if (holdsToken(answer)) counts.leaked += 1;
    counts.received += desk.sent.length;
    for (const text of desk.sent) astray.push(...straying(text, body));
    desk.reset();
  }
  return { runs, seed, ...counts, statuses, astray, elsewhere: [...elsewhere] };
}

function requestOf(desk: DeskHouse, method: string, target: string, headers: readonly string[], body: string): string {
  const length = body === '' ? [] : [`content-length: ${Buffer.byteLength(body, 'latin1')}`];
  const typed =
    headers.some(header => header.startsWith('content-type')) || body === '' ? [] : ['content-type: application/json'];
  const own = ['host: here', `authorization: Bearer ${desk.key}`, 'connection: close'];
  return `${method} ${target} HTTP/1.1\r\n${[...own, ...headers, ...typed, ...length].join('\r\n')}\r\n\r\n${body}`;
}

const holdsToken = ({ head, body }: RawAnswer): boolean => `${head}${body}`.includes(deskToken);
