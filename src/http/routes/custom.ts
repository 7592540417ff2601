import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CustomAnswer, CustomMethod } from '../../engine/native/call.ts';
import { PatchbayError } from '../../errors.ts';
import type { CallDeps } from '../call-deps.ts';
import { customOperation } from '../contract/operations/native.ts';
import { splitCustomQuery } from '../custom-query.ts';
import { recallAccount } from '../find-account.ts';
import { readAccountId, wrongParameter } from '../parameters.ts';
import { environmentOf } from '../plugins/access.ts';
import { addAnyBody } from '../plugins/any-body.ts';
import { queryText } from '../query-text.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies readonly CustomMethod[];

/**
 * `/custom/{path}`: any path of the account's provider. What the provider's verbs mean is not known here (some write on a
 * GET), so every one needs a key that may write.
 */
export function customRoutes(app: FastifyInstance, deps: CallDeps): void {
  app.register(async any => {
    addAnyBody(any);
    for (const method of methods) {
      any.route({
        method,
        url: '/custom/*',
        exposeHeadRoute: false,
        config: { scope: 'write', contract: customOperation(method) },
        handler: (request, reply) => serve(deps, method, request, reply),
      });
    }
  });
}

async function serve(
  deps: CallDeps,
  method: CustomMethod,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { ours, rest } = splitCustomQuery(queryText(request.raw));
  const accountId = readAccountId({ ...ours });
  if (ours.host === '') throw wrongParameter('host', 'is empty; leave it out for the base URL of the provider');
  refuseBodyOf(method, request);
  const account = await recallAccount(deps.store, environmentOf(request), accountId);
  request.logFacts = { ...request.logFacts, account: account.id, integration: account.integration, call: 'custom' };
  const answer = await deps.engine.custom({
    account,
    method,
    path: customPath(request),
    query: rest,
    ...(ours.host === undefined ? {} : { host: ours.host }),
    headers: singleHeaders(request),
    ...(Buffer.isBuffer(request.body) ? { body: request.body } : {}),
    requestId: request.id,
    deadlineMs: deps.clock.monotonicMs() + deps.callTimeoutMs,
    signal: request.signal,
  });
  return sendAnswer(answer, reply);
}

/** The path behind `/custom` as it was written: the framework's own reading of it is decoded. */
function customPath({ raw: { url = '' } }: FastifyRequest): string {
  const [path = ''] = url.split('?');
  if (path.startsWith('/custom/')) return path.slice('/custom'.length);
  throw new PatchbayError('REQUEST_INVALID', 'The path is written as /custom/ and the path of the provider behind it.');
}

function refuseBodyOf(method: CustomMethod, { headers }: FastifyRequest): void {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!hasBody || (method !== 'GET' && method !== 'HEAD')) return;
  throw new PatchbayError('REQUEST_INVALID', `A ${method} has no body.`);
}

function singleHeaders({ headers }: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** The header says that the status is the provider's own, not ours; the policy, that no browser runs what it sends. */
function sendAnswer({ status, headers, body }: CustomAnswer, reply: FastifyReply): unknown {
  reply.status(status).headers({
    'content-security-policy': "default-src 'none'; sandbox",
    'x-patchbay-native-status': String(status),
    ...headers,
  });
  return body.byteLength === 0 ? reply.send() : reply.send(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
}
