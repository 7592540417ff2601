import type { Expression } from '../expressions/expression.ts';
import type { Endpoint, ErrorKind } from './endpoint.ts';
import type { Origin } from './origin.ts';

/** A value written as nested maps of expressions, or as one expression. */
export type ExpressionTree =
  | { readonly kind: 'expression'; readonly expression: Expression; readonly origin: Origin }
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, ExpressionTree])[]; readonly origin: Origin }
  | { readonly kind: 'list'; readonly items: readonly ExpressionTree[]; readonly origin: Origin };

/** A call of an endpoint with its parameters filled. */
export interface RequestMapping {
  readonly origin: Origin;
  readonly endpoint: Endpoint;
  readonly path?: ExpressionTree;
  readonly query?: ExpressionTree;
  readonly headers?: ExpressionTree;
  readonly body?: ExpressionTree;
}

/** How a resource's records are found and read. */
export interface ResourceMapping {
  readonly model: string;
  readonly resource: string;
  readonly origin: Origin;
  /** By name, in the order written; a mapping without `shapes` has one, named "". */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** The records lie inside another resource's. */
  readonly inside?: InsideDefinition;
  /** Model field -> native value -> unified value, used both ways. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By name: list, get, create, update, delete or a custom method of the model. */
  readonly methods: ReadonlyMap<string, MethodMapping>;
}

/** One native form of a resource's records. */
export interface Shape {
  readonly name: string;
  /** Over the native record: which shape it has, where a listing mixes them. */
  readonly when?: Expression;
  readonly key: KeyDefinition;
  readonly fields: readonly FieldMapping[];
  readonly lookups: ReadonlyMap<string, Lookup>;
}

export interface KeyDefinition {
  /** One letter that begins the ids of this shape, where shapes of one resource have different keys. */
  readonly tag?: string;
  readonly parts: readonly KeyPart[];
  /** The provider's own ids are paths: the parts are read out of one value. */
  readonly pattern?: KeyPattern;
}

export interface KeyPart {
  readonly name: string;
  readonly optional: boolean;
  /** Absent where a pattern gives the part. */
  readonly expression?: Expression;
  readonly origin: Origin;
}

/** `spaces/{space}/messages/{message}`: literal segments and parts in turn. As a variable the whole is `$name`. */
export interface KeyPattern {
  readonly segments: readonly ({ readonly literal: string } | { readonly part: string })[];
  /** Over the native record; yields the whole. */
  readonly from: Expression;
}

/** One top-level field of the unified record. */
export interface FieldMapping {
  readonly name: string;
  readonly tree: ExpressionTree;
}

export interface Lookup {
  readonly name: string;
  readonly when?: Expression;
  readonly request: RequestMapping;
  /** Many records are asked for with one call. */
  readonly batch?: BatchDefinition;
  readonly cacheSeconds: number;
  /** A failing optional lookup is a warning, not an error of the record. */
  readonly optional: boolean;
  /** Methods on which it runs unasked. */
  readonly on: readonly string[];
}

/** The lookup's request is evaluated without a record and reads `$keys`, the list of keys asked for. */
export interface BatchDefinition {
  /** Over the native record; what is looked up. */
  readonly key: Expression;
  /** Keys in one call, at most. */
  readonly max: number;
  /** Over a record of the answer; the key it belongs to. */
  readonly match: Expression;
}

/** The records of this resource lie in the native records of another: list and get follow from it. */
export interface InsideDefinition {
  readonly of: string;
  /** Over the holder's native record; yields the native records inside. */
  readonly records: Expression;
  readonly origin: Origin;
}

export interface MethodMapping {
  readonly origin: Origin;
  /** Reason why the provider cannot do it; then there are no variants. */
  readonly unsupported?: string;
  readonly partial?: string;
  /** Field -> reason why this method leaves it empty. */
  readonly missing: Readonly<Record<string, string>>;
  readonly variants: readonly Variant[];
  /** For methods that answer a file, in the order they are tried; there are no variants then. */
  readonly files?: readonly FileVariant[];
}

/** One way to a file. Every expression is over the native record, as the resource's get finds it. */
export interface FileVariant {
  readonly id: string;
  readonly origin: Origin;
  readonly when?: Expression;
  readonly request: RequestMapping;
  /** The address, where the endpoint's is given. */
  readonly url?: Expression;
  /** In place of the record's own fields. */
  readonly fileName?: Expression;
  readonly contentType?: Expression;
}

/** Where records come from, of which form they are, and which of them remain. */
export interface Stream {
  readonly source: SourceDefinition;
  /** Name of the shape of its records; absent: the only one, or by the shapes' `when`. */
  readonly shape?: string;
  readonly where: { readonly native: readonly Expression[]; readonly filters: readonly string[] };
  /** Over the native record: the first for which it holds, and all behind it, are not part of the list. */
  readonly until?: Expression;
}

export interface Variant extends Stream {
  readonly id: string;
  readonly origin: Origin;
  readonly given: readonly Given[];
  readonly when?: Expression;
  /** In order; each may read those before it. */
  readonly with: readonly (readonly [string, Expression])[];
  readonly pick?: Expression;
  readonly order?: { readonly field: string; readonly direction: 'asc' | 'desc' };
  /** Of a write: what its answer is made of. `reply` (absent): the provider's; `get`: the record read again; `none`: the id alone. */
  readonly answer?: 'get' | 'none';
  readonly partial?: string;
}

/** A reference of the caller whose id parts become variables. */
export interface Given {
  /** `query.channel.id`, `body.parent.id`. */
  readonly path: readonly string[];
  readonly resource: string;
  /** The variant applies only to ids of this shape. */
  readonly shape?: string;
  readonly optional: boolean;
}

export type SourceDefinition =
  | { readonly kind: 'call'; readonly request: RequestMapping }
  | {
      readonly kind: 'each';
      /** Runs this method once per record of that resource's list. */
      readonly of: string;
      /** The filter of this method that gets the record's id: `query.channel.id`. */
      readonly as: readonly string[];
      /** Filters for the parent list; a map of expressions over the caller's variables. */
      readonly query?: ExpressionTree;
      /** Error kinds of a parent that become a warning. */
      readonly skip: readonly ErrorKind[];
      readonly concurrency: number;
    }
  | {
      /** Reads a source once per native record of an endpoint, which it sees as `$parent`. */
      readonly kind: 'each_call';
      readonly parents: RequestMapping;
      readonly source: SourceDefinition;
      readonly skip: readonly ErrorKind[];
      readonly concurrency: number;
    }
  | { readonly kind: 'chain'; readonly links: readonly Stream[] };
