import type { Warning, UnifiedRecord } from '../call.ts';
import type { ExpressionTree, ResourceMapping, Shape } from '../definitions/mapping.ts';
import type { JsonSchema } from '../models/model.ts';
import { nextSlice } from '../expressions/budget.ts';
import { loadUnit } from '../expressions/source/code-cache.ts';
import { generateUnit, type RecordUnit } from '../expressions/source/record-unit.ts';
import type { Item } from '../sources/source.ts';
import { fieldFault } from './field-fault.ts';
import { encodeId } from './ids.ts';
import { childSchemas, shapeTree } from './model-form.ts';
import { planUnit } from './record-plan.ts';
import { shapeOfItem } from './shapes.ts';
import type { Scope } from './tree.ts';

/** What mapping one record gave: a field that failed is left out and named in `faults`. */
export interface MappedRecord {
  /** Undefined when the record has no id: it cannot be referred to, so it is not part of the answer. */
  readonly record: UnifiedRecord | undefined;
  readonly faults: readonly Warning[];
}

/** Maps native records to unified ones, one call per record. */
export interface RecordMapper {
  map(item: Item, budget: Scope['budget']): MappedRecord;
  /** The id alone. */
  idOf(item: Item, budget: Scope['budget']): string | undefined;
}

/** One shape of the records, with the fields that are asked for. */
export interface MappedShape {
  readonly shape: Shape;
  readonly fields: readonly MappedField[];
}

export interface MappedField {
  readonly name: string;
  readonly tree: ExpressionTree;
  readonly schema: JsonSchema;
}

export interface MapperOptions {
  /**
   * `fields`: each field's expressions in turn; `unit`: one generated function for all of them, at once; `auto` (default):
   * the one after so many records that the other pays. The result is the same.
   */
  readonly code?: 'auto' | 'fields' | 'unit';
  /** Makes functions of generated text; a benchmark has its own. */
  readonly load?: typeof loadUnit;
}

/** Records of a shape after which its function is generated. */
const recordsBeforeUnit = 50;

/**
 * Prepares the mapping of a resource's records.
 *
 * @param only top-level fields to map; absent: all. The id is always mapped.
 */
export function createRecordMapper(
  mapping: ResourceMapping,
  schema: JsonSchema,
  only?: ReadonlySet<string>,
  { code = 'auto', load = loadUnit }: MapperOptions = {},
): RecordMapper {
  const properties = childSchemas(schema);
  const shapes = [...mapping.shapes.values()].map(shape => ({
    shape,
    fields: shape.fields
      .filter(field => !only || only.has(field.name))
      .map(({ name, tree }) => ({ name, tree, schema: properties[name] ?? {} })),
  }));
  const prepared = shapes.map((mapped): PreparedShape => ({ mapped, unit: chooseUnit(mapped, code, load) }));
  const byName = new Map(prepared.map(one => [one.mapped.shape.name, one] as const));
  const single = prepared.length === 1 ? prepared[0] : undefined;
  const shapeOf = (item: Item, budget: Scope['budget'], faults: Warning[]): PreparedShape | undefined => {
    if (item.shape !== undefined) return byName.get(item.shape);
    if (single !== undefined) return single;
    const shape = attempt('id', undefined, faults, () => shapeOfItem(mapping.shapes, item, budget));
    return shape && byName.get(shape.name);
  };

  return {
    idOf(item, budget) {
      nextSlice(budget);
      const shape = shapeOfItem(mapping.shapes, item, budget);
      return shape && readId(shape, item, { variables: item.variables, budget });
    },
    map(item, budget) {
      nextSlice(budget);
      const faults: Warning[] = [];
      const found = shapeOf(item, budget, faults);
      const unit = found && isPlain(item.native) ? found.unit() : undefined;
      let record = unit?.(item.native as object, item.variables, budget, faults); // plain: an object
      if (found && (unit === undefined || record === null)) {
        record = mapFields(found.mapped, item, { variables: item.variables, budget }, faults);
      }
      if (!record && faults.length === 0) faults.push(missingId(mapping, found?.mapped.shape));
      return { record: record ?? undefined, faults };
    },
  };
}

const isPlain = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

interface PreparedShape {
  readonly mapped: MappedShape;
  readonly unit: () => RecordUnit<Warning[]> | undefined;
}

/** The generated function once it is worth having. */
function chooseUnit(
  shape: MappedShape,
  code: NonNullable<MapperOptions['code']>,
  load: typeof loadUnit,
): () => RecordUnit<Warning[]> | undefined {
  if (code === 'fields') return () => undefined;
  let unit: RecordUnit<Warning[]> | undefined;
  let recordsLeft = code === 'unit' ? 0 : recordsBeforeUnit;
  return () => {
    if (recordsLeft === 0) unit = generateUnit(planUnit(shape, noteFault), load);
    if (recordsLeft >= 0) recordsLeft -= 1;
    return unit;
  };
}

/** The record field by field. */
function mapFields(
  { shape, fields }: MappedShape,
  item: Item,
  scope: Scope,
  faults: Warning[],
): UnifiedRecord | undefined {
  const id = attempt('id', undefined, faults, () => readId(shape, item, scope));
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  for (const { name, tree, schema } of fields) {
    const value = attempt(name, id, faults, () => shapeTree(tree, schema, item.native, scope));
    if (value !== undefined) record[name] = value;
  }
  return record;
}

function readId({ key }: Shape, item: Item, scope: Scope): string | undefined {
  if (key.pattern) {
    return encodeId(key, { name: key.pattern.from.run(item.native, scope.variables, scope.budget) });
  }
  const parts: Record<string, unknown> = {};
  for (const { name, expression } of key.parts) {
    parts[name] = expression?.run(item.native, scope.variables, scope.budget);
  }
  return encodeId(key, parts);
}

/** One failing field must not take the record, and one failing record not the page, with it. */
function attempt<T>(field: string, nativeId: string | undefined, faults: Warning[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    noteFault(faults, field, nativeId, error);
    return undefined;
  }
}

function noteFault(faults: Warning[], field: string, nativeId: string | undefined, error: unknown): void {
  faults.push(fieldFault(field, nativeId, error));
}

function missingId(mapping: ResourceMapping, shape: Shape | undefined): Warning {
  const message = shape
    ? `A native record has no value for its key and was left out: ${keyOf(shape)}.`
    : `A native record is of none of the shapes ${[...mapping.shapes.keys()].join(', ')} and was left out.`;
  return { code: 'MAPPING_FAILED', field: 'id', message };
}

function keyOf({ key }: Shape): string {
  if (key.pattern) return key.pattern.from.source.trim();
  const required = key.parts.filter(part => !part.optional);
  return required.map(part => `${part.name} (${part.expression?.source.trim() ?? ''})`).join(', ');
}
