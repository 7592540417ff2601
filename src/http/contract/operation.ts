import type { Stage } from './stages.ts';

/** JSON Schema 2020-12, with references into the document's components. */
export type Schema = Readonly<Record<string, unknown>>;

/** What a route promises: its part of openapi.json, and what it is held to by its tests. */
export interface Operation {
  /** Unique; a client generator makes a function name of it. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly keyless?: 'keyless';
  /** Those of the path are added by its template unless they are here. */
  readonly parameters?: readonly Parameter[];
  /** What further query parameters mean, where names are taken that are not known beforehand. */
  readonly others?: string;
  /** The handler refuses unknown parameters itself, in better words. */
  readonly refuses?: 'itself';
  readonly body?: RequestBody;
  /** By status. */
  readonly answers: Readonly<Record<string, OperationAnswer>>;
  /** What it does beside what its key, its verb and its body tell; the errors it may answer follow. */
  readonly stages?: readonly Stage[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required?: boolean;
  readonly description: string;
  readonly schema: Schema;
  /** `deepObject`: `name[key]=value`; `form` without `explode`: `a,b`. */
  readonly style?: 'form' | 'deepObject';
  readonly explode?: boolean;
}

export interface RequestBody {
  readonly schema: Schema;
  readonly required: boolean;
  readonly example?: unknown;
  /** Default `application/json`. */
  readonly mediaType?: string;
}

export interface OperationAnswer {
  readonly description: string;
  /** By media type; absent: no body. */
  readonly content?: Readonly<Record<string, AnswerContent>>;
  /** Names of the components' headers beside X-Request-Id. */
  readonly headers?: readonly string[];
}

export interface AnswerContent {
  readonly schema: Schema;
  readonly example?: unknown;
  /** Schemas of the forms that a parameter of the call chooses (`format`, `dry_run`); clients are typed by `schema`. */
  readonly 'x-patchbay-forms'?: Schema;
}

/** What answers that count against a provider's declared rates say of them. */
export const rateHeaderNames: readonly string[] = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];

/** A reference to a schema of the components. */
export function schemaRef(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** An answer that is JSON. */
export function jsonAnswer(description: string, schema: Schema, example?: unknown): OperationAnswer {
  return {
    description,
    content: { 'application/json': { schema, ...(example === undefined ? {} : { example }) } },
  };
}
