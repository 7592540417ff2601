import { jsonReply, type Reply } from '../../support/http-message.ts';
import { callEndpoint, type Api, type ApiRequest } from './call-endpoint.ts';
import { errorBody } from './graph-error.ts';

const maxParts = 20;

interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

/** Answers `POST /$batch`: up to 20 calls, each with its own status, in the order given. */
export function answerBatch(api: Api, request: ApiRequest): Reply {
  const parts = readParts(request.json);
  if (typeof parts === 'string') {
    const ids = { requestId: '', clientRequestId: '', nowMs: api.store.now() };
    return jsonReply(400, errorBody({ code: 'BadRequest', message: parts }, ids));
  }
  const statuses = new Map<string, number>();
  const responses = parts.map(part => {
    const isBlocked = part.dependsOn.some(id => (statuses.get(id) ?? 500) >= 400);
    const response = isBlocked ? failedDependency(part) : call(api, request, part);
    statuses.set(part.id, response.status);
    return response;
  });
  return jsonReply(200, { responses });
}

function call(
  api: Api,
  request: ApiRequest,
  part: Part,
): { id: string; status: number; headers: object; body?: unknown } {
  const url = new URL(`https://graph.microsoft.com/v1.0${part.url.startsWith('/') ? '' : '/'}${part.url}`);
  const headers = Object.fromEntries(Object.entries(part.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const reply = callEndpoint(api, {
    sequence: request.sequence,
    method: part.method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: {
      ...(request.headers.authorization === undefined ? {} : { authorization: request.headers.authorization }),
      ...headers,
    },
    raw: part.body === undefined ? Buffer.alloc(0) : Buffer.from('-'),
    json: part.body,
  });
  const type = reply.headers['content-type'] ?? '';
  const facts = { id: part.id, status: reply.status, headers: reply.headers };
  if (reply.body.length === 0) return facts;
  // What is not JSON comes in base64.
  const body: unknown = type.startsWith('application/json')
    ? JSON.parse(reply.body.toString())
    : Buffer.from(reply.body).toString('base64');
  return { ...facts, body };
}

function failedDependency(part: Part): { id: string; status: number; headers: object; body: object } {
  const error = { code: 'FailedDependency', message: 'A request this one depends on failed.' };
  return { id: part.id, status: 424, headers: { 'content-type': 'application/json' }, body: { error } };
}

/** The parts, or what is wrong with them. */
function readParts(body: unknown): Part[] | string {
  const requests = typeof body === 'object' && body !== null && 'requests' in body ? body.requests : undefined;
  if (!Array.isArray(requests) || requests.length === 0) return 'Invalid batch payload format.';
  if (requests.length > maxParts) return `Number of batch request steps exceeds the maximum value of ${maxParts}.`;
  const parts = requests.map(readPart);
  const valid = parts.filter(part => part !== undefined);
  if (valid.length < parts.length)
    return 'Every batch request needs an id, a method and a relative url; one with a body needs a content-type.';
  const ids = valid.map(part => part.id);
  if (new Set(ids).size < ids.length) return 'Duplicate request ids are not allowed in a batch.';
  const unknown = valid.flatMap(part => part.dependsOn).find(id => !ids.includes(id));
  return unknown === undefined ? valid : `dependsOn names '${unknown}', which is not in the batch.`;
}

function readPart(value: unknown): Part | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, method, url, headers, body, dependsOn } = value as Readonly<Record<string, unknown>>; // each is checked below
  if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string' || /^https?:/i.test(url))
    return undefined;
  const texts =
    typeof headers === 'object' && headers !== null
      ? Object.entries(headers).map(([name, text]) => [name, String(text)] as const)
      : [];
  if (body !== undefined && !texts.some(([name]) => name.toLowerCase() === 'content-type')) return undefined;
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers: Object.fromEntries(texts),
    body,
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
  };
}
