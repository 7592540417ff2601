import { PatchbayError } from '../../errors.ts';
import type { Integration } from '../definitions/definition.ts';
import type { Endpoint } from '../definitions/endpoint.ts';
import { recordOf } from '../mapping/page.ts';
import { sendNative } from '../mapping/request.ts';
import type { Run } from '../run.ts';
import { createRequestSource } from '../sources/call-source.ts';
import { walkChangedError, type CursorSealer } from '../sources/cursor.ts';
import { readForCall } from '../sources/walk.ts';
import type { NativeRequest } from '../transport/native.ts';
import type { NativePage, ProxyAnswer, ProxyCall } from './call.ts';
import { placeParameters } from './parameters.ts';

const defaultLimit = 50;

/**
 * Serves a call of a declared endpoint: parameters checked, the provider's paging, rates, errors and retries applied,
 * the records as they came.
 *
 * @throws ROUTE_NOT_FOUND for an endpoint that is not declared, or is reached the other way
 */
export async function runProxy(call: ProxyCall, run: Run, cursors: CursorSealer): Promise<ProxyAnswer> {
  const endpoint = findEndpoint(run.integration, call);
  const request = placeParameters(endpoint, call.parameters);
  if (endpoint.items) return readPage(call, request, run, cursors);
  refusePaging(endpoint, call);
  const reply = await sendNative(request, run);
  if (!endpoint.item || reply.kind === 'empty') return { kind: 'single', record: reply.body };
  const { status, headers, sent, body } = reply;
  const scope = { variables: { ...run.facts, status, headers, sent, page: body }, budget: run.budget };
  return { kind: 'single', record: recordOf(endpoint, reply, scope) };
}

async function readPage(call: ProxyCall, request: NativeRequest, run: Run, cursors: CursorSealer): Promise<NativePage> {
  const { endpoint } = request;
  const { path, query, headers, body } = request;
  const binding = {
    accountId: call.account.id,
    model: '/proxy', // no model can have this name
    resource: endpoint.name,
    method: 'list',
    query: { path, query, headers, body },
  };
  const from = call.cursor === undefined ? undefined : cursors.open(call.cursor, binding);
  const variant = endpoint.pagination.style;
  if (from && from.variant !== variant) throw walkChangedError();
  const source = createRequestSource(request, run.facts, run, { isFiltered: false });
  const { items, position } = await readForCall(source, from?.position, call.limit ?? defaultLimit, run);
  return {
    kind: 'page',
    records: items.map(item => item.native),
    nextCursor: position && cursors.seal({ variant, position }, binding),
    prevCursor: null,
  };
}

function findEndpoint(integration: Integration, { native, endpoint: name, access }: ProxyCall): Endpoint {
  const { endpoints, label } = integration;
  const endpoint = endpoints.get(`${native}.${name}`);
  if (!endpoint) {
    const below = [...endpoints.keys()].filter(full => full.startsWith(`${native}.`));
    const shown = below.length > 0 ? below : [...endpoints.keys()];
    throw new PatchbayError(
      'ROUTE_NOT_FOUND',
      `${label} has no endpoint "${`${native}.${name}`.slice(0, 100)}". ${below.length > 0 ? `${native} has` : 'It has'}: ${shown.sort().join(', ') || 'none'}.`,
    );
  }
  if (endpoint.file) {
    throw new PatchbayError(
      'METHOD_NOT_SUPPORTED',
      `${endpoint.name} of ${label} answers a file, which only a unified method hands on (such as download).`,
    );
  }
  const needed = endpoint.verb === 'GET' ? 'read' : 'write';
  if (needed === access) return endpoint;
  throw new PatchbayError(
    'ROUTE_NOT_FOUND',
    `${endpoint.name} of ${label} is called with ${needed === 'read' ? 'GET, its parameters in the query' : 'POST, its parameters in a JSON body'}.`,
  );
}

function refusePaging({ name }: Endpoint, { limit, cursor }: ProxyCall): void {
  const given = limit !== undefined ? 'limit' : cursor !== undefined ? 'next_cursor' : undefined;
  if (given === undefined) return;
  throw new PatchbayError('REQUEST_INVALID', `"${given}" has no meaning for ${name}, which gives no list.`, {
    errors: [{ pointer: `/${given}`, message: 'has a meaning for lists only' }],
  });
}
