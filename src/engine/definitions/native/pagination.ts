import type { PageLimit, Pagination } from '../endpoint.ts';
import { compileAt } from '../compiling/expressions.ts';
import { requestScope, type ExpressionScope } from '../compiling/scope.ts';
import { childPlace, entriesOf, mergedPlace, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { numberAt, optional, textAt } from '../reading/values.ts';

const noPages: Pagination = { style: 'none' };

/** Keys that each style has beside `style`. */
const keysOfStyle = {
  cursor: ['send', 'read', 'done', 'limit'],
  page: ['send', 'first', 'last', 'done', 'limit'],
} as const;

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
  const style = textAt(rules, 'style');
  if (style !== 'cursor' && style !== 'page') {
    reports.report(
      rules,
      'DEFINITION_INVALID',
      'The pagination lacks its `style`.',
      'Write `style: cursor` or `style: page`.',
      'key',
    );
    return noPages;
  }
  refuseOtherKeys(rules, style, reports);
  const send = requireText(rules, 'send', reports);
  const read = childPlace(rules, 'read');
  if (style === 'cursor' && read === undefined) reportMissing(rules, 'read', reports);
  if (send === undefined) return noPages;
  const shared = {
    send,
    ...optional('done', compileOptional(childPlace(rules, 'done'), scope, reports)),
    ...optional('limit', linkLimit(childPlace(rules, 'limit'), scope, reports)),
  };
  if (style === 'cursor') return read ? { style, ...shared, read: compileAt(read, scope, reports) } : noPages;
  const last = compileOptional(childPlace(rules, 'last'), scope, reports);
  return { style, ...shared, first: numberAt(rules, 'first') ?? 1, ...optional('last', last) };
}

/** Parameters that paging fills by itself. */
export function parametersOfPaging(pagination: Pagination): readonly string[] {
  if (pagination.style === 'none') return [];
  const own = 'send' in pagination ? [pagination.send] : [];
  return [...own, ...(pagination.limit === undefined ? [] : [pagination.limit.send])];
}

function layOver(base: Place | undefined, own: Place | undefined): Place | undefined {
  if (own === undefined || base === undefined || isNone(base) || isNone(own)) return own ?? base;
  const style = textAt(own, 'style');
  return style === undefined || style === textAt(base, 'style') ? mergedPlace(base, own) : own;
}

function isNone(place: Place): boolean {
  return place.value === 'none' || textAt(place, 'style') === 'none';
}

function refuseOtherKeys(rules: Place, style: keyof typeof keysOfStyle, reports: Reports): void {
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

function compileOptional(place: Place | undefined, scope: ExpressionScope, reports: Reports) {
  return place && compileAt(place, scope, reports);
}

function requireText(place: Place, key: string, reports: Reports): string | undefined {
  const value = textAt(place, key);
  if (value === undefined) reportMissing(place, key, reports);
  return value;
}

function reportMissing(place: Place, key: string, reports: Reports): void {
  reports.report(place, 'DEFINITION_INVALID', `The pagination lacks the key \`${key}\`.`, undefined, 'key');
}
