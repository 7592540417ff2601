import type { UnifiedRecord } from '../call.ts';
import type { Shape } from '../definitions/mapping.ts';
import type { Origin } from '../definitions/origin.ts';
import { namesOfRecord } from '../expressions/analysis/names-of-record.ts';
import type { Expression, Variables } from '../expressions/expression.ts';
import type { Item } from '../sources/source.ts';
import { isFilled, leavesOf, valuesOn } from './field-leaves.ts';
import { dottedPaths } from './tree.ts';

/** A mapped field without a value. */
export interface EmptyField {
  /** Dotted path in the unified record. */
  readonly field: string;
  readonly expression: string;
  readonly origin: Origin;
  /** What the expression reads that is not there: paths of the native record, and of variables with their `$`. */
  readonly missing: readonly string[];
  /** The keys that are there where the native record lacks one, the near ones first. */
  readonly hint?: string;
}

/**
 * The fields of a shape that its mapping left empty in one record, and why.
 *
 * @param except top-level fields that failed or were not asked for
 */
export function emptyFieldsOf(
  shape: Shape,
  { native, variables }: Pick<Item, 'native' | 'variables'>,
  record: UnifiedRecord,
  except: ReadonlySet<string>,
): readonly EmptyField[] {
  return leavesOf(shape.fields).flatMap(({ path, tree }) => {
    const isEmpty = tree.kind === 'expression' && !valuesOn(record, path.split('.')).some(isFilled);
    if (!isEmpty || except.has(path.split('.')[0] ?? '')) return [];
    const { expression, origin } = tree;
    const missing = missingOf(expression, native, variables);
    const there = namesOfRecord(native, expression.demand.input, 'lacking');
    const hint = there.length === 0 ? {} : { hint: there.join(' ') };
    return [{ field: path, expression: expression.source.trim(), origin, missing, ...hint }];
  });
}

function missingOf({ demand }: Expression, native: unknown, variables: Variables): readonly string[] {
  const ofRecord = dottedPaths(demand.input).filter(path => isMissing(native, path));
  const ofVariables = [...demand.variables].flatMap(([name, read]) => {
    const value = variables[name];
    const paths = dottedPaths(read);
    if (value === undefined || paths.length === 0) return value === undefined ? [`$${name}`] : [];
    return paths.filter(path => isMissing(value, path)).map(path => `$${name}.${path}`);
  });
  return [...new Set([...ofRecord, ...ofVariables])].filter(name => name !== '$nothing');
}

function isMissing(value: unknown, path: string): boolean {
  return !valuesOn(value, path.split('.')).some(found => found !== undefined && found !== null);
}
