import type { Account } from '../engine/call.ts';
import type { StoredCredentials } from './stored-credentials.ts';

/**
 * Everything that outlives the process. Each function takes the environment it works in, so that a caller can never
 * reach another environment's rows by leaving a condition out; only what *finds* the environment does without.
 *
 * Every function may throw PatchbayError STORE_UNAVAILABLE, at the latest 2 s after the call.
 */
export interface Store {
  readonly environments: Environments;
  readonly accounts: Accounts;
  readonly keys: ApiKeys;
  readonly credentials: StoredCredentials;
  /** 32 bytes, the same in every process on this database as long as the oldest master key stays: seals cursors. */
  readonly cursorSecret: Uint8Array;
  /** Wraps anew, with the first master key, what older ones wrapped; may be interrupted. Returns how many data keys. */
  rewrapDataKeys(): Promise<number>;
  /**
   * Returns when the database answers.
   *
   * @throws PatchbayError STORE_UNAVAILABLE
   */
  health(): Promise<void>;
  /** Waits for running queries, then closes the connections. Calling it again does nothing. */
  close(): Promise<void>;
}

export interface Environments {
  /** The environment every installation has. */
  default(): Promise<Environment>;
}

export interface Environment {
  /** `env_...` */
  readonly id: string;
  readonly name: string;
}

export interface Accounts {
  /** Stores the account and its encrypted credentials in one transaction. */
  create(environmentId: string, account: NewAccount): Promise<StoredAccount>;
  /** Undefined when it does not exist or belongs to another environment. */
  get(environmentId: string, accountId: string): Promise<StoredAccount | undefined>;
  /** As `get`, but may answer what was read before: what another process changed is known a moment later. */
  recall(environmentId: string, accountId: string): Promise<StoredAccount | undefined>;
  /**
   * Newest first.
   *
   * @throws PatchbayError REQUEST_CURSOR_INVALID
   */
  list(environmentId: string, query: AccountQuery): Promise<AccountPage>;
  /** Deletes the account with its credentials; false when there is no such account in this environment. */
  delete(environmentId: string, accountId: string): Promise<boolean>;
}

/** One linked account as stored; usable as the engine's `Account`. */
export interface StoredAccount extends Account {
  /** The caller's own id for their customer. */
  readonly tenantId: string | null;
  /** The caller's own facts. */
  readonly metadata: Metadata;
  /** A name for people, as the provider gives it. */
  readonly label: string | null;
  /** Ids by which the provider's events name this account. */
  readonly externalIds: readonly string[];
  /** Why it has to be linked again, in the provider's words; null while it is active. */
  readonly statusReason: string | null;
  /** Name of the way it was linked, a key of the definition's `auth`. */
  readonly auth: string;
  /** Counts changes of the row, from 1. */
  readonly version: number;
  /** ISO 8601 UTC, milliseconds. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type Metadata = Readonly<Record<string, string | number | boolean>>;

export interface NewAccount {
  readonly integration: string;
  readonly tenantId?: string;
  readonly metadata?: Metadata;
  readonly label?: string;
  readonly externalIds?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly auth: string;
  /** By name (`bot`, `user`); stored encrypted, never returned by this interface but through `credentials.read`. */
  readonly credentials: Readonly<Record<string, NewCredential>>;
}

export interface NewCredential {
  /** `access_token`, `refresh_token`, ... */
  readonly properties: Readonly<Record<string, string>>;
  /** ISO 8601 UTC; absent: it does not expire by itself. */
  readonly expiresAt?: string;
}

export interface AccountQuery {
  readonly tenantId?: string;
  readonly integration?: string;
  /** All must hold. A value matches the string, and the number or boolean it spells. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** 1 to 1,000. */
  readonly limit: number;
  /** A `nextCursor` of an earlier page. */
  readonly cursor?: string;
}

export interface AccountPage {
  readonly accounts: readonly StoredAccount[];
  readonly nextCursor: string | null;
}

/** `read`: unified reads; `write`: unified writes; `manage`: accounts and everything else that configures. */
export type ApiKeyScope = 'read' | 'write' | 'manage';

export interface ApiKey {
  /** `key_...`; not secret. */
  readonly id: string;
  readonly environmentId: string;
  readonly name: string;
  /** Beginning of the secret, for people to recognise it. */
  readonly prefix: string;
  readonly scopes: readonly ApiKeyScope[];
  readonly createdAt: string;
  readonly revokedAt: string | null;
  /** Exact to a minute. */
  readonly lastUsedAt: string | null;
}

export interface ApiKeys {
  /** Makes a key; `secret` (`pb_live_...`) is shown this once and stored as its SHA-256 only. */
  create(environmentId: string, key: NewApiKey): Promise<{ readonly key: ApiKey; readonly secret: string }>;
  /** The live key with this secret and thereby the environment; undefined when unknown or revoked. */
  verify(secret: string): Promise<ApiKey | undefined>;
  /** All keys of the environment, newest first. */
  list(environmentId: string): Promise<readonly ApiKey[]>;
  /** From now on `verify` no longer knows it; false when there is no such live key in this environment. */
  revoke(environmentId: string, keyId: string): Promise<boolean>;
}

export interface NewApiKey {
  readonly name: string;
  /** Default: all of them. */
  readonly scopes?: readonly ApiKeyScope[];
}
