import type { Expression } from '../../expressions/expression.ts';
import type { PageLimit, Pagination } from '../endpoint.ts';
import { compileAt } from '../compiling/expressions.ts';
import { requestScope, type ExpressionScope } from '../compiling/scope.ts';
import { childPlace, entriesOf, mergedPlace, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { numberAt, optional, textAt } from '../reading/values.ts';

const noPages: Pagination = { style: 'none' };

type Style = Exclude<Pagination['style'], 'none'>;

/** Keys that each style has beside `style`. */
const keysOfStyle: Readonly<Record<Style, readonly string[]>> = {
  cursor: ['send', 'read', 'done', 'limit'],
  page: ['send', 'first', 'last', 'done', 'limit'],
  offset: ['send', 'total', 'done', 'limit'],
  next_url: ['read', 'limit'],
  link_header: ['limit'],
};

/** Keys that a style cannot do without. */
const requiredKeys: Readonly<Record<Style, readonly string[]>> = {
  cursor: ['send', 'read'],
  page: ['send'],
  offset: ['send'],
  next_url: ['read'],
  link_header: [],
};

/**
 * Pagination of one endpoint: its own rules over the integration's. An endpoint of another style starts from nothing.
 *
 * @param scope page level
 */
export function linkPagination(
  base: Place | undefined,
  own: Place | undefined,
  scope: ExpressionScope,
  reports: Reports,
): Pagination {
  const rules = layOver(base, own);
  if (rules === undefined || isNone(rules)) return noPages;
  const style = styleOf(rules);
  if (style === undefined) {
    const hint = `Write one of: ${Object.keys(keysOfStyle).join(', ')}.`;
    reports.report(rules, 'DEFINITION_INVALID', 'The pagination lacks its `style`.', hint, 'key');
    return noPages;
  }
  refuseOtherKeys(rules, style, reports);
  const missing = requiredKeys[style].filter(key => childPlace(rules, key) === undefined);
  for (const key of missing) reportMissing(rules, key, reports);
  return missing.length > 0 ? noPages : linkStyle(style, rules, scope, reports);
}

/** Parameters that paging fills by itself. */
export function parametersOfPaging(pagination: Pagination): readonly string[] {
  if (pagination.style === 'none') return [];
  const own = 'send' in pagination ? [pagination.send] : [];
  return [...own, ...(pagination.limit === undefined ? [] : [pagination.limit.send])];
}

function linkStyle(style: Style, rules: Place, scope: ExpressionScope, reports: Reports): Pagination {
  const compile = <K extends string>(key: K): { readonly [P in K]?: Expression } => {
    const at = childPlace(rules, key);
    return optional(key, at && compileAt(at, scope, reports));
  };
  const limit = optional('limit', linkLimit(childPlace(rules, 'limit'), scope, reports));
  const send = textAt(rules, 'send') ?? '';
  const read = childPlace(rules, 'read');
  switch (style) {
    case 'cursor':
      return read ? { style, send, ...compile('done'), ...limit, read: compileAt(read, scope, reports) } : noPages;
    case 'page':
      return { style, send, ...compile('done'), ...limit, first: numberAt(rules, 'first') ?? 1, ...compile('last') };
    case 'offset':
      return { style, send, ...compile('done'), ...limit, ...compile('total') };
    case 'next_url':
      return read ? { style, ...limit, read: compileAt(read, scope, reports) } : noPages;
    case 'link_header':
      return { style, ...limit };
  }
}

function styleOf(rules: Place): Style | undefined {
  const style = textAt(rules, 'style');
  return style !== undefined && isStyle(style) ? style : undefined;
}

function isStyle(name: string): name is Style {
  return Object.hasOwn(keysOfStyle, name);
}

function layOver(base: Place | undefined, own: Place | undefined): Place | undefined {
  if (own === undefined || base === undefined || isNone(base) || isNone(own)) return own ?? base;
  const style = textAt(own, 'style');
  return style === undefined || style === textAt(base, 'style') ? mergedPlace(base, own) : own;
}

function isNone(place: Place): boolean {
  return place.value === 'none' || textAt(place, 'style') === 'none';
}

function refuseOtherKeys(rules: Place, style: Style, reports: Reports): void {
  const known: readonly string[] = ['style', ...keysOfStyle[style]];
  for (const [key, place] of entriesOf(rules)) {
    if (known.includes(key)) continue;
    const message = `\`${key}\` has no meaning for pagination of the style ${style}.`;
    reports.report(place, 'DEFINITION_INVALID', message, `It has: ${known.join(', ')}.`, 'key');
  }
}

function linkLimit(place: Place | undefined, page: ExpressionScope, reports: Reports): PageLimit | undefined {
  if (place === undefined) return undefined;
  const send = requireText(place, 'send', reports);
  const max = childPlace(place, 'max');
  if (max === undefined) reportMissing(place, 'max', reports);
  if (send === undefined || max === undefined) return undefined;
  const facts = ['account', 'app'].map(name => [name, page.variables.get(name) ?? 'any'] as const);
  const most =
    typeof max.value === 'number' ? max.value : compileAt(max, requestScope(Object.fromEntries(facts)), reports);
  const fallback = typeof most === 'number' ? most : 100;
  return { send, default: numberAt(place, 'default') ?? fallback, max: most };
}

function requireText(place: Place, key: string, reports: Reports): string | undefined {
  const value = textAt(place, key);
  if (value === undefined) reportMissing(place, key, reports);
  return value;
}

function reportMissing(place: Place, key: string, reports: Reports): void {
  reports.report(place, 'DEFINITION_INVALID', `The pagination lacks the key \`${key}\`.`, undefined, 'key');
}
