import { randomBytes } from 'node:crypto';

/** Tokens as their answer spells them. */
export interface TokenPair {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** Rotating refresh tokens as a careful provider keeps them: whoever uses one twice loses all that came of it. */
export interface Families {
  /** A new family: its first pair. */
  begin(): TokenPair;
  /** Exchanges a refresh token; undefined when it is unknown or was used (then its family is dead). */
  rotate(refreshToken: string): TokenPair | undefined;
  isAlive(accessToken: string): boolean;
  /** Lets every access token of now expire. */
  expireAll(): void;
  /** How often a used refresh token came again. */
  readonly reuses: number;
  /** Used refresh tokens that are forgiven: their next use gives another pair. */
  forgive(): void;
}

interface Family {
  current: string;
  readonly used: Set<string>;
  isRevoked: boolean;
}

/** None yet. */
export function createFamilies(): Families {
  const byRefreshToken = new Map<string, Family>();
  const access = new Map<string, { family: Family; isExpired: boolean }>();
  let reuses = 0;
  let isForgiving = false;
  const issue = (family: Family): TokenPair => {
    const pair = { access_token: secret('at'), refresh_token: secret('rt') };
    family.current = pair.refresh_token;
    byRefreshToken.set(pair.refresh_token, family);
    access.set(pair.access_token, { family, isExpired: false });
    return pair;
  };
  return {
    get reuses() {
      return reuses;
    },
    begin: () => issue({ current: '', used: new Set(), isRevoked: false }),
    rotate(refreshToken) {
      const family = byRefreshToken.get(refreshToken);
      if (family === undefined || family.isRevoked) return undefined;
      if (family.used.has(refreshToken)) {
        reuses += 1;
        if (!isForgiving) family.isRevoked = true;
      }
      family.used.add(refreshToken);
      return family.isRevoked ? undefined : issue(family);
    },
    isAlive(accessToken) {
      const entry = access.get(accessToken);
      return entry !== undefined && !entry.isExpired && !entry.family.isRevoked;
    },
    expireAll() {
      for (const entry of access.values()) entry.isExpired = true;
    },
    forgive() {
      isForgiving = true;
    },
  };
}

function secret(prefix: string): string {
  return `canary-${prefix}-${randomBytes(12).toString('hex')}`;
}
