import type { CredentialProperties } from '../engine/ports.ts';

/**
 * The accounts' credentials, decrypted, and what renewing them safely takes. Whatever changes a credential is fenced: it
 * happens only while the stored one is still the one that was `seen`. All times are those of the database's clock, the
 * only one that every process shares; callers deal in durations.
 */
export interface StoredCredentials {
  /**
   * @throws PatchbayError ACCOUNT_NOT_FOUND; ACCOUNT_NEEDS_REAUTH when it was refused or is not held; CONFIG_INVALID or
   *   INTERNAL when it cannot be decrypted
   */
  read(accountId: string, name: string): Promise<StoredCredential>;
  /** As `read`, but may answer what was read before: what another process changed is known a moment later. */
  recall(accountId: string, name: string): Promise<StoredCredential>;
  /**
   * Takes the lease on renewing it; false when somebody else has it, it was replaced, or a failure is too fresh.
   *
   * @param owner unlike any other, also in other processes
   */
  claim(seen: SeenCredential, owner: string, leaseMs: number): Promise<boolean>;
  /**
   * Stores the renewed credential and gives the lease back; false when it was replaced before, or when the owner's lease
   * ran out and somebody else has it.
   */
  replace(seen: SeenCredential, owner: string, next: RenewedCredential): Promise<boolean>;
  /** Gives the owner's lease back after a failure; nobody gets it for `pauseMs`. */
  release(seen: SeenCredential, owner: string, pauseMs: number): Promise<void>;
  /** Notes that the account has to be linked again; false when it was noted before, or the credential was replaced. */
  refuse(seen: SeenCredential, reason: string): Promise<boolean>;
}

/** Which credential, as it was when it was read. */
export interface SeenCredential {
  readonly environmentId: string;
  readonly accountId: string;
  readonly name: string;
  /** Counts replacements, from 1. */
  readonly version: number;
}

/** A credential with the facts of its account that tell how an access token is had. */
export interface StoredCredential extends SeenCredential {
  readonly integration: string;
  /** Name of the way the account was linked, a key of the definition's `auth`. */
  readonly auth: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** `access_token`, `refresh_token`, ... */
  readonly properties: CredentialProperties;
  /** Milliseconds until it expires, negative when it has; absent: nobody said that it does. */
  readonly expiresInMs?: number;
  /** Milliseconds it had to live when it was stored. */
  readonly lifeMs?: number;
  /** Milliseconds before the next try to renew it; 0: at once. */
  readonly pauseMs: number;
  /** Whether somebody has the lease, or had it and let it run out without a word. */
  readonly isLeased: boolean;
}

/** What replaces a credential. */
export interface RenewedCredential {
  readonly properties: CredentialProperties;
  /** Milliseconds until it expires; absent: unknown. */
  readonly expiresInMs?: number;
}
