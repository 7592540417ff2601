import type { Tokens } from './tokens.ts';

/** An app registration, known in every tenant that consented to it. */
export interface RegisteredApp {
  readonly clientId: string;
  readonly name: string;
  readonly clientSecret: string;
  /** A secret that ran out. */
  readonly expiredSecret: string;
  /** PEM public keys by their `x5t` or `x5t#S256` thumbprint, for client assertions. Tests add theirs. */
  readonly certificates: Map<string, string>;
  /** Application permissions a consenting administrator grants. */
  readonly roles: readonly string[];
  /** Tenants whose administrator consented. */
  readonly consentedTenants: Set<string>;
}

/** What a person approved on the authorize page. */
export interface Approval {
  readonly clientId: string;
  readonly tenantId: string;
  readonly userId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly codeChallenge?: { readonly value: string; readonly method: 'S256' | 'plain' };
}

/** What a refresh token stands for. */
export type RefreshGrant = Pick<Approval, 'clientId' | 'tenantId' | 'userId' | 'scopes'>;

/** Why a code or refresh token is refused. */
export type GrantRefusal = 'unknown' | 'used' | 'expired' | 'revoked';

/** Codes, each good once and for ten minutes, and refresh tokens. */
export interface Grants {
  createCode(approval: Approval): string;
  redeemCode(code: string): Approval | GrantRefusal;
  createRefreshToken(grant: RefreshGrant): string;
  /** Takes a refresh token out of circulation. */
  redeemRefreshToken(token: string): RefreshGrant | GrantRefusal;
  /** Makes every refresh token of a user worthless, as a password change does. */
  revokeUser(userId: string): void;
}

const codeLifeMs = 600_000;
const refreshLifeMs = 90 * 24 * 3_600_000;

/** Creates the register of grants. */
export function createGrants(tokens: Tokens, now: () => number): Grants {
  const codes = new Map<string, { approval: Approval; createdMs: number; used: boolean }>();
  const refreshTokens = new Map<
    string,
    { grant: RefreshGrant; createdMs: number; state: 'fresh' | 'used' | 'revoked' }
  >();
  return {
    createCode(approval) {
      const code = tokens.secret('1.', 120);
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
      const token = tokens.secret('1.', 200);
      refreshTokens.set(token, { grant, createdMs: now(), state: 'fresh' });
      return token;
    },
    redeemRefreshToken(token) {
      const entry = refreshTokens.get(token);
      if (entry === undefined) return 'unknown';
      if (entry.state !== 'fresh') return entry.state;
      if (now() - entry.createdMs > refreshLifeMs) return 'expired';
      entry.state = 'used';
      return entry.grant;
    },
    revokeUser(userId) {
      for (const entry of refreshTokens.values()) if (entry.grant.userId === userId) entry.state = 'revoked';
    },
  };
}
