import type { Readable } from 'node:stream';
import type { RateReading } from '../errors.ts';

/** What the outside must give the engine. The engine itself opens no socket, reads no clock and keeps no secret. */
export interface Ports {
  readonly dispatcher: Dispatcher;
  readonly credentials: Credentials;
  readonly apps: Apps;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly log: Log;
  /** 32 random bytes or more, stable over restarts: cursors are sealed with a key derived from it. */
  readonly cursorSecret: Uint8Array;
  /** Fills `size` random bytes. */
  readonly randomBytes: (size: number) => Uint8Array;
}

/** An outbound call, ready to send. URL, Host and checks are the provider's real ones; the dial map changes only the address. */
export interface OutboundRequest {
  readonly method: string;
  readonly url: URL;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Hosts (exact or `*.example.com`) this request may go to. */
  readonly hosts: readonly string[];
  /** Milliseconds until the whole answer must be in; the smaller of this and the configured total counts. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface InboundReply {
  readonly status: number;
  /** Lower-case names; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed, within the byte limit. */
  readonly body: Uint8Array;
}

/** A reply whose body comes while it is read. */
export interface StreamedReply {
  readonly status: number;
  /** Lower-case names; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The bytes as they came over the wire: of any length, in the coding that `content-encoding` names (none is asked for).
   * Whoever got it reads it to its end or destroys it; what is read slowly is sent slowly. Fails with a PatchbayError.
   */
  readonly body: Readable;
}

export interface Dispatcher {
  /**
   * Sends once; follows no redirect, retries nothing.
   *
   * @throws PatchbayError EGRESS_BLOCKED, PROVIDER_TIMEOUT, PROVIDER_UNAVAILABLE, PROVIDER_RESPONSE_TOO_LARGE.
   *   `facts.cause` holds the technical reason; PROVIDER_UNAVAILABLE carries `sent: boolean` in its cause when known.
   */
  send(request: OutboundRequest): Promise<InboundReply>;
  /**
   * As `send`, but resolves with the reply's headers. `timeoutMs` counts until they are in; the body has no total time and
   * no greatest size, and fails when nothing comes for a while although it is being read. The signal ends both.
   *
   * @throws as `send`
   */
  stream(request: OutboundRequest): Promise<StreamedReply>;
}

/** A credential's properties (`access_token`, ...) by name, in clear. */
export type CredentialProperties = Readonly<Record<string, string>>;

/** Access to the accounts' credentials. Whoever implements it keeps tokens fresh; the engine only says what it heard. */
export interface Credentials {
  /**
   * The credential's properties, ready to be attached: an access token that has expired is renewed first.
   *
   * @throws PatchbayError ACCOUNT_NEEDS_REAUTH, STORE_UNAVAILABLE; PROVIDER_UNAVAILABLE, PROVIDER_UNAUTHORIZED or
   *   CONFIG_INVALID when no access token is to be had
   */
  read(accountId: string, credential: string): Promise<CredentialProperties>;
  /**
   * Another access token in place of one that the provider no longer takes. Whoever asks with a token that was renewed
   * meanwhile gets the newer one, and nothing is sent.
   *
   * @param refused the properties as `read` gave them
   * @returns undefined when the credential cannot be renewed
   * @throws as `read`
   */
  renew(
    accountId: string,
    credential: string,
    refused: CredentialProperties,
  ): Promise<CredentialProperties | undefined>;
  /**
   * Told when the provider refused a credential for good: the account becomes `needs_reauth`, unless the credential has
   * been replaced meanwhile.
   */
  refused(accountId: string, credential: string, refused: CredentialProperties, reason: string): Promise<void>;
}

/** The apps that are registered with the providers, as the operator configured them. */
export interface Apps {
  /** Facts of one integration's app by name (`client_id`, ...), secrets among them; empty when there are none. */
  facts(integration: string): Readonly<Record<string, string | number | boolean>>;
}

/** One limit as a call meets it: of all calls with this `key`, at most `max` go on in any `perMs`. */
export interface RateWindow {
  /** One window per integration, limit name and what its calls are counted by. */
  readonly key: string;
  /** For messages: the integration's name, and the limit in words (`the rate "tier3" of Acme (50 calls in 1m)`). */
  readonly integration: string;
  readonly label: string;
  /** At least 1; Infinity: nothing is declared, and the window closes only when the provider itself says so. */
  readonly max: number;
  /** Above 0. */
  readonly perMs: number;
}

/** How long a call may wait for its slots. */
export interface SlotWait {
  /** Reading of `Clock.monotonicMs`. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
}

/** How a call that had slots ended. */
export interface SlotOutcome {
  /** False: surely nothing reached the provider, so the slots are free again. */
  readonly sent: boolean;
  /** The provider refused the call for its rate and wants this much time; 0 or less: it named none. */
  readonly closedForMs?: number;
}

/** The right to make one call. */
export interface Slot {
  /**
   * To be called once, when the call is over. The provider counted it at some moment between its start and its answer,
   * so it counts here from its start until `perMs` after this.
   *
   * @returns what is left of the tightest window with a declared limit; undefined where there is none
   */
  settle(outcome: SlotOutcome): RateReading | undefined;
}

/** Keeps our calls within the providers' limits. One for a process, or one for all processes over a store they share. */
export interface Limiter {
  /**
   * Reserves one slot in each window, all or none, waiting at most until `deadlineMs`. Calls of the same windows begin
   * in the order they came; a call overtakes another only where that one could not begin yet for another window's sake.
   *
   * @param windows one at least
   * @throws PatchbayError PROVIDER_RATE_LIMITED with `retryAfterSeconds` as soon as it is clear that no slot frees before
   *   the deadline; the signal's reason when it is given up
   */
  reserve(windows: readonly RateWindow[], wait: SlotWait): Promise<Slot>;
}

export interface Clock {
  /** Milliseconds since 1970, for time stamps. */
  nowMs(): number;
  /** For durations and deadlines. */
  monotonicMs(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Constant message, facts as fields; never a secret. */
export interface Log {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
