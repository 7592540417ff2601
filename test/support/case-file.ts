import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

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

/** A case as `schemas/case.schema.json` describes it. */
export interface CaseFile {
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
    readonly error?: {
      readonly code: string;
      readonly message?: string;
      readonly retry_after?: number;
      readonly provider?: Json;
    };
    readonly warnings?: readonly Json[];
    readonly next_cursor?: 'present' | null;
  };
}

/** A case and where it stands. */
export interface Case extends CaseFile {
  readonly integration: string;
  /** File name, for the test's title. */
  readonly file: string;
}

/** Every case below `integrations/`, by integration and file name. */
export function readCases(integrations: string): readonly Case[] {
  return foldersIn(integrations).flatMap(integration =>
    filesIn(join(integrations, integration, 'cases')).map(file => ({
      // The test checks every file against the schema first.
      ...(parse(readFileSync(join(integrations, integration, 'cases', file), 'utf8')) as CaseFile),
      integration,
      file,
    })),
  );
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort();
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.yaml'))
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
