import { RE2JS } from 're2js';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Catalogue } from '../engine/definitions/catalogue.ts';
import type { AuthDefinition, Integration } from '../engine/definitions/definition.ts';
import { PatchbayError } from '../errors.ts';
import type { FieldError } from '../errors.ts';
import type { NewCredential } from '../store/store.ts';

const name = { minLength: 1, maxLength: 64 } as const;
/** PostgreSQL stores every character but this one. */
const withoutNul = '^[^\\u0000]*$';
const propertyNames = { pattern: '^[A-Za-z0-9_.-]{1,64}$' } as const;

/** Body of `POST /integrated-accounts`: whose account, and either the fields of a way to link or tokens had elsewhere. */
export const LinkBody = Type.Object(
  {
    integration: Type.String(name),
    tenant_id: Type.Optional(Type.String({ minLength: 1, maxLength: 256, pattern: withoutNul })),
    metadata: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Union([Type.String({ maxLength: 1_024, pattern: withoutNul }), Type.Number(), Type.Boolean()]),
        {
          maxProperties: 50,
          propertyNames,
        },
      ),
    ),
    auth: Type.String(name),
    fields: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 16_384 }), { maxProperties: 50 })),
    credentials: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object(
          {
            access_token: Type.String({ maxLength: 16_384 }),
            refresh_token: Type.Optional(Type.String({ maxLength: 16_384 })),
            expires_in: Type.Optional(Type.Integer({ minimum: 1, maximum: 315_360_000 })),
          },
          { additionalProperties: false },
        ),
        { minProperties: 1, maxProperties: 10 },
      ),
    ),
  },
  { additionalProperties: false },
);
export type LinkBody = Static<typeof LinkBody>;

/** What a body gives to link with. */
export interface GivenLink {
  readonly integration: Integration;
  /** By name; `expiresAt` where the body says how long a token holds. */
  readonly credentials: Readonly<Record<string, NewCredential>>;
}

/**
 * Checks the body against the integration's definition. Values are never quoted: they are secrets.
 *
 * @param nowMs since 1970, the start of every `expires_in`
 * @throws PatchbayError REQUEST_BODY_INVALID with all mistakes
 */
export function readLinkBody(body: LinkBody, catalogue: Catalogue, nowMs: number): GivenLink {
  const integration = catalogue.integrations.get(body.integration);
  if (integration === undefined)
    throw wrong('/integration', `is not one that is loaded (${list(catalogue.integrations.keys())})`);
  const auth = Object.hasOwn(integration.auth, body.auth) ? integration.auth[body.auth] : undefined;
  if (auth === undefined)
    throw wrong('/auth', `is no way to link ${integration.label}; there are ${list(Object.keys(integration.auth))}`);
  const credentials = auth.style === 'fields' ? fromFields(auth, body) : fromTokens(auth, body, nowMs);
  return { integration, credentials };
}

function fromFields(auth: Extract<AuthDefinition, { style: 'fields' }>, body: LinkBody): GivenLink['credentials'] {
  const given = body.fields ?? {};
  const errors: FieldError[] =
    body.credentials === undefined
      ? []
      : [{ pointer: '/credentials', message: `has no meaning for "${body.auth}"; give fields` }];
  const properties: Record<string, string> = {};
  for (const [key, field] of Object.entries(auth.fields)) {
    const value = Object.hasOwn(given, key) ? given[key] : undefined;
    const mistake = value === undefined ? `is required (${field.label})` : mistakeOf(value, field.pattern);
    if (mistake !== undefined) errors.push({ pointer: `/fields/${key}`, message: mistake });
    else if (value !== undefined) properties[field.fills] = value;
  }
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(auth.fields, key))
      errors.push({ pointer: `/fields/${key}`, message: `is not known; there are ${list(Object.keys(auth.fields))}` });
  }
  if (errors.length > 0) throw invalid(errors);
  return { [auth.makes]: { properties } };
}

function fromTokens(
  auth: Extract<AuthDefinition, { style: 'oauth2_code' }>,
  body: LinkBody,
  nowMs: number,
): GivenLink['credentials'] {
  const errors: FieldError[] =
    body.fields === undefined
      ? []
      : [{ pointer: '/fields', message: `has no meaning for "${body.auth}"; give credentials` }];
  if (body.credentials === undefined)
    errors.push({
      pointer: '/credentials',
      message: `is required: tokens by name (${list(Object.keys(auth.credentials))})`,
    });
  const credentials: Record<string, NewCredential> = {};
  for (const [key, { expires_in: expiresIn, ...properties }] of Object.entries(body.credentials ?? {})) {
    if (!Object.hasOwn(auth.credentials, key)) {
      errors.push({
        pointer: `/credentials/${key}`,
        message: `is not known; there are ${list(Object.keys(auth.credentials))}`,
      });
      continue;
    }
    for (const [property, value] of Object.entries(properties)) {
      const mistake = mistakeOf(value, undefined);
      if (mistake !== undefined) errors.push({ pointer: `/credentials/${key}/${property}`, message: mistake });
    }
    credentials[key] = {
      properties,
      ...(expiresIn === undefined ? {} : { expiresAt: new Date(nowMs + expiresIn * 1_000).toISOString() }),
    };
  }
  if (errors.length > 0) throw invalid(errors);
  return credentials;
}

/** The pattern is a definition's, the value a caller's: only an engine that takes linear time may bring them together. */
function mistakeOf(value: string, pattern: string | undefined): string | undefined {
  if (value === '') return 'is empty';
  if (value.trim() !== value) return 'begins or ends with white space';
  if (/[\u0000-\u001f\u007f]/.test(value)) return 'holds a control character';
  if (pattern !== undefined && !RE2JS.compile(pattern).matcher(value).find())
    return `does not have the form ${pattern}`;
  return undefined;
}

function list(names: Iterable<string>): string {
  return [...names].sort().join(', ') || 'none';
}

function wrong(pointer: string, message: string): PatchbayError {
  return invalid([{ pointer, message }]);
}

function invalid(errors: readonly FieldError[]): PatchbayError {
  const listed = errors.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
  return new PatchbayError('REQUEST_BODY_INVALID', `The account cannot be linked with this body: ${listed}.`, {
    errors,
  });
}
