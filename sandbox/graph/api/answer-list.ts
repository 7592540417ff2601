import { passes, read } from '../odata/filter-evaluate.ts';
import { compareKeys, takePage, type SortKey } from '../odata/paging.ts';
import { readOptions, type QueryOptions, type QueryRules } from '../odata/query-options.ts';
import { choose, contextSuffix } from '../odata/select.ts';
import { badRequest } from './graph-error.ts';
import type { EndpointCall, ListAnswer } from './endpoint.ts';

/**
 * Applies the options of a request to a collection: `$filter`, `$search`, `$orderby`, paging, `$select`, `$expand`.
 *
 * @throws GraphError 400 for a token of another list
 */
export function answerList<T>(
  answer: ListAnswer<T>,
  call: EndpointCall,
  facts: { readonly root: string; readonly path: string; readonly rules: QueryRules },
): object {
  const { path, rules, root } = facts;
  const remembered = rules.nextLink === 'token' ? rememberedOptions(call, rules) : undefined;
  const options = remembered ?? call.options;
  const owner = JSON.stringify([path, call.token.tenantId, call.token.userId ?? '', options.given]);
  const items = sorted(answer, options).filter(({ item }) => isWanted(answer, options, item));
  const top = options.top ?? rules.top?.default ?? items.length;
  const page = takePage({ items, top, skipToken: options.skipToken, owner });
  const value = page.items.map(item => shown(answer, options, item));
  const next = page.skipToken === undefined ? undefined : nextLink(`${root}${path}`, options, rules, page.skipToken);
  const isLast = next === undefined && answer.deltaToken !== undefined;
  return {
    '@odata.context': `${root}/$metadata#${answer.context}${contextSuffix(options.select, options.expand)}`,
    ...(rules.countShown === 'page'
      ? { '@odata.count': value.length }
      : options.isCounted
        ? { '@odata.count': items.length }
        : {}),
    ...(next === undefined ? {} : { '@odata.nextLink': next }),
    ...(isLast
      ? { '@odata.deltaLink': `${root}${path}?$deltatoken=${encodeURIComponent(answer.deltaToken?.() ?? '')}` }
      : {}),
    value,
  };
}

function sorted<T>(answer: ListAnswer<T>, { orderBy }: QueryOptions): { item: T; key: SortKey }[] {
  const keyed = answer.items.map((item, index) => ({ item, key: answer.key(item, index) }));
  if (orderBy === undefined) return keyed;
  const sign = orderBy.direction === 'desc' ? -1 : 1;
  return keyed
    .map(({ item, key }) => {
      const value = read((answer.whole ?? answer.show)(item), orderBy.path);
      return { item, key: [...orderKey(value, sign), ...key] };
    })
    .sort((a, b) => compareKeys(a.key, b.key));
}

/** A value as part of an ascending key. Times and other texts sort descending by their complement. */
function orderKey(value: unknown, sign: 1 | -1): SortKey {
  if (typeof value !== 'string') return [sign === 1 ? '' : '\uffff'];
  const ms = /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : NaN;
  if (!Number.isNaN(ms)) return [ms * sign];
  if (sign === 1) return [value.toLowerCase()];
  return [
    [...value.toLowerCase()]
      .map(letter => String.fromCharCode(0xfffe - ((letter.codePointAt(0) ?? 0) % 0xfffe)))
      .join('') + '\uffff',
  ];
}

function isWanted<T>(answer: ListAnswer<T>, { filter, search }: QueryOptions, item: T): boolean {
  if (filter === undefined && search === undefined) return true;
  const value = (answer.whole ?? answer.show)(item);
  return (filter === undefined || passes(filter, value)) && (search === undefined || search(value));
}

function shown<T>(answer: ListAnswer<T>, { select, expand }: QueryOptions, item: T): object {
  const value = answer.show(item);
  const chosen = select === undefined ? value : choose((answer.whole ?? answer.show)(item), select);
  if (expand.length === 0) return chosen;
  return Object.assign({ ...chosen }, ...expand.map(({ property }) => answer.expand?.(item, property) ?? {})) as object;
}

/** Absolute, on the real host, with the options that shaped this page. */
function nextLink(address: string, options: QueryOptions, rules: QueryRules, skipToken: string): string {
  if (rules.nextLink === 'token') {
    const state = Buffer.from(JSON.stringify(options.given)).toString('base64url');
    return `${address}?$skiptoken=${encodeURIComponent(`[{"token":"${skipToken}","state":"${state}"}]`)}`;
  }
  const given = Object.entries(options.given).map(([name, value]) => `${name}=${encodeURIComponent(value)}&`);
  return `${address}?${given.join('')}$skiptoken=${encodeURIComponent(skipToken)}`;
}

/** The options of the first request, from a token that carries them. */
function rememberedOptions(call: EndpointCall, rules: QueryRules): QueryOptions | undefined {
  const token = call.options.skipToken;
  if (token === undefined) return undefined;
  const [, skipToken, state] = /^\[\{"token":"([^"]+)","state":"([\w-]*)"\}\]$/.exec(token) ?? [];
  const given = readState(state);
  if (skipToken === undefined || given === undefined) {
    throw badRequest('Skip token is not valid: it must be taken from the nextLink of the same request, unchanged.');
  }
  return readOptions({ ...given, $skiptoken: skipToken }, rules, call.request.headers);
}

function readState(state: string | undefined): Record<string, string> | undefined {
  try {
    const given: unknown = JSON.parse(Buffer.from(state ?? '', 'base64url').toString());
    if (typeof given !== 'object' || given === null) return undefined;
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
  } catch {
    return undefined; // not a state of ours
  }
}
