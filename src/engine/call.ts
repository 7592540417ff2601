import type { Readable } from 'node:stream';
import type { ExpressionFault, FieldError, RateReading } from '../errors.ts';
import type { DescribedRequest } from './watching/describe-request.ts';
import type { TraceFacts } from './watching/trace.ts';
import type { Exchange } from './watching/watch-ports.ts';

/** One customer's connection, as far as the engine needs it. Secrets are asked for through the Credentials port. */
export interface Account {
  readonly id: string;
  readonly environmentId: string;
  readonly integration: string;
  readonly status: 'active' | 'needs_reauth';
  readonly settings: Readonly<Record<string, unknown>>;
  /** Names of the credentials it holds (`bot`, `user`). */
  readonly credentials: readonly string[];
}

/** A unified call, whichever door it came through. */
export interface Call {
  readonly account: Account;
  readonly model: string;
  readonly resource: string;
  readonly method: string;
  readonly id?: string;
  /** The model's filters, nested: `{ channel: { id: "C1" }, created_at: { gt: "2025-01-01T00:00:00Z" } }`. Strings as they came. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** Parameters of the provider's own, handed to the call's endpoint as they are; only those it declares. */
  readonly remoteQuery?: Readonly<Record<string, string>>;
  /** At most this many records; 1 to 1,000. Of a stream: the whole of it, `Infinity` for no bound. */
  readonly limit: number;
  /** A cursor of ours, as the caller sent it. */
  readonly cursor?: string;
  /** Names of lookups to run. */
  readonly expand: readonly string[];
  /** Top-level fields to return; absent: all. */
  readonly fields?: readonly string[];
  /** `remote_data`, `system`, `deleted`. */
  readonly include: readonly string[];
  /** The caller's own key for a write; providers that can use it do not write twice. */
  readonly idempotencyKey?: string;
  /** `raw`: native records as they came, unmapped. `debug`: unified ones, and how they came about. Absent: unified. */
  readonly format?: 'raw' | 'debug';
  /** Nothing goes out: the answer is what would be sent first. */
  readonly isDryRun?: true;
  readonly requestId: string;
  /** Reading of the Clock port's `monotonicMs` after which the caller no longer waits. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
}

/** One problem that did not fail the call. */
export interface Warning {
  readonly code: string;
  readonly message: string;
  /** Index in `result`, where it concerns one record that is in it. */
  readonly index?: number;
  readonly field?: string;
  readonly native_id?: string;
  readonly errors?: readonly FieldError[];
  /** Where an expression failed. */
  readonly expression?: ExpressionFault;
}

export type UnifiedRecord = Record<string, unknown>;

/** Answer to a list. */
export interface Page {
  readonly kind: 'page';
  readonly records: readonly UnifiedRecord[];
  readonly nextCursor: string | null;
  readonly prevCursor: string | null;
  readonly warnings: readonly Warning[];
  /** Where the caller asked for it. */
  readonly debug?: DebugReport;
  /** The tightest limit of the provider that the call met; absent where none is declared. */
  readonly rate?: RateReading;
}

/** Some records of a stream, in its order; may be none although more follow. */
export interface StreamPage {
  readonly records: readonly UnifiedRecord[];
  /** Problems met on the way to these records; an `index` is one of `records`. */
  readonly warnings: readonly Warning[];
  /** Where a later call goes on behind the record at `index`; null when nothing follows it. */
  cursorAfter(index: number): string | null;
  /** Where a later call goes on behind the whole page; null at the end. */
  cursor(): string | null;
}

/** What a caller asks of a file: one range of its bytes, in the words of HTTP. */
export interface FileAsked {
  readonly range?: string;
  /** The range counts only for this version of the file. */
  readonly ifRange?: string;
}

/** Answer to a method that gives a file. */
export type FileAnswer =
  | {
      readonly kind: 'file';
      /** 200, 206 for a range of it, 416 for a range it does not have. */
      readonly status: number;
      readonly fileName?: string;
      readonly contentType?: string;
      /** The provider's, with lower-case names. */
      readonly headers: Readonly<Record<string, string>>;
      /** Absent with 416. */
      readonly body?: Readable;
    }
  /** It is a link that anybody can follow. */
  | { readonly kind: 'redirect'; readonly url: string };

/** Answer to every other method. */
export interface Single {
  readonly kind: 'single';
  readonly record: UnifiedRecord;
  readonly warnings: readonly Warning[];
  readonly debug?: DebugReport;
  readonly rate?: RateReading;
}

/** Answer to a list in the format `raw`. */
export interface RawPage extends Omit<Page, 'kind' | 'records' | 'debug'> {
  readonly kind: 'raw_page';
  readonly records: readonly unknown[];
}

/** Answer to every other method in the format `raw`; undefined where the provider sent nothing. */
export interface RawSingle {
  readonly kind: 'raw_single';
  readonly record: unknown;
  readonly warnings: readonly Warning[];
  readonly rate?: RateReading;
}

/** Answer to a dry run: the first request; what would follow depends on its answer. */
export interface DryRunAnswer {
  readonly kind: 'dry_run';
  readonly requests: readonly DescribedRequest[];
}

/** How an answer came about. */
export interface DebugReport extends TraceFacts {
  /** Every request that went out, in the order of their answers. */
  readonly requests: readonly Exchange[];
  readonly durationMs: number;
}

export type Answer = Page | Single | RawPage | RawSingle | DryRunAnswer;
