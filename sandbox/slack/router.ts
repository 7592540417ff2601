import { jsonReply, type ReceivedRequest, type Reply } from '../support/http-message.ts';
import { callMethod, type Api } from './api/call-method.ts';

/** What Slack calls a request: the method of the Web API, otherwise the path. */
export function operationOf(_host: string, path: string): string {
  return path.startsWith('/api/') ? path.slice('/api/'.length) : path;
}

/** Answers a request by its Host header; on any other host than Slack's (a client of tests) by the path alone. */
export function route(api: Api, request: ReceivedRequest): Reply {
  if (request.path.startsWith('/api/')) return callMethod(api, request.operation, request);
  return jsonReply(404, { ok: false, error: 'not_found' });
}
