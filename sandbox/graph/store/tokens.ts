import { randomText } from '../../support/ids.ts';
import type { Random } from '../../support/random.ts';

/** An access token and what it stands for. */
export interface Token {
  readonly value: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Absent for an app-only token. */
  readonly userId?: string;
  /** Delegated scopes, or the app's roles. */
  readonly scopes: readonly string[];
  /** Epoch milliseconds. */
  readonly expiresAtMs: number;
  /** `revoked`: refused with a claims challenge, as after a password change. */
  status: 'active' | 'revoked';
}

/** What a new token needs; see `Token`. */
export type TokenRequest = Omit<Token, 'value' | 'status'> & { readonly issuedAtMs: number };

/** The access tokens of the sandbox, and the random texts other secrets are made of. */
export interface Tokens {
  issue(request: TokenRequest): Token;
  find(value: string): Token | undefined;
  /** A text that is used once, as codes and refresh tokens are. */
  secret(prefix: string, length: number): string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Creates the register. Values look like JWTs, as the real ones do, and clients must take them as opaque. */
export function createTokens(random: Random): Tokens {
  const tokens = new Map<string, Token>();
  return {
    issue({ issuedAtMs, ...facts }) {
      const value = [encode(header), encode(claims(facts, issuedAtMs)), randomText(random, letters, 86)].join('.');
      const token: Token = { ...facts, value, status: 'active' };
      tokens.set(value, token);
      return token;
    },
    find: value => tokens.get(value),
    secret: (prefix, length) => prefix + randomText(random, letters, length),
  };
}

const header = { typ: 'JWT', alg: 'RS256', kid: 'sandbox' };

function claims(facts: Omit<TokenRequest, 'issuedAtMs'>, issuedAtMs: number): object {
  const { tenantId, clientId, userId, scopes, expiresAtMs } = facts;
  const seconds = (ms: number): number => Math.floor(ms / 1000);
  const who =
    userId === undefined ? { idtyp: 'app', roles: scopes } : { idtyp: 'user', oid: userId, scp: scopes.join(' ') };
  return {
    aud: 'https://graph.microsoft.com',
    iss: `https://sts.windows.net/${tenantId}/`,
    iat: seconds(issuedAtMs),
    nbf: seconds(issuedAtMs),
    exp: seconds(expiresAtMs),
    appid: clientId,
    tid: tenantId,
    ...who,
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
