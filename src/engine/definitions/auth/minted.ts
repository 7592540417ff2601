import { hintForName } from '../checking/nearest.ts';
import { compileAt } from '../compiling/expressions.ts';
import { namesOf } from '../compiling/known-names.ts';
import { requestScope, type ExpressionScope } from '../compiling/scope.ts';
import type { ClientCredentialsAuth, CredentialField, JwtBearerAuth, MadeCredential } from '../definition.ts';
import type { Expression } from '../../expressions/expression.ts';
import { childPlace, entriesOf, type Place } from '../reading/place.ts';
import { numberAt, optional, textAt, textsAt } from '../reading/values.ts';
import { checkCredential, type AuthContext } from './context.ts';
import { readFields } from './fields.ts';
import { linkTokenUrl } from './token-url.ts';

const hourSeconds = 3_600;

/** A way to link by a signed assertion; undefined when its `token_url` cannot be used. */
export function linkJwtBearer(place: Place, context: AuthContext): JwtBearerAuth | undefined {
  const fields = readFields(childPlace(place, 'fields'), context);
  checkKey(place, fields, context);
  const key = textAt(place, 'key') ?? '';
  // The key signs; nothing else is made from it.
  const readable = Object.keys(fields).filter(name => name !== key);
  const scope = requestScope({ fields: namesOf(readable), scopes: 'any', issued_at: 'any' });
  const makes = linkMakes(place, fields, context);
  const tokenUrl = linkTokenUrl(place, context);
  const shared = {
    fields,
    key,
    header: compileEach(childPlace(place, 'header'), scope, context),
    claims: compileEach(childPlace(place, 'claims'), scope, context),
    lifetimeSeconds: numberAt(place, 'lifetime_s') ?? hourSeconds,
    scopes: linkScopes(place, makes, context),
    ...linkDeadWhen(place, context),
    makes,
  };
  return tokenUrl && { style: 'jwt_bearer', tokenUrl, ...shared };
}

/** A way to link by the app's own id and secret; undefined when its `token_url` cannot be used. */
export function linkClientCredentials(place: Place, context: AuthContext): ClientCredentialsAuth | undefined {
  const makes = childPlace(place, 'makes');
  if (makes) checkCredential(String(makes.value), makes, 'value', context);
  const tokenUrl = linkTokenUrl(place, context);
  const shared = {
    fields: readFields(childPlace(place, 'fields'), context),
    ...optional('scope', textAt(place, 'scope')),
    ...linkDeadWhen(place, context),
    makes: textAt(place, 'makes') ?? context.credentials[0] ?? 'default',
  };
  return tokenUrl && { style: 'oauth2_client_credentials', tokenUrl, ...shared };
}

function checkKey(place: Place, fields: JwtBearerAuth['fields'], { reports }: AuthContext): void {
  const at = childPlace(place, 'key');
  if (at === undefined) return;
  const name = String(at.value);
  const field: CredentialField | undefined = fields[name];
  if (field === undefined) {
    reports.report(
      at,
      'DEFINITION_REFERENCE',
      `There is no field \`${name}\`.`,
      hintForName(name, Object.keys(fields)),
    );
  } else if (!field.secret || !field.required) {
    const hint = `Write \`secret: true\` at \`${name}\`, and no \`required: false\`.`;
    reports.report(at, 'DEFINITION_INVALID', `The field of a private key is secret and required.`, hint);
  }
}

function compileEach(
  place: Place | undefined,
  scope: ExpressionScope,
  { reports }: AuthContext,
): Readonly<Record<string, Expression>> {
  return Object.fromEntries(entriesOf(place).map(([name, at]) => [name, compileAt(at, scope, reports)]));
}

function linkDeadWhen(place: Place, { page, reports }: AuthContext) {
  const at = childPlace(place, 'dead_when');
  return optional('deadWhen', at && compileAt(at, page, reports));
}

function linkMakes(place: Place, fields: JwtBearerAuth['fields'], context: AuthContext): MadeCredential {
  const makes = childPlace(place, 'makes');
  const fallback = context.credentials[0] ?? 'default';
  if (makes === undefined) return { given: [], otherwise: fallback };
  if (typeof makes.value === 'string') {
    checkCredential(makes.value, makes, 'value', context);
    return { given: [], otherwise: makes.value };
  }
  const entries = entriesOf(makes);
  for (const [field, at] of entries) {
    checkCredential(String(at.value), at, 'value', context);
    if (field === 'otherwise') continue;
    if (fields[field]?.required !== false) {
      const optionalFields = Object.keys(fields).filter(name => fields[name]?.required === false);
      const message = `There is no optional field \`${field}\`.`;
      context.reports.report(at, 'DEFINITION_REFERENCE', message, hintForName(field, optionalFields), 'key');
    }
  }
  return {
    given: entries.flatMap(([field, at]) => (field === 'otherwise' ? [] : [{ field, credential: String(at.value) }])),
    otherwise: textAt(makes, 'otherwise') ?? fallback,
  };
}

function linkScopes(place: Place, makes: MadeCredential, { reports }: AuthContext): JwtBearerAuth['scopes'] {
  const names = [...new Set([...makes.given.map(({ credential }) => credential), makes.otherwise])];
  const scopes = childPlace(place, 'scopes');
  if (scopes === undefined || Array.isArray(scopes.value)) {
    return Object.fromEntries(names.map(name => [name, textsAt(place, 'scopes')]));
  }
  for (const [name, at] of entriesOf(scopes)) {
    if (names.includes(name)) continue;
    const message = `\`makes\` leads to no credential \`${name}\`.`;
    reports.report(at, 'DEFINITION_REFERENCE', message, hintForName(name, names), 'key');
  }
  return Object.fromEntries(names.map(name => [name, textsAt(scopes, name)]));
}
