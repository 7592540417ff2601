import type { AuthDefinition, FieldsAuth, OauthCodeAuth } from '../definition.ts';
import { compileAt } from '../compiling/expressions.ts';
import { childPlace, entriesOf, type Place } from '../reading/place.ts';
import { optional, textAt, textMapAt } from '../reading/values.ts';
import { checkCredential, type AuthContext } from './context.ts';
import { readPropertyFields } from './fields.ts';
import { linkClientCredentials, linkJwtBearer } from './minted.ts';
import { linkTokenUrl } from './token-url.ts';

/** The ways to link an account by name; one that has a mistake is left out. */
export function linkAuth(place: Place | undefined, context: AuthContext): Readonly<Record<string, AuthDefinition>> {
  const ways = entriesOf(place).map(([name, way]) => [name, linkWay(way, context)] as const);
  return Object.fromEntries(ways.flatMap(([name, way]) => (way === undefined ? [] : [[name, way]])));
}

function linkWay(way: Place, context: AuthContext): AuthDefinition | undefined {
  switch (textAt(way, 'style')) {
    case 'oauth2_code':
      return linkOauth(way, context);
    case 'jwt_bearer':
      return linkJwtBearer(way, context);
    case 'oauth2_client_credentials':
      return linkClientCredentials(way, context);
    default:
      return linkFields(way, context);
  }
}

function linkFields(place: Place, context: AuthContext): FieldsAuth {
  const makes = childPlace(place, 'makes');
  if (makes) checkCredential(String(makes.value), makes, 'value', context);
  return {
    style: 'fields',
    fields: readPropertyFields(childPlace(place, 'fields'), context),
    makes: textAt(place, 'makes') ?? context.credentials[0] ?? 'default',
  };
}

function linkOauth(place: Place, context: AuthContext): OauthCodeAuth | undefined {
  const credentials = childPlace(place, 'credentials');
  const names = entriesOf(credentials);
  for (const [name, at] of names) checkCredential(name, at, 'key', context);
  for (const [name, at] of entriesOf(childPlace(place, 'scope_params'))) checkCredential(name, at, 'key', context);
  const [first] = names;
  const declared = textMapAt(place, 'scope_params');
  const refresh = linkRefresh(childPlace(place, 'refresh'), context);
  const tokenUrl = linkTokenUrl(place, context);
  return (
    tokenUrl && {
      style: 'oauth2_code',
      authorizeUrl: textAt(place, 'authorize_url') ?? '',
      tokenUrl,
      scopeSeparator: textAt(place, 'scope_separator') ?? ' ',
      scopeParams: Object.keys(declared).length > 0 || first === undefined ? declared : { [first[0]]: 'scope' },
      credentials: Object.fromEntries(names.map(([name]) => [name, textMapAt(credentials, name)])),
      ...optional('refresh', refresh),
    }
  );
}

function linkRefresh(place: Place | undefined, { page, reports }: AuthContext) {
  if (place === undefined) return undefined;
  const dead = childPlace(place, 'dead_when');
  return { token: textMapAt(place, 'token'), ...optional('deadWhen', dead && compileAt(dead, page, reports)) };
}
