import type { Call } from '../engine/call.ts';
import { pageSizes } from '../engine/page-sizes.ts';
import { PatchbayError } from '../errors.ts';
import { readAnswerForm, type AnswerForm } from './answer-form.ts';
import { readAccountId, readLimit, readText, wrongParameter } from './parameters.ts';
import { parseQueryString } from './query-string.ts';
import type { QueryMap } from './query-string.ts';

/** The query of a unified call: our own parameters taken out, the model's filters as they came. */
export type UnifiedQuery = Pick<Call, 'query' | 'limit' | 'cursor' | 'expand' | 'include' | 'remoteQuery'> & {
  readonly accountId: string;
  readonly fields?: readonly string[];
  readonly excludeFields: readonly string[];
  readonly form: AnswerForm;
};

/** Parameters of every method, those of lists only, and names kept for what is still to come. */
const always = ['integrated_account_id', 'expand', 'fields', 'exclude_fields', 'include', 'format', 'dry_run'];
const ofLists = ['limit', 'next_cursor', 'remote_query'];
const later = ['prev_cursor'];

/** A stream has no bound of its own. */
const streamLimit = { default: Infinity, max: 999_999 };

/**
 * Reads the query string of a unified call. Filters are only told apart here; the engine knows which exist.
 *
 * @throws PatchbayError REQUEST_INVALID, REQUEST_FILTER_UNKNOWN for a filter where there is no list
 */
export function readUnifiedQuery(text: string, kind: 'list' | 'stream' | 'other'): UnifiedQuery {
  const map = parseQueryString(text);
  const accountId = readAccountId(map);
  const reserved = later.find(name => Object.hasOwn(map, name));
  if (reserved !== undefined) throw wrongParameter(reserved, 'is reserved and has no meaning yet; leave it out');
  const filters = Object.entries(map).filter(([name]) => !always.includes(name) && !ofLists.includes(name));
  if (kind === 'other') refuseListParameters(map, filters);
  const cursor = readText(map, 'next_cursor');
  const remoteQuery = readRemoteQuery(map);
  const fields = readNames(map, 'fields');
  const excludeFields = readNames(map, 'exclude_fields') ?? [];
  if (fields !== undefined && excludeFields.length > 0)
    throw wrongParameter('exclude_fields', 'cannot stand beside fields');
  return {
    accountId,
    query: Object.fromEntries(filters),
    limit: readLimit(map, kind === 'stream' ? streamLimit : pageSizes),
    ...(cursor === undefined || cursor === '' ? {} : { cursor }),
    expand: readNames(map, 'expand') ?? [],
    ...(fields === undefined ? {} : { fields }),
    excludeFields,
    ...(remoteQuery ? { remoteQuery } : {}),
    include: readNames(map, 'include') ?? [],
    form: readAnswerForm(map, kind),
  };
}

function refuseListParameters(map: QueryMap, filters: readonly (readonly [string, unknown])[]): void {
  const paging = ofLists.find(name => Object.hasOwn(map, name));
  if (paging !== undefined) throw wrongParameter(paging, 'has a meaning for lists only');
  const [filter] = filters;
  if (filter === undefined) return;
  throw new PatchbayError(
    'REQUEST_FILTER_UNKNOWN',
    `"${filter[0]}" is no parameter here; filters have a meaning for lists only.`,
    {
      errors: [{ pointer: `/${filter[0]}`, message: 'has a meaning for lists only' }],
    },
  );
}

/** `remote_query[name]=value`: one level, each name once. */
function readRemoteQuery(map: QueryMap): Readonly<Record<string, string>> | undefined {
  const given: unknown = Object.hasOwn(map, 'remote_query') ? map['remote_query'] : undefined;
  if (given === undefined) return undefined;
  if (typeof given !== 'object' || given === null)
    throw wrongParameter('remote_query', 'is written remote_query[name]=value');
  return Object.fromEntries(
    Object.entries(given).map(([name, value]: [string, unknown]) => {
      if (typeof value === 'string') return [name, value];
      throw wrongParameter(`remote_query[${name}]`, 'takes one text');
    }),
  );
}

/** Names separated by commas. */
function readNames(map: QueryMap, name: string): readonly string[] | undefined {
  const text = readText(map, name);
  if (text === undefined) return undefined;
  const names = text.split(',').map(part => part.trim());
  if (names.some(part => part === ''))
    throw wrongParameter(name, 'is a list of names such as a,b; one of them is empty');
  return [...new Set(names)];
}
