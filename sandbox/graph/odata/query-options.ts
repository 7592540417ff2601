import type { GraphError } from '../api/graph-error.ts';
import { badRequest } from '../api/graph-error.ts';
import { checkFilter, type FilterRules } from './filter-rules.ts';
import { parseFilter, type Filter } from './filter-syntax.ts';
import { parseSearch, type Search } from './search.ts';
import { parseExpand, parseSelect, type Expansion } from './select.ts';

/** Which options an endpoint takes; any other is refused. */
export interface QueryRules {
  /** The type of its objects, as in `user`: for messages. */
  readonly type: string;
  /** Properties `$select` may name; without it `$select` is refused. */
  readonly select?: readonly string[];
  readonly top?: { readonly default: number; readonly max: number };
  readonly filter?: FilterRules;
  /** A filter counts only together with `$orderby` on the same property. */
  readonly filterNeedsOrder?: true;
  readonly orderBy?: Readonly<Record<string, 'both' | 'desc'>>;
  readonly expand?: readonly string[];
  /** Properties `$search` may name; it needs `ConsistencyLevel: eventual`. */
  readonly search?: readonly string[];
  /** `advanced`: `$count` is taken, with `ConsistencyLevel: eventual`; otherwise it is refused. */
  readonly count?: 'advanced';
  /** `page`: every collection says how many items this page has. */
  readonly countShown?: 'page';
  /** `token`: the next link holds nothing but the token, which remembers the other options. */
  readonly nextLink?: 'token';
  /** Other parameters it takes, such as `model`. */
  readonly others?: readonly string[];
  readonly delta?: true;
}

/** The options of a request, checked. */
export interface QueryOptions {
  readonly select?: readonly string[];
  readonly expand: readonly Expansion[];
  readonly top?: number;
  readonly filter?: Filter;
  readonly search?: Search;
  readonly orderBy?: { readonly path: string; readonly direction: 'asc' | 'desc' };
  readonly isCounted: boolean;
  readonly skipToken?: string;
  readonly deltaToken?: string;
  /** As they came, without tokens; for next links. */
  readonly given: Readonly<Record<string, string>>;
}

const optionNames = [
  '$select',
  '$expand',
  '$top',
  '$filter',
  '$search',
  '$orderby',
  '$count',
  '$skiptoken',
  '$deltatoken',
  '$skip',
  '$format',
];

/**
 * Reads and checks the query of a request. Graph takes the names of system options without `$` too.
 *
 * @throws GraphError 400
 */
export function readOptions(
  query: Readonly<Record<string, string>>,
  rules: QueryRules,
  headers: Readonly<Record<string, string>>,
): QueryOptions {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    const option = systemName(name);
    if (option !== undefined) given[option] = value;
    else if (name.startsWith('$')) throw badRequest(`The query parameter '${name}' is not supported.`);
    else if (rules.others?.includes(name) === true) given[name] = value;
  }
  const { $skiptoken: skipToken, $deltatoken: deltaToken, ...others } = given;
  const eventual = (headers.consistencylevel ?? '').toLowerCase() === 'eventual';
  const isCounted = readCount(others.$count, rules, eventual);
  const consistency = eventual && isCounted ? 'eventual' : 'default';
  if (others.$skip !== undefined) throw notAllowed('Skip');
  if (skipToken !== undefined && rules.top === undefined) throw notAllowed('SkipToken');
  if (deltaToken !== undefined && rules.delta === undefined) throw notAllowed('DeltaToken');
  if (others.$format !== undefined && !['json', 'application/json'].includes(others.$format))
    throw badRequest(`The format '${others.$format}' is not supported.`);
  const orderBy = readOrderBy(others.$orderby, rules);
  const filter = readFilter(others.$filter, rules, consistency);
  if (filter !== undefined && orderBy !== undefined && rules.count === 'advanced' && consistency === 'default') {
    throw badRequest('Sorting not supported for current query.', 'Request_UnsupportedQuery');
  }
  return {
    ...(others.$select === undefined
      ? {}
      : { select: parseSelect(others.$select, allowed(rules.select, 'Select'), rules.type) }),
    expand:
      others.$expand === undefined ? [] : parseExpand(others.$expand, allowed(rules.expand, 'Expand'), rules.type),
    ...readTop(others.$top, rules),
    ...(filter === undefined || isIgnored(filter, orderBy?.path, rules) ? {} : { filter }),
    ...readSearch(others.$search, rules, eventual),
    ...(orderBy === undefined ? {} : { orderBy }),
    isCounted,
    ...(skipToken === undefined ? {} : { skipToken }),
    ...(deltaToken === undefined ? {} : { deltaToken }),
    given: others,
  };
}

/** The option a name stands for; the `$` may be missing, the case does not matter. */
function systemName(name: string): string | undefined {
  const lower = name.toLowerCase();
  return optionNames.find(option => option === lower || option === `$${lower}`);
}

function allowed<T>(rule: T | undefined, option: string): T {
  if (rule === undefined) throw notAllowed(option);
  return rule;
}

/** How Graph's Teams services refuse an option, word for word, as seen in reports of it. */
function notAllowed(option: string): GraphError {
  return badRequest(
    `The query specified in the URI is not valid. Query option '${option}' is not allowed. To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings.`,
  );
}

function readTop(text: string | undefined, rules: QueryRules): { top?: number } {
  if (text === undefined) return {};
  const { max } = allowed(rules.top, 'Top');
  if (!/^\d{1,6}$/.test(text))
    throw badRequest(
      `Invalid value '${text}' for $top query option found. The $top query option requires a non-negative integer value.`,
    );
  const top = Number(text);
  if (top < 1 || top > max)
    throw badRequest(`Invalid page size specified: '${text}'. Must be between 1 and ${max} inclusive.`);
  return { top };
}

function readCount(text: string | undefined, rules: QueryRules, eventual: boolean): boolean {
  if (text === undefined) return false;
  if (text !== 'true' && text !== 'false')
    throw badRequest(`Invalid value '${text}' for $count query option found. Valid values are 'true' and 'false'.`);
  if (rules.count === undefined) throw notAllowed('Count');
  if (text === 'true' && !eventual)
    throw badRequest(
      '$count is not currently supported. Send the header ConsistencyLevel: eventual.',
      'Request_BadRequest',
    );
  return text === 'true';
}

function readFilter(
  text: string | undefined,
  rules: QueryRules,
  consistency: 'eventual' | 'default',
): Filter | undefined {
  if (text === undefined) return undefined;
  const filterRules = allowed(rules.filter, 'Filter');
  const filter = parseFilter(text);
  checkFilter(filter, filterRules, { type: rules.type, consistency });
  return filter;
}

/** Of chat messages: the filter is ignored unless the list is sorted by the property it is on. */
function isIgnored(filter: Filter, orderPath: string | undefined, rules: QueryRules): boolean {
  return rules.filterNeedsOrder === true && !pathsOf(filter).every(path => path === orderPath);
}

function pathsOf(filter: Filter): string[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [...pathsOf(filter.left), ...pathsOf(filter.right)];
    case 'not':
      return pathsOf(filter.inner);
    case 'comparison':
    case 'in':
    case 'text':
    case 'any':
      return [filter.path];
  }
}

function readOrderBy(text: string | undefined, rules: QueryRules): QueryOptions['orderBy'] {
  if (text === undefined) return undefined;
  const orderRules = allowed(rules.orderBy, 'OrderBy');
  const [, path, word] = /^\s*([\w/.]+)(?:\s+(asc|desc))?\s*$/.exec(text) ?? [];
  const direction = word === 'desc' ? 'desc' : 'asc';
  const rule = path === undefined ? undefined : orderRules[path];
  if (path === undefined || rule === undefined)
    throw badRequest(`The $orderby expression '${text}' is not supported for resource '${rules.type}'.`);
  if (rule === 'desc' && direction === 'asc')
    throw badRequest(`QueryOptions to order by '${path}' in 'Ascending' direction is not supported.`);
  return { path, direction };
}

function readSearch(text: string | undefined, rules: QueryRules, eventual: boolean): { search?: Search } {
  if (text === undefined) return {};
  const properties = allowed(rules.search, 'Search');
  if (!eventual)
    throw badRequest(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
      'Request_UnsupportedQuery',
    );
  return { search: parseSearch(text, properties) };
}
