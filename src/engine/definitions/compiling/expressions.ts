import { PatchbayError } from '../../../errors.ts';
import { placeOfPath } from '../../expressions/analysis/place-of-path.ts';
import { compileExpression } from '../../expressions/compile.ts';
import type { Expression, ExpressionOrigin } from '../../expressions/expression.ts';
import type { ExpressionTree } from '../mapping.ts';
import { isPlainMap } from '../merge.ts';
import { entriesOf, isQuoted, itemsOf, originOf, problemAt, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { optional } from '../reading/values.ts';
import { lintBareFunction, lintInequalities } from './lints.ts';
import { unknownNames } from './known-names.ts';
import { namesAfter } from './names-after.ts';
import { startOfToken } from './positions.ts';
import type { ExpressionScope } from './scope.ts';
import { writtenAt, writtenInEntries } from './written-at.ts';

/** One expression or literal of a tree, with the keys that lead to it. */
export type Leaf =
  | { readonly place: Place; readonly path: readonly string[]; readonly expression: Expression }
  | {
      readonly place: Place;
      readonly path: readonly string[];
      readonly expression?: undefined;
      readonly literal: unknown;
    };

/**
 * Compiles the value at a place as one expression: a text is JSONata; a number, a boolean or a list stands for itself.
 *
 * @returns an expression that yields nothing when there is a mistake, which is then reported
 */
export function compileAt(place: Place, scope: ExpressionScope, reports: Reports): Expression {
  const { value } = place;
  if (typeof value === 'string') return compileText(place, value, scope, reports);
  if (!Array.isArray(value)) return compileSource(JSON.stringify(value), place, scope, reports);
  // A mistake is shown in the entry it is in; the whole is then an array of the entries.
  const items = itemsOf(place);
  const entries = items.map(item => compileAt(item, scope, reports));
  if (entries.includes(brokenExpression)) return brokenExpression;
  let end = 1;
  const starts = entries.map(({ source }) => {
    const start = end;
    end += source.length + 2;
    return start;
  });
  const origin = writtenInEntries(
    place,
    items.map((item, index) => ({ place: item, start: starts[index] ?? 0 })),
  );
  return compileSource(`[${entries.map(entry => entry.source).join(', ')}]`, place, scope, reports, origin);
}

/** Compiles maps and lists of expressions, nested as needed; `visit` sees every leaf. */
export function compileTree(
  place: Place,
  scope: ExpressionScope,
  reports: Reports,
  visit: (leaf: Leaf) => void,
  path: readonly string[] = [],
): ExpressionTree {
  const { value } = place;
  if (typeof value === 'string') {
    const expression = compileText(place, value, scope, reports);
    visit({ place, path, expression });
    return { kind: 'expression', expression, origin: originOf(place) };
  }
  if (isPlainMap(value)) {
    const entries = entriesOf(place).map(([name, child]) => {
      return [name, compileTree(child, scope, reports, visit, [...path, name])] as const;
    });
    return { kind: 'map', entries, origin: originOf(place) };
  }
  if (Array.isArray(value)) {
    const items = itemsOf(place).map(item => compileTree(item, scope, reports, visit, path));
    return { kind: 'list', items, origin: originOf(place) };
  }
  visit({ place, path, literal: value });
  return { kind: 'literal', value };
}

function compileText(place: Place, source: string, scope: ExpressionScope, reports: Reports): Expression {
  const expression = compileSource(source, place, scope, reports);
  if (expression.bareName !== undefined && isQuoted(place)) {
    const hint = `Write '"${source}"' for the text, or ${source} without quotes for the field of that name.`;
    reports.report(place, 'DEFINITION_LINT', `The quotes are YAML's: this reads the field \`${source}\`.`, hint);
  }
  lintInequalities(expression, place, reports);
  lintBareFunction(expression, scope, place, reports);
  for (const [name, read] of expression.demand.variables) {
    for (const unknown of unknownNames(read, scope.variables.get(name) ?? 'any', [name])) {
      const token = `$${unknown.path.join('.')}`;
      const at = placeOfPath(expression, unknown.path);
      const offset = startOfToken(source, at?.position, at?.token);
      const message = `There is no \`${token}\` here.`;
      const complaint = { code: 'DEFINITION_REFERENCE', message, hint: unknown.hint, expression: { token } } as const;
      reports.add([problemAt(place, { offset }, complaint)]);
    }
  }
  return expression;
}

function compileSource(
  source: string,
  place: Place,
  scope: ExpressionScope,
  reports: Reports,
  origin: ExpressionOrigin = writtenAt(place),
): Expression {
  const { functions, nulls, input } = scope;
  try {
    const variables = new Set(scope.variables.keys());
    return compileExpression(source, { variables, nulls, input, origin, ...optional('functions', functions) });
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    if (error.code !== 'EXPRESSION_SYNTAX' && error.code !== 'EXPRESSION_INVALID') throw error;
    const { position, token, expressionCode } = error.facts;
    // The file's line and column say it better.
    const message = error.message.replace(/ \(at character \d+\)/, '');
    const spot = typeof place.value === 'string' ? { offset: startOfToken(source, position, token) } : 'value';
    const names =
      error.code === 'EXPRESSION_SYNTAX' ? namesAfter(source.slice(0, position), scope.variables) : undefined;
    const hint = [error.facts.hint, names].filter(sentence => sentence !== undefined).join(' ');
    const expression = {
      ...optional('code', expressionCode),
      ...optional('token', token === '' ? undefined : token),
    };
    const complaint = { code: error.code, message, ...optional('hint', hint === '' ? undefined : hint), expression };
    reports.add([problemAt(place, spot, complaint)]);
    return brokenExpression;
  }
}

/** Stands in for an expression with a mistake, so that the rest is checked too; its definition is never served. */
const brokenExpression: Expression = {
  source: '',
  hash: '',
  demand: { input: { whole: false, keys: new Map() }, variables: new Map() },
  findings: [],
  run: () => undefined,
};
