import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Call } from '../../engine/call.ts';
import { PatchbayError } from '../../errors.ts';
import type { StoredAccount } from '../../store/store.ts';
import { asksForNdjson } from '../accept.ts';
import type { CallDeps } from '../call-deps.ts';
import type { UnifiedKind } from '../contract/route.ts';
import { recallAccount } from '../find-account.ts';
import { readIdempotencyKey } from '../idempotency-key.ts';
import { findResource } from '../find-model.ts';
import { environmentOf } from '../plugins/access.ts';
import { queryText } from '../query-text.ts';
import { sendNdjson } from '../send-ndjson.ts';
import type { NdjsonDeps } from '../send-ndjson.ts';
import { sendUnified } from '../unified-answer.ts';
import { readUnifiedQuery } from '../unified-query.ts';
import type { UnifiedQuery } from '../unified-query.ts';

export type UnifiedDeps = CallDeps & NdjsonDeps;

interface Params {
  readonly model: string;
  readonly resource: string;
  readonly id?: string;
  readonly method?: string;
}

/** Methods with a route of their own; they are not reached by name. */
const standardMethods: ReadonlySet<string> = new Set(['list', 'get', 'create', 'update', 'delete']);

/** `/unified/{model}/{resource}`: every method of every model, through the engine. */
export function unifiedRoutes(app: FastifyInstance, deps: UnifiedDeps): void {
  const collection = '/unified/:model/:resource';
  const record = `${collection}/:id`;
  const read = (contract: UnifiedKind) => ({ config: { scope: 'read', contract } as const });
  const write = (contract: UnifiedKind) => ({ config: { scope: 'write', contract } as const });
  app.get<{ Params: Params }>(collection, read('list'), (request, reply) => serve(deps, request, reply, 'list'));
  app.get<{ Params: Params }>(record, read('get'), (request, reply) => serve(deps, request, reply, 'get'));
  app.post<{ Params: Params }>(collection, write('create'), (request, reply) => serve(deps, request, reply, 'create'));
  app.patch<{ Params: Params }>(record, write('update'), (request, reply) => serve(deps, request, reply, 'update'));
  app.delete<{ Params: Params }>(record, write('delete'), (request, reply) => serve(deps, request, reply, 'delete'));
  app.post<{ Params: Params }>(record, write('collection'), (request, reply) =>
    serve(deps, request, reply, methodOfCollection(deps, request)),
  );
  app.post<{ Params: Params }>(`${record}/:method`, write('custom'), (request, reply) =>
    serve(deps, request, reply, methodOfRecord(deps, request)),
  );
}

/** A method of the model's own that is called on the resource as a whole; what stands there might also be an id. */
function methodOfCollection(deps: CallDeps, { params }: FastifyRequest<{ Params: Params }>): string {
  const { model, resource, id: name = '' } = params;
  const { methods } = findResource(deps.engine.catalogue(), model, resource);
  if (methods.get(name)?.on === 'collection' && !standardMethods.has(name)) return name;
  const known = [...methods.values()].filter(({ on, name: one }) => on === 'collection' && !standardMethods.has(one));
  throw new PatchbayError(
    'ROUTE_NOT_FOUND',
    `${resource} have no method "${name.slice(0, 64)}" that is called on them as a whole. There are: ${known.map(one => one.name).join(', ') || 'none'}.`,
  );
}

function methodOfRecord(deps: CallDeps, { params }: FastifyRequest<{ Params: Params }>): string {
  const { model, resource, method = '' } = params;
  const { methods } = findResource(deps.engine.catalogue(), model, resource);
  const isOfRecord = methods.get(method)?.on !== 'collection';
  if (isOfRecord && /^[a-z][a-z0-9_]{0,63}$/.test(method) && !standardMethods.has(method)) return method;
  throw new PatchbayError(
    'ROUTE_NOT_FOUND',
    `"${method.slice(0, 64)}" is not called by its name on one record; see GET /unified-models for the methods there are.`,
  );
}

async function serve(
  deps: UnifiedDeps,
  request: FastifyRequest<{ Params: Params }>,
  reply: FastifyReply,
  method: string,
): Promise<unknown> {
  const { model, resource } = request.params;
  request.logFacts = { ...request.logFacts, model, resource, call: method };
  const known = findResource(deps.engine.catalogue(), model, resource);
  if (known.methods.get(method)?.stream) {
    throw new PatchbayError('ROUTE_NOT_FOUND', `"${method}" answers a file: it is asked for with GET.`);
  }
  const isStream = method === 'list' && request.method === 'GET' && asksForNdjson(request.headers.accept);
  const kind = isStream ? 'stream' : method === 'list' ? 'list' : 'other';
  const query = readUnifiedQuery(queryText(request.raw), kind);
  const account = await recallAccount(deps.store, environmentOf(request), query.accountId);
  request.logFacts = { ...request.logFacts, account: account.id, integration: account.integration };
  const fields = query.fields ?? fieldsBut(query.excludeFields, known.schema);
  // Of a method on the resource as a whole, what stands in the place of the id is its name.
  const id = known.methods.get(method)?.on === 'collection' ? undefined : request.params.id;
  const call = toCall(deps, request, {
    account,
    method,
    query,
    ...(id === undefined ? {} : { id }),
    ...(fields === undefined ? {} : { fields }),
  });
  if (isStream) return sendNdjson(deps, call, request, reply);
  const answer = await deps.engine.run(call);
  return sendUnified(answer, { method, ...(id === undefined ? {} : { id }) }, request, reply);
}

function toCall(
  deps: UnifiedDeps,
  request: FastifyRequest<{ Params: Params }>,
  found: {
    readonly account: StoredAccount;
    readonly method: string;
    readonly query: UnifiedQuery;
    readonly id?: string;
    readonly fields?: readonly string[];
  },
): Call {
  const { model, resource } = request.params;
  const { query, limit, cursor, expand, include, remoteQuery, form } = found.query;
  const idempotencyKey = readIdempotencyKey(request);
  return {
    account: found.account,
    model,
    resource,
    method: found.method,
    ...(found.id === undefined ? {} : { id: found.id }),
    query,
    ...(request.body === undefined ? {} : { body: request.body }),
    limit,
    ...(cursor === undefined ? {} : { cursor }),
    expand,
    ...(found.fields === undefined ? {} : { fields: found.fields }),
    include,
    ...(remoteQuery ? { remoteQuery } : {}),
    ...form,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    requestId: request.id,
    deadlineMs: deps.clock.monotonicMs() + deps.callTimeoutMs,
    signal: request.signal,
  };
}

/** All top-level fields but some; undefined when none is left out. */
function fieldsBut(
  excluded: readonly string[],
  schema: Readonly<Record<string, unknown>>,
): readonly string[] | undefined {
  if (excluded.length === 0) return undefined;
  const { properties } = schema;
  const names = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  const unknown = excluded.find(name => !names.includes(name));
  if (unknown !== undefined) {
    throw new PatchbayError(
      'REQUEST_INVALID',
      `There is no field "${unknown}" to exclude. There are: ${names.join(', ')}.`,
      {
        errors: [{ pointer: '/exclude_fields', message: `"${unknown}" is not a field` }],
      },
    );
  }
  return names.filter(name => !excluded.includes(name));
}
