import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FileAnswer, FileAsked } from '../../engine/call.ts';
import { PatchbayError } from '../../errors.ts';
import type { CallDeps } from '../call-deps.ts';
import { attachmentNamed } from '../file-name.ts';
import { recallAccount } from '../find-account.ts';
import { findResource } from '../find-model.ts';
import { readAccountId, refuseOthers } from '../parameters.ts';
import { environmentOf } from '../plugins/access.ts';
import { parseQueryString } from '../query-string.ts';
import { queryText } from '../query-text.ts';

interface Params {
  readonly model: string;
  readonly resource: string;
  readonly id: string;
  readonly method: string;
}

/** `GET /unified/{model}/{resource}/{id}/{method}`: methods that answer a file, handed through as it comes. */
export function fileRoutes(app: FastifyInstance, deps: CallDeps): void {
  app.route<{ Params: Params }>({
    method: ['GET', 'HEAD'],
    url: '/unified/:model/:resource/:id/:method',
    exposeHeadRoute: false,
    config: { scope: 'read', contract: 'file' },
    handler: (request, reply) => serve(deps, request, reply),
  });
}

async function serve(
  deps: CallDeps,
  request: FastifyRequest<{ Params: Params }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { model, resource, id, method } = request.params;
  request.logFacts = { ...request.logFacts, model, resource, call: method };
  const known = findResource(deps.engine.catalogue(), model, resource);
  if (known.methods.get(method)?.stream === undefined) throw noFile(request.params);
  const map = parseQueryString(queryText(request.raw));
  const accountId = readAccountId(map);
  refuseOthers(map, ['integrated_account_id']);
  const account = await recallAccount(deps.store, environmentOf(request), accountId);
  request.logFacts = { ...request.logFacts, account: account.id, integration: account.integration };
  const call = { account, model, resource, id, method, query: {}, limit: 1, expand: [], include: [] };
  const deadlineMs = deps.clock.monotonicMs() + deps.callTimeoutMs;
  const answer = await deps.engine.openFile(
    { ...call, requestId: request.id, deadlineMs, signal: request.signal },
    readRange(request),
  );
  return answer.kind === 'redirect' ? reply.redirect(answer.url, 302) : sendFile(answer, request, reply);
}

/** One range alone: several would come as parts of another media type. What is no range of ours is not asked for. */
function readRange({ headers }: FastifyRequest): FileAsked {
  const { range, 'if-range': ifRange } = headers;
  if (range === undefined || !/^bytes=(\d{1,15}-\d{0,15}|-\d{1,15})$/.test(range)) return {};
  return typeof ifRange === 'string' && isPlain(ifRange) ? { range, ifRange } : { range };
}

/** Of the provider's headers, those that say which bytes these are. */
const passedOn = ['accept-ranges', 'content-encoding', 'content-length', 'content-range', 'etag', 'last-modified'];

function sendFile(
  { status, headers, fileName, contentType, body }: Extract<FileAnswer, { kind: 'file' }>,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  for (const name of passedOn) {
    const value = headers[name];
    if (value !== undefined && isPlain(value)) reply.header(name, value);
  }
  reply
    .status(status)
    // Whatever the file says: a browser saves it, and runs nothing of it in our name.
    .header('content-security-policy', "default-src 'none'; sandbox");
  if (body === undefined) return reply.removeHeader('content-length').send();
  reply
    .header('content-type', mediaType(contentType) ?? mediaType(headers['content-type']) ?? 'application/octet-stream')
    .header('content-disposition', attachmentNamed(fileName));
  if (request.method !== 'HEAD') return reply.send(body);
  body.destroy();
  return reply.send();
}

function isPlain(value: string): boolean {
  return value.length <= 500 && /^[\x20-\x7e]*$/.test(value);
}

/** A media type that is one, with its parameters. */
function mediaType(text: string | undefined): string | undefined {
  const token = "[A-Za-z0-9!#$&^_.+'*|~-]{1,127}";
  const pattern = new RegExp(`^${token}/${token}( *; *${token}=("[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]*"|${token}))*$`);
  return text !== undefined && pattern.test(text) ? text : undefined;
}

function noFile({ model, resource, method }: Params): PatchbayError {
  return new PatchbayError(
    'ROUTE_NOT_FOUND',
    `${model}/${resource} has no method "${method.slice(0, 64)}" that answers a file; see GET /unified-models for the methods there are.`,
  );
}
