import { PatchbayError } from '../../errors.ts';
import type { Warning, UnifiedRecord } from '../call.ts';
import type { ExpressionTree, FieldMapping, Shape } from '../definitions/definition.ts';
import type { JsonSchema } from '../models/model.ts';
import { nextSlice } from '../expressions/budget.ts';
import type { Item } from '../sources/source.ts';
import { encodeId } from './ids.ts';
import { evaluateTree, type Scope } from './tree.ts';

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

interface CompiledField {
  readonly name: string;
  readonly tree: ExpressionTree;
  readonly schema: JsonSchema;
}

/**
 * Prepares the mapping of a resource's records.
 *
 * @param only top-level fields to map; absent: all. The id is always mapped.
 */
export function createRecordMapper(shape: Shape, schema: JsonSchema, only?: ReadonlySet<string>): RecordMapper {
  const properties = childSchemas(schema);
  const fields: CompiledField[] = shape.fields
    .filter(field => !only || only.has(field.name))
    .map(({ name, tree }: FieldMapping) => ({ name, tree, schema: properties[name] ?? {} }));

  const readId = (item: Item, scope: Scope): string | undefined => {
    const parts: Record<string, unknown> = {};
    for (const part of shape.key.parts)
      parts[part.name] = part.expression.run(item.native, scope.variables, scope.budget);
    return encodeId(shape.key, parts);
  };

  return {
    idOf(item, budget) {
      nextSlice(budget);
      return readId(item, { variables: item.variables, budget });
    },
    map(item, budget) {
      nextSlice(budget);
      const scope = { variables: item.variables, budget };
      const faults: Warning[] = [];
      const id = attempt('id', undefined, faults, () => readId(item, scope));
      if (id === undefined) {
        if (faults.length === 0) faults.push(missingId(shape));
        return { record: undefined, faults };
      }
      const record: UnifiedRecord = { id };
      for (const field of fields) {
        const value = attempt(field.name, id, faults, () => shapeTree(field.tree, field.schema, item.native, scope));
        if (value !== undefined) record[field.name] = value;
      }
      return { record, faults };
    },
  };
}

/** One failing field must not take the record, and one failing record not the page, with it. */
function attempt<T>(field: string, nativeId: string | undefined, faults: Warning[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    faults.push({
      code: error.code === 'EXPRESSION_BUDGET' ? 'EXPRESSION_BUDGET' : 'MAPPING_FAILED',
      field,
      message: `The field "${field}" could not be mapped: ${error.message}`,
      ...(nativeId === undefined ? {} : { native_id: nativeId }),
    });
    return undefined;
  }
}

function missingId(shape: Shape): Warning {
  const parts = shape.key.parts
    .filter(part => !part.optional)
    .map(part => `${part.name} (${part.expression.source.trim()})`);
  return {
    code: 'MAPPING_FAILED',
    field: 'id',
    message: `A native record has no value for its key and was left out: ${parts.join(', ')}.`,
  };
}

/** Evaluates a field and gives it the model's form: lists wrapped, empty maps and maps without their id left out. */
function shapeTree(tree: ExpressionTree, schema: JsonSchema, native: unknown, scope: Scope): unknown {
  if (tree.kind !== 'map') return shapeValue(evaluateTree(tree, native, scope), schema);
  const isList = schema['type'] === 'array';
  const properties = childSchemas(isList ? itemSchema(schema) : schema);
  const result: Record<string, unknown> = {};
  let isEmpty = true;
  for (const [name, entry] of tree.entries) {
    const value = shapeTree(entry, properties[name] ?? {}, native, scope);
    if (value === undefined) {
      if (name === 'id') return undefined;
      continue;
    }
    result[name] = value;
    isEmpty = false;
  }
  if (isEmpty) return undefined;
  return isList ? [result] : result;
}

/** Nothing and null are absent in a unified record, at every depth the model describes. */
function shapeValue(value: unknown, schema: JsonSchema): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema['type'] === 'array') {
    const items = itemSchema(schema);
    const list: unknown[] = [];
    for (const entry of Array.isArray(value) ? value : [value]) {
      const shaped = shapeValue(entry, items);
      if (shaped !== undefined) list.push(shaped);
    }
    return list;
  }
  if (schema['type'] !== 'object' || typeof value !== 'object' || Array.isArray(value)) return value;
  const properties = childSchemas(schema);
  const result: Record<string, unknown> = {};
  let isEmpty = true;
  for (const [name, entry] of Object.entries(value)) {
    const shaped = shapeValue(entry, properties[name] ?? {});
    if (shaped === undefined) continue;
    result[name] = shaped;
    isEmpty = false;
  }
  return isEmpty ? undefined : result;
}

function childSchemas(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  // Schemas come from the model loader, which writes `properties` as maps of schemas.
  return (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
}

function itemSchema(schema: JsonSchema): JsonSchema {
  return (schema['items'] ?? {}) as JsonSchema; // as above
}
