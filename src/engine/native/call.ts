import type { RateReading } from '../../errors.ts';
import type { Account } from '../call.ts';

/** What every call of a provider's own API brings, whichever door it came through. */
interface NativeCall {
  readonly account: Account;
  /** The caller's own key for a write. */
  readonly idempotencyKey?: string;
  readonly requestId: string;
  /** Reading of the Clock port's `monotonicMs` after which the caller no longer waits. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
}

/** A call of an endpoint that the integration declares, by the names its definition gives. */
export interface ProxyCall extends NativeCall {
  /** Name of the native file: `conversations`. */
  readonly native: string;
  /** Name of the endpoint in it: `history`. */
  readonly endpoint: string;
  /** `read`: endpoints that are a GET; `write`: all others. */
  readonly access: 'read' | 'write';
  readonly parameters: NativeParameters;
  /** At most this many records, 1 to 1,000, where the endpoint gives a list; absent: 50. */
  readonly limit?: number;
  /** A cursor of ours, as the caller sent it. */
  readonly cursor?: string;
}

/**
 * Values of an endpoint's parameters by name. From a query string they are texts, which become what their declared type
 * says (a list is `a,b`, an object JSON); from a JSON body they have to be of that type already.
 */
export interface NativeParameters {
  readonly from: 'query' | 'body';
  readonly values: Readonly<Record<string, unknown>>;
}

/** Answer of an endpoint that gives a list: its native records as they came. */
export interface NativePage {
  readonly kind: 'page';
  readonly records: readonly unknown[];
  readonly nextCursor: string | null;
  readonly prevCursor: string | null;
  /** The tightest limit of the provider that the call met; absent where none is declared. */
  readonly rate?: RateReading;
}

/** Answer of every other endpoint: the record it declares, or else the body; undefined where the provider sent none. */
export interface NativeSingle {
  readonly kind: 'single';
  readonly record: unknown;
  readonly rate?: RateReading;
}

export type ProxyAnswer = NativePage | NativeSingle;

/** A call of any path of the provider, in the caller's own bytes. */
export interface CustomCall extends NativeCall {
  readonly method: CustomMethod;
  /** Below the base URL, or below the root of `host`: undecoded, with its leading `/`. */
  readonly path: string;
  /** Undecoded, without the leading `?` and without parameters of ours. */
  readonly query: string;
  /** One of the hosts the integration declares; absent: the base URL's. */
  readonly host?: string;
  /** Lower-case names, as the caller sent them: those that may go on are picked out. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export type CustomMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What the provider answered, whatever it means. */
export interface CustomAnswer {
  readonly status: number;
  /** Lower-case names; only those that mean something to the caller. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
