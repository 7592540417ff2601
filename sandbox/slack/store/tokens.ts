import { randomText } from '../../support/ids.ts';
import type { Random } from '../../support/random.ts';

export type TokenKind = 'bot' | 'user';

/** An access token and what it stands for. */
export interface Token {
  readonly value: string;
  readonly kind: TokenKind;
  readonly teamId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  /** An org-wide install: list methods want a `team_id`. */
  readonly orgWide: boolean;
  /** Epoch milliseconds; absent for a token that lives until it is revoked. */
  readonly expiresAtMs?: number;
  status: 'active' | 'revoked' | 'account_inactive';
}

/** What a new token needs; see `Token`. */
export interface TokenRequest {
  readonly kind: TokenKind;
  readonly teamId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly orgWide?: boolean;
  readonly expiresAtMs?: number;
}

/** The tokens of the sandbox. */
export interface Tokens {
  issue(request: TokenRequest): Token;
  find(value: string): Token | undefined;
  /** A text that is used once, as codes and refresh tokens are. */
  secret(prefix: string, length: number): string;
}

const digits = '0123456789';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const prefixes = { bot: 'xoxb', user: 'xoxp' } as const;

/** Creates the token register; the values come from the seed, never from source text. */
export function createTokens(random: Random): Tokens {
  const tokens = new Map<string, Token>();
  const value = (request: TokenRequest): string => {
    const prefix = prefixes[request.kind];
    // Tokens that expire look different from those that live on.
    if (request.expiresAtMs !== undefined) return `xoxe.${prefix}-1-${randomText(random, letters, 60)}`;
    const numbers = [randomText(random, digits, 12), randomText(random, digits, 13)];
    return [prefix, ...numbers, randomText(random, letters, 24)].join('-');
  };
  return {
    issue(request) {
      const token: Token = { value: value(request), orgWide: false, status: 'active', ...request };
      tokens.set(token.value, token);
      return token;
    },
    find: text => tokens.get(text),
    secret: (prefix, length) => prefix + randomText(random, letters, length),
  };
}
