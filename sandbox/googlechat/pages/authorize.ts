import { redirectReply, type ReceivedRequest, type Reply } from '../../support/http-message.ts';
import { fullScopes, shortScopes } from '../api/authenticate.ts';
import type { Approval } from '../store/oauth-grants.ts';
import { findDirectoryUser, type GoogleChatStore } from '../store/store.ts';
import { pageReply } from './page-reply.ts';

/** People the page offers, the administrator first. */
export type Holders = readonly { readonly userId: string; readonly email: string }[];

/**
 * The consent page. It offers the people with credentials and a refusal; `auto=1` approves at once for the person of
 * `login_hint`, otherwise the administrator. A link carries `choice`: a user id or `deny`.
 */
export function authorizePage(store: GoogleChatStore, holders: Holders, request: ReceivedRequest): Reply {
  const { query } = request;
  const refusal = refusalOf(store, query);
  if (refusal !== undefined) return pageReply(400, 'Access blocked: Authorization Error', { lines: [refusal] });
  const hinted = query.login_hint === undefined ? undefined : findDirectoryUser(store, query.login_hint)?.id;
  const choice = query.choice ?? (query.auto === '1' ? (hinted ?? holders[0]?.userId) : undefined);
  if (choice === undefined) return choicePage(holders, request);
  const target = new URL(query.redirect_uri ?? '');
  if (query.state !== undefined) target.searchParams.set('state', query.state);
  if (choice === 'deny' || !store.directory.has(choice)) {
    target.searchParams.set('error', 'access_denied');
    return redirectReply(target.href);
  }
  const approval = approvalOf(query, choice);
  target.searchParams.set('code', store.grants.createCode(approval));
  target.searchParams.set('scope', fullScopes(approval.scopes).join(' '));
  target.searchParams.set('authuser', '0');
  target.searchParams.set('prompt', approval.isForced ? 'consent' : 'none');
  return redirectReply(target.href);
}

type Query = Readonly<Record<string, string>>;

function refusalOf(store: GoogleChatStore, query: Query): string | undefined {
  if (query.client_id !== store.client.clientId) return 'Error 401: invalid_client. The OAuth client was not found.';
  if (query.redirect_uri === undefined || !URL.canParse(query.redirect_uri)) return 'Error 400: redirect_uri_mismatch.';
  if (!/^https?:$/.test(new URL(query.redirect_uri).protocol)) return 'Error 400: redirect_uri_mismatch.';
  if (query.response_type !== 'code') return 'Error 400: unsupported_response_type.';
  if (shortScopes(query.scope ?? '').length === 0)
    return 'Error 400: invalid_request. Missing required parameter: scope.';
  const method = query.code_challenge_method ?? 'plain';
  if (query.code_challenge !== undefined && method !== 'S256' && method !== 'plain') {
    return 'Error 400: invalid_request. Invalid code_challenge_method.';
  }
  return undefined;
}

function approvalOf(query: Query, userId: string): Approval {
  const value = query.code_challenge;
  const method = query.code_challenge_method === 'S256' ? 'S256' : 'plain';
  return {
    clientId: query.client_id ?? '',
    userId,
    redirectUri: query.redirect_uri ?? '',
    scopes: shortScopes(query.scope ?? ''),
    isOffline: query.access_type === 'offline',
    isForced: (query.prompt ?? '').split(' ').includes('consent'),
    ...(value === undefined ? {} : { challenge: { method, value } }),
  };
}

function choicePage(holders: Holders, request: ReceivedRequest): Reply {
  const link = (text: string, choice: string) => ({ text, href: `${request.target}&choice=${choice}` });
  const links = [...holders.map(holder => link(`Allow as ${holder.email}`, holder.userId)), link('Deny', 'deny')];
  const lines = shortScopes(request.query.scope ?? '').map(scope => `Wants: ${scope}`);
  return pageReply(200, 'Choose an account', { lines, links });
}
