import type { Expression } from '../expressions/expression.ts';
import type { Template } from '../templates/template.ts';
import type { Endpoint, ErrorKind, ErrorRule } from './endpoint.ts';
import type { RequestMapping, ResourceMapping } from './mapping.ts';

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

export interface RetryDefinition {
  readonly attempts: number;
  readonly on: readonly ErrorKind[];
  /** Seconds (number or numeric string) or an HTTP date. Page-level. */
  readonly after?: Expression;
}
