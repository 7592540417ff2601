import type { ReceivedRequest } from '../../support/http-message.ts';
import type { SlackStore } from '../store/store.ts';
import type { Token } from '../store/tokens.ts';
import { SlackError } from './slack-error.ts';

const refusals = { revoked: 'token_revoked', account_inactive: 'account_inactive' } as const;

/**
 * The token of a request: from the Authorization header or, in a form, the field `token`. Never from the query, where
 * Slack no longer takes it.
 *
 * @throws SlackError not_authed, invalid_auth, token_revoked, account_inactive, token_expired
 */
export function authenticate(store: SlackStore, request: ReceivedRequest): Token {
  const header = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const value = header ?? request.form?.token;
  if (value === undefined || value === '') throw new SlackError('not_authed');
  const token = store.tokens.find(value);
  if (token === undefined) throw new SlackError('invalid_auth');
  if (token.status !== 'active') throw new SlackError(refusals[token.status]);
  if (token.expiresAtMs !== undefined && token.expiresAtMs <= store.now()) throw new SlackError('token_expired');
  return token;
}

/**
 * Refuses a token that holds none of the scopes.
 *
 * @throws SlackError missing_scope, with what is needed and what was provided
 */
export function demandScope(token: Token, anyOf: readonly string[]): void {
  if (anyOf.length === 0 || anyOf.some(scope => token.scopes.includes(scope))) return;
  throw new SlackError('missing_scope', { needed: anyOf.join(','), provided: token.scopes.join(',') });
}
