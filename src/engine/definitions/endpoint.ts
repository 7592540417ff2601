import type { Expression } from '../expressions/expression.ts';
import type { Template } from '../templates/template.ts';
import type { Dialect } from '../transport/filter-language.ts';
import type { Origin } from './origin.ts';

/** A closed list; what a provider's error means to us. */
export type ErrorKind =
  | 'unauthorized'
  | 'token_expired'
  | 'needs_reauth'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'invalid'
  | 'not_supported'
  | 'too_large'
  | 'rate_limited'
  | 'unavailable'
  | 'timeout'
  | 'ok'
  | 'empty';

export interface ErrorRule {
  readonly origin: Origin;
  /** Page-level expression over the body; absent: always applies to a status of 400 or more. */
  readonly when?: Expression;
  readonly code?: Expression;
  readonly message?: Expression;
  /** Provider code, or a pattern with `*`, -> kind, in the order they were written. */
  readonly kinds: readonly { readonly pattern: string; readonly kind: ErrorKind }[];
}

export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type BodyStyle = 'json' | 'form' | 'none';

/** One endpoint of the provider, in its own words. */
export interface Endpoint {
  readonly name: string;
  readonly origin: Origin;
  readonly verb: Verb;
  /** Instead of the integration's, where a provider has several hosts. */
  readonly baseUrl?: Template;
  /** Path template below the base URL; without meaning where the address is given. */
  readonly path: Template;
  /** The reply is a file, not JSON. `given`: its address comes from the provider, and gets the credential. */
  readonly file?: { readonly address: 'path' | 'given' };
  readonly params: Readonly<Record<string, Param>>;
  readonly body: BodyStyle;
  /** Page-level; yields the list of native records. */
  readonly items?: Expression;
  /** Page-level; yields the one native record. Absent on an endpoint without `items`: the body is the record. */
  readonly item?: Expression;
  readonly scopes: readonly ScopeRule[];
  /** What a call counts against; it takes a slot of each. */
  readonly rates: readonly Rate[];
  readonly pagination: Pagination;
  readonly errors: readonly ErrorRule[];
  readonly headers: Readonly<Record<string, Template>>;
  /** Names of credentials this endpoint insists on, in order of preference; empty: the integration's order. */
  readonly credential: readonly string[];
  readonly timeoutMs?: number;
  /** Whether sending it twice does no more than sending it once. Default: true for GET, otherwise false. */
  readonly idempotent: boolean;
  readonly select?: SelectDefinition;
  readonly description?: string;
  readonly docs?: string;
}

/** A rate the provider publishes: at most `max` calls in any `perMs`. */
export interface Rate {
  readonly name: string;
  /** 1 at least; a number, or an expression over `$app` and `$account`. */
  readonly max: number | Expression;
  /** As written: `1m`. */
  readonly per: string;
  readonly perMs: number;
  /**
   * What has a window of its own, over `$account`, `$app`, the endpoint's parameters by name and `$endpoint`; a part that
   * yields nothing stands for the account. Empty: the account.
   */
  readonly by: readonly Expression[];
}

/** The scopes one kind of credential needs. */
export interface ScopeRule {
  /** Credential names it is for; empty: any. */
  readonly credentials: readonly string[];
  /** All of the outer list, one of each inner list. */
  readonly all: readonly (readonly string[])[];
}

/** A parameter that names the fields the provider shall answer; filled with what the mapping reads. */
export interface SelectDefinition {
  readonly send: string;
  readonly always: readonly string[];
  readonly never: readonly string[];
  /** Text around the comma-separated names, which stand for `?`. Default `?`. */
  readonly wrap: string;
}

export interface Param {
  readonly in: 'path' | 'query' | 'body' | 'header';
  readonly required: boolean;
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  readonly default?: unknown;
  /** Over `$account`, `$app`, `$sent`. */
  readonly from?: Expression;
  /** How a list is written; default `comma`. */
  readonly style: 'comma' | 'repeat';
  /** The parameter is a query in a language of the provider: the mapping gives a map of the parts' values. */
  readonly filter?: {
    readonly join: string;
    readonly quote: Dialect;
    readonly parts: Readonly<Record<string, string>>;
  };
  readonly description?: string;
}

/** How pages are asked for and read. */
export type Pagination =
  | { readonly style: 'none' }
  | {
      readonly style: 'cursor';
      /** Parameter that carries the cursor. */
      readonly send: string;
      /** Page-level; yields the next cursor, nothing or "" at the end. */
      readonly read: Expression;
      readonly done?: Expression;
      readonly limit?: PageLimit;
    }
  | {
      readonly style: 'page';
      /** Parameter that carries the 1-based page number (or `first`). */
      readonly send: string;
      readonly first: number;
      /** Page-level; yields the number of the last page. */
      readonly last?: Expression;
      readonly done?: Expression;
      readonly limit?: PageLimit;
    }
  | {
      readonly style: 'offset';
      /** Parameter that carries the number of records to pass over. */
      readonly send: string;
      /** Page-level; yields the number of all records. */
      readonly total?: Expression;
      readonly done?: Expression;
      readonly limit?: PageLimit;
    }
  | {
      /** The body holds the URL of the next page. */
      readonly style: 'next_url';
      readonly read: Expression;
      readonly limit?: PageLimit;
    }
  | {
      /** The `Link` header holds the URL of the next page. */
      readonly style: 'link_header';
      readonly limit?: PageLimit;
    };

export interface PageLimit {
  readonly send: string;
  readonly default: number;
  /** A number, or an expression over `$app` and `$account`. */
  readonly max: number | Expression;
}
