import type { Template } from '../../templates/template.ts';
import type { BodyStyle, Endpoint, SelectDefinition, Verb } from '../endpoint.ts';
import { hintForName } from '../checking/nearest.ts';
import { compileAt } from '../compiling/expressions.ts';
import type { ExpressionScope } from '../compiling/scope.ts';
import { compileTemplateAt, compileTemplates } from '../compiling/templates.ts';
import { childPlace, entriesOf, itemsOf, mergedPlace, originOf, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { flagAt, numberAt, optional, textAt, textsAt } from '../reading/values.ts';
import { checkHosts } from '../linking/hosts.ts';
import { linkErrorRules } from './error-rules.ts';
import { linkPagination } from './pagination.ts';
import { linkParams } from './params.ts';
import { ratesOfEndpoint, type Rates } from './rates.ts';
import { readScopes } from './scopes.ts';

/** What endpoints take from their integration. */
export interface EndpointContext {
  /** Page level, with the integration's settings and app facts. */
  readonly page: ExpressionScope;
  readonly pagination: Place | undefined;
  readonly hosts: Place | undefined;
  readonly rates: Rates;
  /** Names of the credentials that the integration has. */
  readonly credentials: readonly string[];
  readonly reports: Reports;
}

const verbs = { get: 'GET', post: 'POST', put: 'PUT', patch: 'PATCH', delete: 'DELETE' } as const satisfies Record<
  string,
  Verb
>;

/** Endpoints of one native file by full name, `defaults` under each; those with a mistake are left out and reported. */
export function linkEndpoints(file: string, place: Place, context: EndpointContext): ReadonlyMap<string, Endpoint> {
  const defaults = childPlace(place, 'defaults');
  const result = new Map<string, Endpoint>();
  for (const [key, own] of entriesOf(childPlace(place, 'endpoints'))) {
    if (childPlace(own, 'pagination')) refuseUnpaged(own, defaults, context.reports);
    const merged = defaults === undefined ? own : mergedPlace(defaults, own);
    const endpoint = linkEndpoint(`${file}.${key}`, merged, context);
    if (endpoint) result.set(endpoint.name, endpoint);
  }
  return result;
}

function linkEndpoint(name: string, place: Place, context: EndpointContext): Endpoint | undefined {
  const { page, reports } = context;
  const address = readAddress(name, place, reports);
  if (address === undefined) return undefined;
  const { verb } = address;
  const path = compileTemplateAt(address.place, { encode: 'path' }, reports);
  if (path === undefined) return undefined;
  const file = readFile(name, place, address, reports);
  const body = bodyStyle(textAt(place, 'body')) ?? (verb === 'GET' || verb === 'DELETE' ? 'none' : 'json');
  const inPath = path.reads.filter(read => read !== 'account');
  const items = childPlace(place, 'items');
  const item = childPlace(place, 'item');
  if (items && item) {
    reports.report(
      item,
      'DEFINITION_INVALID',
      `\`${name}\` has both \`items\` and \`item\`.`,
      'Keep the one that holds.',
      'key',
    );
  }
  const own = childPlace(place, 'pagination');
  const scopes = childPlace(place, 'scopes');
  const insisted = itemsOf(childPlace(place, 'credential'));
  checkCredentials(
    insisted.map(item => [String(item.value), item] as const),
    context,
  );
  checkCredentials(entriesOf(scopes), context);
  const params = linkParams(childPlace(place, 'params'), { inPath, body }, page, reports);
  return {
    name,
    origin: originOf(place),
    verb,
    ...optional('baseUrl', linkBaseUrl(childPlace(place, 'base_url'), context)),
    path,
    ...optional('file', file),
    body,
    params,
    ...optional('items', items && compileAt(items, page, reports)),
    ...optional('item', item && compileAt(item, page, reports)),
    scopes: readScopes(scopes),
    rates: ratesOfEndpoint(place, { name, params }, context.rates, reports),
    ...optional('select', readSelect(childPlace(place, 'select'))),
    pagination: items ? linkPagination(context.pagination, own, page, reports) : { style: 'none' },
    errors: linkErrorRules(childPlace(place, 'errors'), page, reports),
    headers: compileTemplates(childPlace(place, 'headers'), { encode: 'raw', names: new Set(['account']) }, reports),
    credential: textsAt(place, 'credential'),
    ...optional('timeoutMs', numberAt(place, 'timeout_ms')),
    idempotent: flagAt(place, 'idempotent') ?? verb === 'GET',
    ...optional('description', textAt(place, 'description')?.trim()),
    ...optional('docs', textAt(place, 'docs')),
  };
}

/** Whether it answers a file, and where that is. */
function readFile(
  name: string,
  place: Place,
  address: { readonly verb: Verb; readonly place: Place },
  reports: Reports,
): Endpoint['file'] {
  const isGiven = address.place.value === 'given';
  const isBinary = textAt(place, 'accept') === 'binary';
  const attach = childPlace(place, 'attach');
  const refuse = (at: Place, message: string, hint: string): void => {
    reports.report(at, 'DEFINITION_INVALID', message, hint, 'key');
  };
  if (isGiven && (address.verb !== 'GET' || !isBinary)) {
    refuse(
      address.place,
      `\`${name}\` takes a given address, which only files have.`,
      'Write `get: given` and `accept: binary`.',
    );
  }
  if (isGiven && attach === undefined) {
    refuse(address.place, `\`${name}\` does not say whether the credential goes along.`, 'Add `attach: true`.');
  }
  if (!isGiven && attach !== undefined) {
    refuse(attach, 'Only a `given` address is told to attach the credential.', 'Remove it: all others do.');
  }
  const list = childPlace(place, 'items') ?? childPlace(place, 'item');
  if (isBinary && list) refuse(list, `\`${name}\` answers a file, which holds no records.`, 'Remove it.');
  return isBinary ? { address: isGiven ? 'given' : 'path' } : undefined;
}

function linkBaseUrl(place: Place | undefined, { hosts, reports }: EndpointContext): Template | undefined {
  if (place === undefined) return undefined;
  checkHosts(place, hosts, reports);
  return compileTemplateAt(place, { encode: 'path', names: new Set(['account']) }, reports);
}

function readAddress(
  name: string,
  place: Place,
  reports: Reports,
): { readonly verb: Verb; readonly place: Place } | undefined {
  const written = Object.entries(verbs).flatMap(([key, verb]) => {
    const at = childPlace(place, key);
    return at === undefined ? [] : [{ verb, place: at }];
  });
  const [first, second] = written;
  if (first === undefined || second !== undefined) {
    const message = first ? `The endpoint \`${name}\` has two verbs.` : `The endpoint \`${name}\` has no verb.`;
    reports.report(
      second?.place ?? place,
      'DEFINITION_INVALID',
      message,
      'Write one, with the path: `get: /users.list`.',
      'key',
    );
    return undefined;
  }
  return first;
}

/** Pagination under `defaults` passes by the endpoints without `items`; an endpoint's own must mean something. */
function refuseUnpaged(own: Place, defaults: Place | undefined, reports: Reports): void {
  const pagination = childPlace(own, 'pagination');
  if (!pagination || pagination.value === 'none' || pagination.value === null) return;
  if (childPlace(own, 'items') ?? (defaults && childPlace(defaults, 'items'))) return;
  reports.report(
    pagination,
    'DEFINITION_INVALID',
    'Only an endpoint with `items` has pages.',
    'Add `items`, or remove this.',
    'key',
  );
}

function bodyStyle(value: string | undefined): BodyStyle | undefined {
  return value === 'json' || value === 'form' || value === 'none' ? value : undefined;
}

function readSelect(place: Place | undefined): SelectDefinition | undefined {
  const send = textAt(place, 'send');
  if (send === undefined) return undefined;
  return { send, always: textsAt(place, 'always'), never: textsAt(place, 'never'), wrap: textAt(place, 'wrap') ?? '?' };
}

function checkCredentials(
  named: readonly (readonly [string, Place])[],
  { credentials, reports }: EndpointContext,
): void {
  for (const [name, at] of named) {
    if (credentials.includes(name)) continue;
    const message = `The integration has no credential \`${name}\`.`;
    reports.report(at, 'DEFINITION_REFERENCE', message, hintForName(name, credentials), 'key');
  }
}
