import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Catalogue } from '../engine/definitions/catalogue.ts';
import type { AuthDefinition, Integration, OauthCodeAuth } from '../engine/definitions/definition.ts';
import { PatchbayError } from '../errors.ts';
import type { FieldError } from '../errors.ts';
import type { NewCredential } from '../store/store.ts';
import { fillFields, mistakeOf } from './link-fields.ts';

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
  /** Settings of the account that the body fills in. */
  readonly settings: Readonly<Record<string, string>>;
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
    throw invalid([mistake('/integration', `is not one that is loaded (${list(catalogue.integrations.keys())})`)]);
  const way = Object.hasOwn(integration.auth, body.auth) ? integration.auth[body.auth] : undefined;
  if (way === undefined)
    throw invalid([
      mistake('/auth', `is no way to link ${integration.label}; there are ${list(Object.keys(integration.auth))}`),
    ]);
  if (way.style === 'oauth2_code') return { integration, credentials: readTokens(way, body, nowMs), settings: {} };
  return { integration, ...readFilled(way, body) };
}

function readFilled(way: Exclude<AuthDefinition, OauthCodeAuth>, body: LinkBody): Omit<GivenLink, 'integration'> {
  const { credential, properties, settings, errors } = fillFields(way, body.fields ?? {});
  const stray = body.credentials === undefined ? [] : [mistake('/credentials', meaningless(body.auth, 'fields'))];
  if (stray.length + errors.length > 0) throw invalid([...stray, ...errors]);
  return { credentials: { [credential]: { properties } }, settings };
}

function readTokens(way: OauthCodeAuth, body: LinkBody, nowMs: number): GivenLink['credentials'] {
  const known = list(Object.keys(way.credentials));
  const errors: FieldError[] =
    body.fields === undefined ? [] : [mistake('/fields', meaningless(body.auth, 'credentials'))];
  if (body.credentials === undefined) errors.push(mistake('/credentials', `is required: tokens by name (${known})`));
  const credentials: Record<string, NewCredential> = {};
  for (const [key, { expires_in: expiresIn, ...properties }] of Object.entries(body.credentials ?? {})) {
    if (!Object.hasOwn(way.credentials, key)) {
      errors.push(mistake(`/credentials/${key}`, `is not known; there are ${known}`));
      continue;
    }
    for (const [property, value] of Object.entries(properties)) {
      const found = mistakeOf(value, undefined);
      if (found !== undefined) errors.push(mistake(`/credentials/${key}/${property}`, found));
    }
    credentials[key] = {
      properties,
      ...(expiresIn === undefined ? {} : { expiresAt: new Date(nowMs + expiresIn * 1_000).toISOString() }),
    };
  }
  if (errors.length > 0) throw invalid(errors);
  return credentials;
}

function meaningless(auth: string, wanted: string): string {
  return `has no meaning for "${auth}"; give ${wanted}`;
}

function list(names: Iterable<string>): string {
  return [...names].sort().join(', ') || 'none';
}

function mistake(pointer: string, message: string): FieldError {
  return { pointer, message };
}

function invalid(errors: readonly FieldError[]): PatchbayError {
  const listed = errors.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
  return new PatchbayError('REQUEST_BODY_INVALID', `The account cannot be linked with this body: ${listed}.`, {
    errors,
  });
}
