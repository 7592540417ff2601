import type { CaseFile } from '../../engine/definitions/cases.ts';

type Json = Readonly<Record<string, unknown>>;

/** One call to the provider as a case writes it down, with the answer it gets. */
export interface UpstreamCall {
  readonly request: {
    readonly method: string;
    readonly host: string;
    readonly path: string;
    readonly query?: Readonly<Record<string, string | readonly string[]>>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly reply: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}

/** What a case's file says, as `schemas/case.schema.json` describes it. */
export interface CaseContent {
  readonly name: string;
  readonly account?: {
    readonly settings?: Json;
    readonly credentials?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  readonly app?: Readonly<Record<string, string | number | boolean>>;
  readonly call: {
    readonly model?: string;
    readonly resource: string;
    readonly method: string;
    readonly id?: string;
    readonly query?: Json;
    readonly body?: unknown;
  };
  readonly upstream?: readonly UpstreamCall[];
  readonly expect: {
    readonly result?: readonly Json[];
    readonly record?: Json;
    readonly file?: { readonly file_name?: string; readonly content_type: string; readonly body: string };
    readonly redirect?: string;
    readonly error?: {
      readonly code: string;
      readonly message?: string;
      readonly retry_after?: number;
      readonly provider?: Json;
    };
    readonly warnings?: readonly Json[];
    readonly next_cursor?: 'present' | null;
    readonly rate?: { readonly limit?: number; readonly remaining?: number; readonly reset?: number };
  };
}

/** A case and where it stands. */
export interface Case extends CaseContent {
  readonly integration: string;
  /** Path as shown to people. */
  readonly file: string;
}

/** A case of a file that fits the schema. */
export function readCase({ integration, file, value }: CaseFile): Case {
  // `loadCases` has held the value against the schema, which is this type.
  return { ...(value as CaseContent), integration, file };
}
