import type { UnifiedRecord, Warning } from '../engine/call.ts';
import type { ResourceMapping, Shape } from '../engine/definitions/mapping.ts';
import { createBudget } from '../engine/expressions/budget.ts';
import type { Variables } from '../engine/expressions/expression.ts';
import { emptyFieldsOf, type EmptyField } from '../engine/mapping/empty-fields.ts';
import { createRecordMapper } from '../engine/mapping/record.ts';
import { isTrue } from '../engine/mapping/tree.ts';
import { createValidator } from '../engine/mapping/validate.ts';
import type { JsonSchema } from '../engine/models/model.ts';
import type { FieldError } from '../errors.ts';

/** What a mapping makes of one native record. */
export interface Mapped {
  /** Absent when the record has no id. */
  readonly record?: UnifiedRecord;
  /** Name of the record's shape, where the mapping has several. */
  readonly shape?: string;
  readonly empty: readonly Omit<EmptyField, 'origin'>[];
  /** Expressions that failed. */
  readonly faults: readonly Warning[];
  /** Where the record does not fit the model. */
  readonly misfits: readonly FieldError[];
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
  const failed = new Set(faults.flatMap(({ field }) => field ?? []));
  const found = shape ? emptyFieldsOf(shape, item, record ?? {}, failed) : [];
  const empty = found.map(({ origin: _origin, ...shown }) => shown);
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
