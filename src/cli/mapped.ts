import type { UnifiedRecord, Warning } from '../engine/call.ts';
import type { ResourceMapping, Shape } from '../engine/definitions/mapping.ts';
import { createBudget } from '../engine/expressions/budget.ts';
import type { Expression, Variables } from '../engine/expressions/expression.ts';
import { createRecordMapper } from '../engine/mapping/record.ts';
import { dottedPaths, isTrue } from '../engine/mapping/tree.ts';
import { createValidator } from '../engine/mapping/validate.ts';
import type { JsonSchema } from '../engine/models/model.ts';
import type { FieldError } from '../errors.ts';
import { isFilled, leavesOf, valuesOn } from './cases/filled.ts';

/** What a mapping makes of one native record. */
export interface Mapped {
  /** Absent when the record has no id. */
  readonly record?: UnifiedRecord;
  /** Name of the record's shape, where the mapping has several. */
  readonly shape?: string;
  readonly empty: readonly EmptyField[];
  /** Expressions that failed. */
  readonly faults: readonly Warning[];
  /** Where the record does not fit the model. */
  readonly misfits: readonly FieldError[];
}

/** A mapped field without a value. */
export interface EmptyField {
  /** Dotted path in the unified record. */
  readonly field: string;
  readonly expression: string;
  /** What the expression reads that is not there: paths of the native record, and of variables with their `$`. */
  readonly missing: readonly string[];
}

/** A mapping and what it is held against. */
export interface MappingUnderTest {
  readonly mapping: ResourceMapping;
  /** JSON Schema of the unified record. */
  readonly schema: JsonSchema;
  readonly variables: Variables;
  /** Name of the records' shape; absent: by the shapes' conditions. */
  readonly shape?: string;
}

/** Maps one native record and says what came of every field. */
export function mapRecord(native: unknown, { mapping, schema, variables, shape: named }: MappingUnderTest): Mapped {
  const shape = named === undefined ? shapeOf(native, mapping, variables) : mapping.shapes.get(named);
  const item = { native, variables, ...(shape ? { shape: shape.name } : {}) };
  const { record, faults } = createRecordMapper(mapping, schema).map(item, createBudget());
  const misfits = record ? createValidator(schema)(record) : [];
  const failed = new Set(faults.map(({ field }) => field));
  const empty = leavesOf(shape?.fields ?? []).flatMap(({ path, tree }) => {
    const isEmpty = tree.kind === 'expression' && !valuesOn(record ?? {}, path.split('.')).some(isFilled);
    if (!isEmpty || failed.has(path.split('.')[0])) return [];
    const { expression } = tree;
    return [{ field: path, expression: expression.source.trim(), missing: missingOf(expression, native, variables) }];
  });
  const several = shape && mapping.shapes.size > 1 ? { shape: shape.name } : {};
  return { ...(record ? { record } : {}), ...several, empty, faults, misfits };
}

/** Fields of the model that no shape of a mapping fills. */
export function unmappedFields({ shapes }: ResourceMapping, schema: JsonSchema): readonly string[] {
  const mapped = new Set([...shapes.values()].flatMap(({ fields }) => fields.map(({ name }) => name)));
  return Object.keys(schema['properties'] ?? {}).filter(name => name !== 'id' && !mapped.has(name));
}

/** The only shape, or the first that has no condition or whose condition holds. */
function shapeOf(native: unknown, { shapes }: ResourceMapping, variables: Variables): Shape | undefined {
  const scope = { variables, budget: createBudget() };
  return [...shapes.values()].find(({ when }) => shapes.size === 1 || !when || isTrue(when, native, scope));
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
