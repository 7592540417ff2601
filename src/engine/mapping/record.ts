import { PatchbayError } from '../../errors.ts';
import type { Warning, UnifiedRecord } from '../call.ts';
import type { ExpressionTree, ResourceMapping, Shape } from '../definitions/mapping.ts';
import type { JsonSchema } from '../models/model.ts';
import { nextSlice } from '../expressions/budget.ts';
import type { Item } from '../sources/source.ts';
import { encodeId } from './ids.ts';
import { childSchemas, shapeTree } from './model-form.ts';
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

interface CompiledShape {
  readonly shape: Shape;
  readonly fields: readonly { readonly name: string; readonly tree: ExpressionTree; readonly schema: JsonSchema }[];
}

/**
 * Prepares the mapping of a resource's records.
 *
 * @param only top-level fields to map; absent: all. The id is always mapped.
 */
export function createRecordMapper(
  mapping: ResourceMapping,
  schema: JsonSchema,
  only?: ReadonlySet<string>,
): RecordMapper {
  const properties = childSchemas(schema);
  const shapes: CompiledShape[] = [...mapping.shapes.values()].map(shape => ({
    shape,
    fields: shape.fields
      .filter(field => !only || only.has(field.name))
      .map(({ name, tree }) => ({ name, tree, schema: properties[name] ?? {} })),
  }));

  return {
    idOf(item, budget) {
      nextSlice(budget);
      const scope = { variables: item.variables, budget };
      const found = shapeOf(shapes, mapping, item, scope);
      return found && readId(found.shape, item, scope);
    },
    map(item, budget) {
      nextSlice(budget);
      const scope = { variables: item.variables, budget };
      const faults: Warning[] = [];
      const found = attempt('id', undefined, faults, () => shapeOf(shapes, mapping, item, scope));
      const id = found && attempt('id', undefined, faults, () => readId(found.shape, item, scope));
      if (found === undefined || id === undefined) {
        if (faults.length === 0) faults.push(missingId(mapping, found?.shape));
        return { record: undefined, faults };
      }
      const record: UnifiedRecord = { id };
      for (const field of found.fields) {
        const value = attempt(field.name, id, faults, () => shapeTree(field.tree, field.schema, item.native, scope));
        if (value !== undefined) record[field.name] = value;
      }
      return { record, faults };
    },
  };
}

function shapeOf(
  compiled: readonly CompiledShape[],
  mapping: ResourceMapping,
  item: Item,
  scope: Scope,
): CompiledShape | undefined {
  const shape = shapeOfItem(mapping.shapes, item, scope.budget);
  return compiled.find(one => one.shape === shape);
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
