import { jsonReply, type ReceivedRequest, type Reply } from '../../support/http-message.ts';
import { hideLaterMembers, readPreference } from '../odata/preferences.ts';
import { readOptions } from '../odata/query-options.ts';
import type { GraphStore } from '../store/store.ts';
import type { Token } from '../store/tokens.ts';
import { answerList } from './answer-list.ts';
import { authenticate, demandScope } from './authenticate.ts';
import { choose, contextSuffix } from '../odata/select.ts';
import type { Answer, EndpointCall } from './endpoint.ts';
import { badRequest, errorBody, GraphError } from './graph-error.ts';
import { root } from './graph-root.ts';
import { resourceUnits, type RateLimits } from './rate-limits.ts';
import type { Route, Router } from './router.ts';

const contentType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** What the API needs to answer. */
export interface Api {
  readonly store: GraphStore;
  readonly router: Router;
  readonly rates: RateLimits;
}

/** What of a request an endpoint depends on; the parts of a batch have no more. */
export type ApiRequest = Pick<ReceivedRequest, 'sequence' | 'method' | 'path' | 'query' | 'headers' | 'raw' | 'json'>;

/** Answers a request below `/v1.0`: token, route, scope, rate, options, handler, in this order. */
export function callEndpoint(api: Api, request: ApiRequest): Reply {
  const ids = {
    requestId: requestIdOf(request.sequence),
    clientRequestId: request.headers['client-request-id'] ?? requestIdOf(request.sequence),
    nowMs: api.store.now(),
  };
  const headers = {
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
    'odata-version': '4.0',
  };
  try {
    const token = authenticate(api.store, request.headers.authorization);
    const reply = run(api, token, request);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const { facts } = error;
    return {
      status: facts.status,
      headers: { 'content-type': contentType, ...headers, ...facts.headers },
      body: JSON.stringify(errorBody(facts, ids)),
    };
  }
}

/** Graph's answer to a call above the rate. */
export function rateLimited(retryAfterSeconds: number): Reply {
  const ids = { requestId: requestIdOf(0), clientRequestId: requestIdOf(0), nowMs: 0 };
  const body = errorBody({ code: 'TooManyRequests', message: 'Too many requests' }, ids);
  return jsonReply(429, body, { 'retry-after': String(retryAfterSeconds), 'request-id': ids.requestId });
}

/** A GUID made of the number of a request. */
function requestIdOf(sequence: number): string {
  return `5a6dbe00-0000-4000-8000-${sequence.toString(16).padStart(12, '0')}`;
}

function run(api: Api, token: Token, request: ApiRequest): Reply {
  const path = request.path.slice('/v1.0'.length);
  const { endpoint, params } = pick(api.router, path, request.method);
  demandScope(token, endpoint.permission, { path, service: endpoint.service });
  takeRate(api, token, { endpoint, params }, request);
  const tenant = api.store.tenant(token.tenantId);
  if (tenant === undefined) throw new Error(`The token is of ${token.tenantId}, which the seed does not hold.`);
  const options = readOptions(request.query, endpoint.query, request.headers);
  const preference = readPreference(request.headers.prefer);
  const call: EndpointCall = {
    store: api.store,
    token,
    tenant,
    params,
    options,
    preference,
    body: readBody(request),
    request,
    nowMs: api.store.now(),
  };
  const reply = toReply(endpoint.handle(call), call, { path, rules: endpoint.query });
  if (preference.unknownEnumMembers === 'hidden' || endpoint.service !== 'teams') return reply;
  return { ...reply, headers: { ...reply.headers, 'preference-applied': 'include-unknown-enum-members' } };
}

function pick(router: Router, path: string, verb: string): Route {
  const routes = router.routes(path);
  const route = routes.find(({ endpoint }) => endpoint.verb === verb);
  if (route !== undefined) return route;
  if (routes.length > 0)
    throw new GraphError({
      status: 405,
      code: 'Request_BadRequest',
      message: 'Specified HTTP method is not allowed for the request target.',
    });
  const segment = path.split('/').at(-1) ?? '';
  throw badRequest(`Resource not found for the segment '${segment}'.`);
}

function takeRate(api: Api, token: Token, { endpoint, params }: Route, request: ApiRequest): void {
  const wait = api.rates.take({
    app: `${token.clientId} ${token.tenantId}`,
    kind: endpoint.rate,
    conversation: params.channel ?? params.team,
    units: resourceUnits(endpoint.path, request.query),
  });
  if (wait === 0) return;
  throw new GraphError({
    status: 429,
    code: 'TooManyRequests',
    message: 'Too many requests',
    headers: { 'retry-after': String(wait) },
  });
}

function readBody(request: ApiRequest): unknown {
  if (request.raw.length > 0 && request.json === undefined) {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
  return request.json;
}

function toReply(
  answer: Answer,
  call: EndpointCall,
  facts: Pick<Parameters<typeof answerList>[2], 'path' | 'rules'>,
): Reply {
  switch (answer.kind) {
    case 'reply':
      return answer.reply;
    case 'empty':
      return { status: 204, headers: {}, body: '' };
    case 'list':
      return body(200, answerList(answer, call, { root, ...facts }), call);
    case 'created':
      return body(201, { '@odata.context': `${root}/$metadata#${answer.context}/$entity`, ...answer.value }, call);
    case 'one': {
      const { select, expand } = call.options;
      const expanded = expand.map(({ property }) => answer.expand?.(property) ?? {});
      const value = Object.assign(
        { ...(select === undefined ? answer.value : choose(answer.value, select)) },
        ...expanded,
      ) as object;
      return body(
        200,
        { '@odata.context': `${root}/$metadata#${answer.context}${contextSuffix(select, expand)}/$entity`, ...value },
        call,
      );
    }
  }
}

function body(status: number, value: object, call: EndpointCall): Reply {
  const shown = call.preference.unknownEnumMembers === 'shown' ? value : hideLaterMembers(value);
  return { status, headers: { 'content-type': contentType }, body: JSON.stringify(shown) };
}
