import type { Readable } from 'node:stream';
import { PatchbayError, type ErrorCode, type ProviderFault } from '../../errors.ts';
import type { Integration } from '../definitions/definition.ts';
import type { ErrorKind, ErrorRule } from '../definitions/endpoint.ts';
import { findableSecrets, hideSecrets } from '../hide-secrets.ts';
import { isTrue, type Scope } from '../mapping/tree.ts';
import type { CredentialProperties } from '../ports.ts';

/** What a reply means, when it is not simply a success. */
export interface Fault {
  readonly kind: ErrorKind;
  readonly code?: string;
  readonly message?: string;
}

/** A reply whose body has been read as far as it could be. */
export interface ReadReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** A file that is still on its way, in place of the body. */
  readonly content?: Readable;
  /** The body as it came; only for a custom request. */
  readonly bytes?: Uint8Array;
}

const codeOfKind: Record<Exclude<ErrorKind, 'ok' | 'empty'>, ErrorCode> = {
  unauthorized: 'PROVIDER_UNAUTHORIZED',
  token_expired: 'PROVIDER_UNAUTHORIZED',
  needs_reauth: 'ACCOUNT_NEEDS_REAUTH',
  forbidden: 'PROVIDER_FORBIDDEN',
  not_found: 'PROVIDER_NOT_FOUND',
  conflict: 'PROVIDER_CONFLICT',
  invalid: 'PROVIDER_INVALID',
  not_supported: 'METHOD_NOT_SUPPORTED',
  too_large: 'PROVIDER_TOO_LARGE',
  rate_limited: 'PROVIDER_RATE_LIMITED',
  unavailable: 'PROVIDER_UNAVAILABLE',
  timeout: 'PROVIDER_TIMEOUT',
};

/**
 * Decides what a reply means: 429 and 5xx by their status whatever the body says, then the first rule that holds (the
 * endpoint's before the integration's), then the status.
 *
 * @returns undefined for a success
 */
export function classify(rules: readonly ErrorRule[], reply: ReadReply, scope: Scope): Fault | undefined {
  const fixed = kindOfStatus(reply.status);
  for (const rule of rules) {
    if (rule.when ? !isTrue(rule.when, reply.body, scope) : reply.status < 400) continue;
    const code = textOf(rule.code?.run(reply.body, scope.variables, scope.budget));
    const message = textOf(rule.message?.run(reply.body, scope.variables, scope.budget));
    const kind = isFinal(reply.status) && fixed ? fixed : (kindOfCode(rule, code) ?? fixed ?? 'invalid');
    return { kind, ...(code === undefined ? {} : { code }), ...(message === undefined ? {} : { message }) };
  }
  return fixed && { kind: fixed };
}

/**
 * What a provider said, as it can be told and kept: without the credential, which some quote, of bounded length and with no
 * control character, which a database may refuse.
 */
export function tellable({ kind, code, message }: Fault, credential: CredentialProperties): Fault {
  const secrets = findableSecrets(Object.values(credential));
  const told = (text: string, longest: number): string =>
    hideSecrets(text, secrets)
      .replace(/[\u0000-\u001f\u007f]+/g, ' ')
      .slice(0, longest);
  return {
    kind,
    ...(code === undefined ? {} : { code: told(code, 200) }),
    ...(message === undefined ? {} : { message: told(message, 500) }),
  };
}

function isFinal(status: number): boolean {
  return status === 429 || status >= 500;
}

function kindOfCode(rule: ErrorRule, code: string | undefined): ErrorKind | undefined {
  if (code === undefined) return undefined;
  return rule.kinds.find(({ pattern }) => matches(pattern, code))?.kind;
}

/** `*` stands for any text; everything else for itself. */
function matches(pattern: string, code: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return pattern === code;
  const last = pieces.at(-1) ?? '';
  if (!code.startsWith(first) || !code.endsWith(last) || code.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = code.indexOf(piece, at);
    if (found < 0 || found + piece.length > code.length - last.length) return false;
    at = found + piece.length;
  }
  return true;
}

function kindOfStatus(status: number): ErrorKind | undefined {
  if (status >= 200 && status < 300) return undefined;
  const known: Record<number, ErrorKind> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not_found',
    408: 'timeout',
    409: 'conflict',
    410: 'not_found',
    413: 'too_large',
    429: 'rate_limited',
    501: 'not_supported',
    504: 'timeout',
  };
  return known[status] ?? (status >= 500 ? 'unavailable' : status >= 400 ? 'invalid' : undefined);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** The error a caller sees for a fault; `ok` and `empty` are not errors. */
export function faultError(
  integration: Integration,
  endpoint: string,
  fault: Fault & { readonly kind: Exclude<ErrorKind, 'ok' | 'empty'> },
  reply: ReadReply,
  retryAfterSeconds: number | undefined,
): PatchbayError {
  const reference = referenceOf(reply.headers);
  const provider: ProviderFault = {
    name: integration.name,
    status: reply.status,
    ...(fault.code === undefined ? {} : { code: fault.code }),
    ...(fault.message === undefined ? {} : { message: fault.message }),
    ...(reference === undefined ? {} : { reference: reference.slice(0, 200) }),
  };
  const said = fault.message ?? fault.code ?? `HTTP ${reply.status}`;
  return new PatchbayError(
    codeOfKind[fault.kind],
    `${integration.label} answered ${endpoint} with: ${asSentence(said)}${adviceOfKind[fault.kind] ?? ''}`,
    { provider, kind: fault.kind, sent: true, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) },
  );
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Providers name their request ids differently (`x-request-id`, `x-vendor-req-id`); a support ticket needs it. */
function referenceOf(headers: Readonly<Record<string, string>>): string | undefined {
  const name = Object.keys(headers).find(header => /(^|-)req(uest)?-id$/.test(header));
  return name === undefined ? undefined : headers[name];
}

const adviceOfKind: Partial<Record<ErrorKind, string>> = {
  unauthorized: ' Link the account again.',
  token_expired: ' Link the account again.',
  needs_reauth: ' Link the account again.',
  forbidden: ' The linked credential lacks a permission for this; grant it and link the account again.',
  rate_limited: ' Wait as long as Retry-After says.',
  unavailable: ' Try again later.',
};
