import type { ErrorKind, ErrorRule } from '../endpoint.ts';
import { compileAt } from '../compiling/expressions.ts';
import { lintBooleans } from '../compiling/lints.ts';
import type { ExpressionScope } from '../compiling/scope.ts';
import { childPlace, entriesOf, itemsOf, originOf, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { optional, textsAt } from '../reading/values.ts';

/** Every kind of error; the schema holds the same list. */
const errorKinds: ReadonlySet<string> = new Set<ErrorKind>([
  'unauthorized',
  'token_expired',
  'needs_reauth',
  'forbidden',
  'not_found',
  'conflict',
  'invalid',
  'not_supported',
  'too_large',
  'rate_limited',
  'unavailable',
  'timeout',
  'ok',
  'empty',
]);

export function isErrorKind(name: string): name is ErrorKind {
  return errorKinds.has(name);
}

/** Error rules written as one map or a list. @param scope page level */
export function linkErrorRules(
  place: Place | undefined,
  scope: ExpressionScope,
  reports: Reports,
): readonly ErrorRule[] {
  if (place === undefined) return [];
  const rules = Array.isArray(place.value) ? itemsOf(place) : [place];
  return rules.map(rule => linkRule(rule, scope, reports));
}

function linkRule(place: Place, scope: ExpressionScope, reports: Reports): ErrorRule {
  const compile = (key: string) => {
    const at = childPlace(place, key);
    return at && compileAt(at, scope, reports);
  };
  const when = compile('when');
  const at = childPlace(place, 'when');
  if (when && at) lintBooleans(when, at, reports);
  return {
    origin: originOf(place),
    ...optional('when', when),
    ...optional('code', compile('code')),
    ...optional('message', compile('message')),
    kinds: readKinds(childPlace(place, 'kinds'), reports),
  };
}

function readKinds(place: Place | undefined, reports: Reports): ErrorRule['kinds'] {
  const seen = new Map<string, string>();
  return entriesOf(place).flatMap(([kind, codes]) => {
    if (!isErrorKind(kind) || place === undefined) return [];
    return textsAt(place, kind).map((pattern, index) => {
      const other = seen.get(pattern);
      const at = childPlace(codes, index);
      if (other !== undefined && at) {
        reports.report(
          at,
          'DEFINITION_INVALID',
          `The code \`${pattern}\` stands under \`${other}\` already.`,
          'Keep one of them.',
        );
      }
      seen.set(pattern, kind);
      return { pattern, kind };
    });
  });
}
