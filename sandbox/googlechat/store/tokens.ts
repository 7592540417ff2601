import { randomText } from '../../support/ids.ts';
import type { Random } from '../../support/random.ts';

/** Who a token stands for. */
export type Subject =
  | { readonly kind: 'user'; readonly userId: string }
  /** The Chat app itself, by its service account. */
  | { readonly kind: 'app'; readonly appId: string };

/** An access token. */
export interface AccessToken {
  readonly value: string;
  readonly subject: Subject;
  /** Without the common prefix: `chat.messages.readonly`; `openid`, `email`, `profile` as they are. */
  readonly scopes: readonly string[];
  /** Epoch milliseconds. */
  readonly expiresAtMs: number;
  revoked: boolean;
}

/** The access tokens of the sandbox. */
export interface Tokens {
  issue(subject: Subject, scopes: readonly string[], options?: { readonly expiresAtMs?: number }): AccessToken;
  find(value: string): AccessToken | undefined;
  /** A text that nobody guesses, such as a code. */
  secret(prefix: string, length: number): string;
}

/** Seconds an access token lives, as the token endpoint says. */
export const tokenLifeSeconds = 3599;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** Creates the register; values come from the seed, never from source text. */
export function createTokens(random: Random, now: () => number): Tokens {
  const tokens = new Map<string, AccessToken>();
  return {
    issue(subject, scopes, options = {}) {
      const token: AccessToken = {
        value: `ya29.${randomText(random, letters, 120)}`,
        subject,
        scopes,
        expiresAtMs: options.expiresAtMs ?? now() + tokenLifeSeconds * 1000,
        revoked: false,
      };
      tokens.set(token.value, token);
      return token;
    },
    find: value => tokens.get(value),
    secret: (prefix, length) => prefix + randomText(random, letters, length),
  };
}
