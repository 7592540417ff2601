import type { Tokens } from './tokens.ts';

/** A registered OAuth client. */
export interface OauthClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What a person approved on the consent page. */
export interface Approval {
  readonly clientId: string;
  readonly userId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** `access_type=offline`: a refresh token comes with it. */
  readonly isOffline: boolean;
  /** `prompt=consent`; without it only the first approval gives a refresh token. */
  readonly isForced: boolean;
  /** PKCE: the challenge the verifier has to meet. */
  readonly challenge?: { readonly method: 'S256' | 'plain'; readonly value: string };
}

/** What a refresh token stands for. It lives until it is revoked. */
export interface RefreshGrant {
  readonly clientId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
}

/** Codes, which work once, and refresh tokens, which do not rotate. */
export interface OauthGrants {
  createCode(approval: Approval): string;
  /** Takes a code out of circulation; nothing for an unknown, used or expired one. */
  redeemCode(code: string): Approval | undefined;
  /** Whether this client already holds a refresh token of this user. */
  hasConsented(clientId: string, userId: string): boolean;
  createRefreshToken(grant: RefreshGrant): string;
  findRefreshToken(token: string): RefreshGrant | undefined;
  /** Ends a refresh token; false for an unknown one. */
  revokeRefreshToken(token: string): boolean;
}

/** A code lives ten minutes. */
const codeLifeMs = 600_000;

/** Creates the register of grants. */
export function createOauthGrants(tokens: Tokens, now: () => number): OauthGrants {
  const codes = new Map<string, { approval: Approval; createdMs: number }>();
  const refreshTokens = new Map<string, RefreshGrant>();
  return {
    createCode(approval) {
      const code = tokens.secret('4/0A', 60);
      codes.set(code, { approval, createdMs: now() });
      return code;
    },
    redeemCode(code) {
      const entry = codes.get(code);
      codes.delete(code);
      return entry === undefined || now() - entry.createdMs > codeLifeMs ? undefined : entry.approval;
    },
    hasConsented: (clientId, userId) =>
      [...refreshTokens.values()].some(grant => grant.clientId === clientId && grant.userId === userId),
    createRefreshToken(grant) {
      const token = tokens.secret('1//0', 90);
      refreshTokens.set(token, grant);
      return token;
    },
    findRefreshToken: token => refreshTokens.get(token),
    revokeRefreshToken: token => refreshTokens.delete(token),
  };
}
