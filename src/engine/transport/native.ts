import type { Readable } from 'node:stream';
import type { Endpoint, ErrorKind } from '../definitions/endpoint.ts';
import type { LinkDifference } from './next-link.ts';

/** A call of a native endpoint in the provider's own words, before it becomes bytes. */
export interface NativeRequest {
  readonly endpoint: Endpoint;
  /** Values of `{{ name }}` in the path. */
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  /** A map of body parameters, or any JSON value. */
  readonly body: unknown;
  /** What a provider's link to this page changes in the first page's address. */
  readonly link?: LinkDifference;
  /** Sent byte for byte in place of all the above; whatever the provider says to it is a success, but for a refusal of the credential. */
  readonly custom?: CustomRequest;
  /** The reply is a file, handed on as it comes. */
  readonly file?: FileRequest;
}

/** What is asked of a file beside its endpoint. */
export interface FileRequest {
  /** The address, where the endpoint's is given. */
  readonly url?: URL;
  /** `range` and `if-range` of the caller. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A request in the caller's own bytes, checked already. */
export interface CustomRequest {
  readonly method: string;
  readonly url: URL;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** What expressions see as `$sent`. */
export interface Sent {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** A native answer that is not an error. */
export interface NativeReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed; undefined when the provider sent no body. */
  readonly body: unknown;
  /** The body as it came; only for a custom request. */
  readonly bytes?: Uint8Array;
  /** The body on its way; only for a file. Whoever gets it reads it or destroys it. */
  readonly content?: Readable;
  readonly sent: Sent;
  /** Address of the request as it is for the first page, without a credential. */
  readonly firstUrl: string;
  /** `empty`: the provider says with an error that there is nothing; `ok`: that it was done already. */
  readonly kind: Extract<ErrorKind, 'ok' | 'empty'>;
}
