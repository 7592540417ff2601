import type { ReceivedRequest, Reply } from '../support/http-message.ts';
import { callMethod, unknownPath, type Api } from './api/call-method.ts';
import type { Routes } from './api/routes.ts';
import { authorizePage, type Holders } from './pages/authorize.ts';
import { revokeReply, tokenReply } from './pages/token.ts';

/** Everything a request can reach. */
export interface Rooms {
  readonly api: Api;
  readonly routes: Routes;
  readonly holders: Holders;
}

const authorizePaths: ReadonlySet<string> = new Set(['/o/oauth2/v2/auth', '/o/oauth2/auth']);

/**
 * What a request is called in fault scripts and the log: the template of its path (`/v1/spaces/{space}/messages`), for
 * OAuth and what is unknown the path itself.
 */
export function operationOf(routes: Routes, host: string, path: string): string {
  return routes.templateOf(host, path) ?? path;
}

/** Answers a request by its Host header; on any other host than Google's (a client of tests) by the path alone. */
export function route({ api, routes, holders }: Rooms, request: ReceivedRequest): Reply {
  const host = request.host.replace(/:\d+$/, '').toLowerCase();
  const isGoogle = host.endsWith('.googleapis.com') || host.endsWith('.google.com');
  const answers = (name: string): boolean => !isGoogle || host === name;
  if (request.path === '/token' && answers('oauth2.googleapis.com')) return tokenReply(api.store, request);
  if (request.path === '/revoke' && answers('oauth2.googleapis.com')) return revokeReply(api.store, request);
  if (authorizePaths.has(request.path) && answers('accounts.google.com'))
    return authorizePage(api.store, holders, request);
  const found = routes.find(request.method, request.host, request.path);
  return found === undefined ? unknownPath(request.path) : callMethod(api, found, request);
}
