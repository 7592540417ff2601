import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { NativeParameters, ProxyAnswer, ProxyCall } from '../../engine/native/call.ts';
import { pageSizes } from '../../engine/page-sizes.ts';
import { PatchbayError } from '../../errors.ts';
import type { CallDeps } from '../call-deps.ts';
import { nativeOperations } from '../contract/operations/native.ts';
import { recallAccount } from '../find-account.ts';
import { readIdempotencyKey } from '../idempotency-key.ts';
import { readAccountId, readLimit, readText, wrongParameter } from '../parameters.ts';
import { environmentOf } from '../plugins/access.ts';
import { parseQueryString } from '../query-string.ts';
import type { QueryMap } from '../query-string.ts';
import { queryText } from '../query-text.ts';
import { rateHeaders } from '../rate-headers.ts';

interface Params {
  readonly native: string;
  readonly endpoint: string;
}

/** Parameters of ours, in the query whatever the verb. */
const ours = ['integrated_account_id', 'limit', 'next_cursor'];

/** `/proxy/{native}/{endpoint}`: the endpoints that an account's integration declares, by their own names. */
export function proxyRoutes(app: FastifyInstance, deps: CallDeps): void {
  const path = '/proxy/:native/:endpoint';
  app.get<{ Params: Params }>(
    path,
    { config: { scope: 'read', contract: nativeOperations.proxyRead } },
    (request, reply) => serve(deps, request, reply, 'read'),
  );
  app.post<{ Params: Params }>(
    path,
    { config: { scope: 'write', contract: nativeOperations.proxyWrite } },
    (request, reply) => serve(deps, request, reply, 'write'),
  );
}

async function serve(
  deps: CallDeps,
  request: FastifyRequest<{ Params: Params }>,
  reply: FastifyReply,
  access: ProxyCall['access'],
): Promise<unknown> {
  const map = parseQueryString(queryText(request.raw));
  const accountId = readAccountId(map);
  const parameters = access === 'read' ? queryParameters(map) : bodyParameters(map, request.body);
  const limit = Object.hasOwn(map, 'limit') ? readLimit(map, { ...pageSizes, default: pageSizes.max }) : undefined;
  const cursor = readText(map, 'next_cursor');
  const idempotencyKey = readIdempotencyKey(request);
  const account = await recallAccount(deps.store, environmentOf(request), accountId);
  const { native, endpoint } = request.params;
  request.logFacts = { ...request.logFacts, account: account.id, integration: account.integration, call: 'proxy' };
  const answer = await deps.engine.proxy({
    account,
    native,
    endpoint,
    access,
    parameters,
    ...(limit === undefined ? {} : { limit }),
    ...(cursor === undefined || cursor === '' ? {} : { cursor }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    requestId: request.id,
    deadlineMs: deps.clock.monotonicMs() + deps.callTimeoutMs,
    signal: request.signal,
  });
  return sendAnswer(answer, reply);
}

function queryParameters(map: QueryMap): NativeParameters {
  return { from: 'query', values: Object.fromEntries(Object.entries(map).filter(([name]) => !ours.includes(name))) };
}

function bodyParameters(map: QueryMap, body: unknown): NativeParameters {
  const other = Object.keys(map).find(name => !ours.includes(name));
  if (other !== undefined) throw wrongParameter(other, 'belongs into the JSON body: this endpoint is not a GET');
  if (body === undefined) return { from: 'body', values: {} };
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { from: 'body', values: { ...body } };
  throw new PatchbayError('REQUEST_BODY_INVALID', 'The body is an object with the parameters of the endpoint.', {
    errors: [{ pointer: '', message: 'is not an object' }],
  });
}

function sendAnswer(answer: ProxyAnswer, reply: FastifyReply): unknown {
  reply.headers(rateHeaders(answer.rate));
  if (answer.kind === 'page') {
    const { records, nextCursor, prevCursor } = answer;
    return { result: records, next_cursor: nextCursor, prev_cursor: prevCursor, result_count: records.length };
  }
  if (answer.record === undefined) return reply.status(204).send();
  // The framework sends a text as it is; a record that is a text is JSON like every other.
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.record));
}
