import type { Tokens, TokenKind } from './tokens.ts';

/** A registered app. */
export interface OauthApp {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  /** Whether its tokens expire and are refreshed. */
  readonly rotation: 'on' | 'off';
}

/** What a person approved on the authorize page. */
export interface Approval {
  readonly clientId: string;
  readonly teamId: string;
  readonly redirectUri: string;
  readonly botScopes: readonly string[];
  readonly userScopes: readonly string[];
}

/** What a refresh token stands for. */
export interface RefreshGrant {
  readonly clientId: string;
  readonly teamId: string;
  readonly kind: TokenKind;
  readonly scopes: readonly string[];
}

/** Codes and refresh tokens; each works once. */
export interface OauthGrants {
  createCode(approval: Approval): string;
  /** Takes a code out of circulation. */
  redeemCode(code: string): Approval | 'unknown' | 'used' | 'expired';
  createRefreshToken(grant: RefreshGrant): string;
  /** Takes a refresh token out of circulation; nothing for an unknown or used one. */
  redeemRefreshToken(token: string): RefreshGrant | undefined;
}

/** A code lives ten minutes. */
const codeLifeMs = 600_000;

/** Creates the register of grants. */
export function createOauthGrants(tokens: Tokens, now: () => number): OauthGrants {
  const codes = new Map<string, { approval: Approval; createdMs: number; used: boolean }>();
  const refreshTokens = new Map<string, RefreshGrant>();
  return {
    createCode(approval) {
      const code = tokens.secret('', 40).toLowerCase();
      codes.set(code, { approval, createdMs: now(), used: false });
      return code;
    },
    redeemCode(code) {
      const entry = codes.get(code);
      if (entry === undefined) return 'unknown';
      if (entry.used) return 'used';
      entry.used = true;
      return now() - entry.createdMs > codeLifeMs ? 'expired' : entry.approval;
    },
    createRefreshToken(grant) {
      const token = tokens.secret('xoxe-1-', 60);
      refreshTokens.set(token, grant);
      return token;
    },
    redeemRefreshToken(token) {
      const grant = refreshTokens.get(token);
      refreshTokens.delete(token);
      return grant;
    },
  };
}
