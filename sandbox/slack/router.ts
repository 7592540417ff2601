import { jsonReply, type ReceivedRequest, type Reply } from '../support/http-message.ts';
import { callMethod, type Api } from './api/call-method.ts';
import { answerFiles, isFilesPath } from './files-host.ts';
import { answerAuthorize, authorizePath } from './oauth/authorize-page.ts';
import { answerTokenRequest } from './oauth/token-endpoint.ts';

const apiPath = '/api/';
const tokenOperation = 'oauth.v2.access';

/** What Slack calls a request: the method of the Web API, otherwise the path. */
export function operationOf(_host: string, path: string): string {
  return path.startsWith(apiPath) ? path.slice(apiPath.length) : path;
}

/** Answers a request by its Host header; on any other host than Slack's (a client of tests) by the path alone. */
export function route(api: Api, request: ReceivedRequest): Reply {
  const { path, operation } = request;
  const isFilesHost = request.host === 'files.slack.com';
  const isMainHost = !isFilesHost && (request.host === 'slack.com' || request.host.endsWith('.slack.com'));
  if (!isMainHost && isFilesPath(path)) return answerFiles(api.store, request);
  if (!isFilesHost && path.startsWith(apiPath)) {
    return operation === tokenOperation ? answerTokenRequest(api.store, request) : callMethod(api, operation, request);
  }
  if (!isFilesHost && path === authorizePath) return answerAuthorize(api.store, request);
  return jsonReply(404, { ok: false, error: 'not_found' });
}
