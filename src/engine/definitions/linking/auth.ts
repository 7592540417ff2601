import type { AuthDefinition, CredentialField } from '../definition.ts';
import { hintForName } from '../checking/nearest.ts';
import { compileAt } from '../compiling/expressions.ts';
import type { ExpressionScope } from '../compiling/scope.ts';
import { childPlace, entriesOf, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { flagAt, optional, textAt, textMapAt } from '../reading/values.ts';

/** Names of the credentials an integration declares, and where its answers are read. */
export interface AuthContext {
  readonly credentials: readonly string[];
  /** Page level. */
  readonly page: ExpressionScope;
  readonly reports: Reports;
}

/** The ways to link an account by name. */
export function linkAuth(place: Place | undefined, context: AuthContext): Readonly<Record<string, AuthDefinition>> {
  const ways = entriesOf(place).map(([name, way]) => {
    const linked = textAt(way, 'style') === 'fields' ? linkFields(way, context) : linkOauth(way, context);
    return [name, linked] as const;
  });
  return Object.fromEntries(ways);
}

function linkFields(place: Place, context: AuthContext): AuthDefinition {
  const fields = entriesOf(childPlace(place, 'fields'));
  const makes = childPlace(place, 'makes');
  if (makes) checkCredential(String(makes.value), makes, 'value', context);
  return {
    style: 'fields',
    fields: Object.fromEntries(fields.map(([name, field]) => [name, readField(name, field, fields.length)])),
    makes: textAt(place, 'makes') ?? context.credentials[0] ?? 'default',
  };
}

function readField(name: string, place: Place, count: number): CredentialField {
  return {
    label: textAt(place, 'label') ?? name,
    secret: flagAt(place, 'secret') === true,
    ...optional('pattern', textAt(place, 'pattern')),
    ...optional('description', textAt(place, 'description')?.trim()),
    fills: textAt(place, 'fills') ?? (count === 1 ? 'access_token' : name),
  };
}

function linkOauth(place: Place, context: AuthContext): AuthDefinition {
  const credentials = childPlace(place, 'credentials');
  const names = entriesOf(credentials);
  for (const [name, at] of names) checkCredential(name, at, 'key', context);
  for (const [name, at] of entriesOf(childPlace(place, 'scope_params'))) checkCredential(name, at, 'key', context);
  const [first] = names;
  const declared = textMapAt(place, 'scope_params');
  return {
    style: 'oauth2_code',
    authorizeUrl: textAt(place, 'authorize_url') ?? '',
    tokenUrl: textAt(place, 'token_url') ?? '',
    scopeSeparator: textAt(place, 'scope_separator') ?? ' ',
    scopeParams: Object.keys(declared).length > 0 || first === undefined ? declared : { [first[0]]: 'scope' },
    credentials: Object.fromEntries(names.map(([name]) => [name, textMapAt(credentials, name)])),
    ...optional('refresh', linkRefresh(childPlace(place, 'refresh'), context)),
  };
}

function linkRefresh(place: Place | undefined, { page, reports }: AuthContext) {
  if (place === undefined) return undefined;
  const dead = childPlace(place, 'dead_when');
  return { token: textMapAt(place, 'token'), ...optional('deadWhen', dead && compileAt(dead, page, reports)) };
}

function checkCredential(
  name: string,
  place: Place,
  spot: 'key' | 'value',
  { credentials, reports }: AuthContext,
): void {
  if (credentials.includes(name)) return;
  const message = `The integration has no credential \`${name}\`.`;
  const hint = `${hintForName(name, credentials)} They are declared under \`credential\`.`;
  reports.report(place, 'DEFINITION_REFERENCE', message, hint, spot);
}
