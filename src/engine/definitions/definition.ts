import type { Expression } from '../expressions/expression.ts';
import type { Template } from '../templates/template.ts';

/**
 * A provider's definition after reading, checking, merging of `defaults` and `extends`, and linking: every reference is
 * resolved, every expression parsed, every variant has an id. This is what plans are compiled from.
 */
export interface Integration {
  readonly name: string;
  readonly label: string;
  readonly docs?: string;
  readonly baseUrl: Template;
  /** Hosts that may be called and may get a credential. */
  readonly hosts: readonly string[];
  /** Host patterns (`*.example.com`) that may be called, never with a credential. */
  readonly bareHosts: readonly string[];
  readonly app: Readonly<Record<string, SettingDefinition>>;
  readonly settings: Readonly<Record<string, SettingDefinition>>;
  readonly auth: Readonly<Record<string, AuthDefinition>>;
  /** Names of credentials in order of preference. */
  readonly credential: readonly string[];
  readonly attach: AttachDefinition;
  readonly onLink?: OnLinkDefinition;
  readonly errors: readonly ErrorRule[];
  readonly retry: RetryDefinition;
  /** By full name, `<file>.<endpoint>`. */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /** By `<model>/<resource>`. */
  readonly resources: ReadonlyMap<string, ResourceMapping>;
  /** Content hash over every file and every model it is linked against. */
  readonly hash: string;
}

/** Where something stands in a file, for messages. */
export interface Origin {
  /** Path as shown to people, relative to the folder that was loaded. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

export interface SettingDefinition {
  readonly type: 'string' | 'integer' | 'boolean';
  readonly secret: boolean;
  readonly default?: string | number | boolean;
  readonly description?: string;
}

/** One way to link an account, and how calls get their access token then. */
export type AuthDefinition = FieldsAuth | OauthCodeAuth | JwtBearerAuth | ClientCredentialsAuth;

/** A person types the credential in; it is used as it is. */
export interface FieldsAuth {
  readonly style: 'fields';
  readonly fields: Readonly<Record<string, PropertyField>>;
  /** The credential the fields make. */
  readonly makes: string;
}

/** A person agrees on the provider's page. Tokens are stored, and renewed with a refresh token where there is one. */
export interface OauthCodeAuth {
  readonly style: 'oauth2_code';
  readonly authorizeUrl: string;
  /** Over `account`. */
  readonly tokenUrl: Template;
  readonly scopeSeparator: string;
  readonly scopeParams: Readonly<Record<string, string>>;
  /** Credential name -> field -> dotted path in the token answer. */
  readonly credentials: Readonly<Record<string, TokenPaths>>;
  readonly refresh?: { readonly token: TokenPaths; readonly deadWhen?: Expression };
}

/** Property of a credential -> dotted path in a token answer. `expires_in` is its life in seconds and is not stored. */
export type TokenPaths = Readonly<Record<string, string>>;

/** A signed assertion is exchanged for an access token as often as one is needed (RFC 7523): service accounts. */
export interface JwtBearerAuth {
  readonly style: 'jwt_bearer';
  /** Over `account`. */
  readonly tokenUrl: Template;
  readonly fields: Readonly<Record<string, CredentialField>>;
  /** The field that holds the private key, in PEM. */
  readonly key: string;
  /** Beside `alg` and `typ`. Over `$fields`, `$scopes` and `$issued_at` (seconds); what yields nothing is left out. */
  readonly header: Readonly<Record<string, Expression>>;
  /** Over the same variables. `iat`, `exp` and `jti` are filled in unless they are here. */
  readonly claims: Readonly<Record<string, Expression>>;
  readonly lifetimeSeconds: number;
  /** By the credential that is made. */
  readonly scopes: Readonly<Record<string, readonly string[]>>;
  /** Page-level over the token answer: holds when the credential is dead for good. `invalid_grant` always is. */
  readonly deadWhen?: Expression;
  readonly makes: MadeCredential;
}

/** Which credential fields make: the first of `given` whose field was filled in, or else `otherwise`. */
export interface MadeCredential {
  readonly given: readonly { readonly field: string; readonly credential: string }[];
  readonly otherwise: string;
}

/** The app itself gets an access token as often as one is needed: tenant-wide permissions. */
export interface ClientCredentialsAuth {
  readonly style: 'oauth2_client_credentials';
  /** Over `account`. */
  readonly tokenUrl: Template;
  /** `client_id` and `client_secret` are those of the registered app unless they are among these. */
  readonly fields: Readonly<Record<string, CredentialField>>;
  readonly scope?: string;
  /** As with `jwt_bearer`. */
  readonly deadWhen?: Expression;
  readonly makes: string;
}

/** A field a person fills in to link an account. */
export interface CredentialField {
  readonly label: string;
  readonly secret: boolean;
  readonly required: boolean;
  /** Whether it becomes the account's setting of the same name instead of a property of the credential. */
  readonly setting: boolean;
  readonly pattern?: string;
  readonly description?: string;
}

export interface PropertyField extends CredentialField {
  /** The credential property it fills; default: `access_token` when it is the only one, else its own name. */
  readonly fills: string;
}

export interface AttachDefinition {
  readonly headers: Readonly<Record<string, Template>>;
  readonly query: Readonly<Record<string, Template>>;
}

export interface OnLinkDefinition {
  readonly steps: readonly { readonly id: string; readonly request: RequestMapping }[];
  readonly settings: Readonly<Record<string, Expression>>;
  readonly externalId: readonly Expression[];
  readonly label?: Expression;
}

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

export interface RetryDefinition {
  readonly attempts: number;
  readonly on: readonly ErrorKind[];
  /** Seconds (number or numeric string) or an HTTP date. Page-level. */
  readonly after?: Expression;
}

export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type BodyStyle = 'json' | 'form' | 'none';

/** One endpoint of the provider, in its own words. */
export interface Endpoint {
  readonly name: string;
  readonly origin: Origin;
  readonly verb: Verb;
  /** Path template below the base URL. */
  readonly path: Template;
  readonly params: Readonly<Record<string, Param>>;
  readonly body: BodyStyle;
  /** Page-level; yields the list of native records. */
  readonly items?: Expression;
  /** Page-level; yields the one native record. Absent on an endpoint without `items`: the body is the record. */
  readonly item?: Expression;
  /** All of the outer list, one of each inner list. */
  readonly scopes: readonly (readonly string[])[];
  readonly pagination: Pagination;
  readonly errors: readonly ErrorRule[];
  readonly headers: Readonly<Record<string, Template>>;
  /** Names of credentials this endpoint insists on, in order of preference; empty: the integration's order. */
  readonly credential: readonly string[];
  readonly timeoutMs?: number;
  /** Whether sending it twice does no more than sending it once. Default: true for GET, otherwise false. */
  readonly idempotent: boolean;
  readonly description?: string;
  readonly docs?: string;
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
    };

export interface PageLimit {
  readonly send: string;
  readonly default: number;
  /** A number, or an expression over `$app` and `$account`. */
  readonly max: number | Expression;
}

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
  readonly shape: Shape;
  /** Model field -> native value -> unified value, used both ways. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By name: list, get, create, update, delete or a custom method of the model. */
  readonly methods: ReadonlyMap<string, MethodMapping>;
}

/** One native form of a resource's records. (Several shapes come with the provider that needs them.) */
export interface Shape {
  readonly key: KeyDefinition;
  readonly fields: readonly FieldMapping[];
  readonly lookups: ReadonlyMap<string, Lookup>;
}

export interface KeyDefinition {
  readonly parts: readonly KeyPart[];
}

export interface KeyPart {
  readonly name: string;
  readonly optional: boolean;
  readonly expression: Expression;
  readonly origin: Origin;
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
  readonly cacheSeconds: number;
  /** A failing optional lookup is a warning, not an error of the record. */
  readonly optional: boolean;
  /** Methods on which it runs unasked. */
  readonly on: readonly string[];
}

export interface MethodMapping {
  readonly origin: Origin;
  /** Reason why the provider cannot do it; then there are no variants. */
  readonly unsupported?: string;
  readonly partial?: string;
  /** Field -> reason why this method leaves it empty. */
  readonly missing: Readonly<Record<string, string>>;
  readonly variants: readonly Variant[];
}

export interface Variant {
  readonly id: string;
  readonly origin: Origin;
  readonly given: readonly Given[];
  readonly when?: Expression;
  /** In order; each may read those before it. */
  readonly with: readonly (readonly [string, Expression])[];
  readonly source: SourceDefinition;
  readonly pick?: Expression;
  readonly where: { readonly native: readonly Expression[]; readonly filters: readonly string[] };
  readonly order?: { readonly field: string; readonly direction: 'asc' | 'desc' };
  readonly partial?: string;
}

/** A reference of the caller whose id parts become variables. */
export interface Given {
  /** `query.channel.id`, `body.parent.id`. */
  readonly path: readonly string[];
  readonly resource: string;
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
    };
