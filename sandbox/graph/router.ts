import { jsonReply, type ReceivedRequest, type Reply } from '../support/http-message.ts';
import { answerBatch } from './api/batch.ts';
import { callEndpoint, type Api } from './api/call-endpoint.ts';
import type { Router } from './api/router.ts';
import { answerDownload } from './download.ts';
import type { SignInDefaults } from './login/authorize.ts';
import { answerLogin, loginOperation } from './login/router.ts';

/**
 * What a request is called in fault scripts and the log: of Graph the path below `/v1.0` with names for its ids
 * (`/teams/{team}/channels`), of the login host the page (`token`), of SharePoint `download`.
 */
export function operationOf(router: Router, host: string, path: string): string {
  if (isSharePoint(host)) return 'download';
  const page = loginOperation(path);
  if (page !== undefined) return page;
  return path.startsWith('/v1.0/') ? router.templateOf(path.slice('/v1.0'.length)) : path;
}

/** Answers a request by its Host header; on any other host (a client of tests) as Graph. */
export function route(api: Api, defaults: SignInDefaults, request: ReceivedRequest): Reply {
  if (isSharePoint(request.host)) return answerDownload(api.store, request);
  if (/^login\.microsoftonline\.com(:\d+)?$/.test(request.host) || loginOperation(request.path) !== undefined) {
    return answerLogin(api.store, request, defaults);
  }
  if (!request.path.startsWith('/v1.0/')) {
    return jsonReply(404, {
      error: { code: 'BadRequest', message: `Invalid version: ${request.path.split('/')[1] ?? ''}` },
    });
  }
  if (request.path === '/v1.0/$batch' && request.method === 'POST') return answerBatch(api, request);
  return callEndpoint(api, request);
}

function isSharePoint(host: string): boolean {
  return /^[\w-]+\.sharepoint\.com(:\d+)?$/.test(host);
}
