import { closedValuesOf, elementOf, fieldsOf, knownValuesOf } from '../../models/fields.ts';
import type { JsonSchema } from '../../models/model.ts';
import { hintForName } from '../checking/nearest.ts';
import { compileTree, type Leaf } from '../compiling/expressions.ts';
import { lintBareValue, lintBooleans } from '../compiling/lints.ts';
import type { ExpressionScope } from '../compiling/scope.ts';
import type { FieldMapping } from '../mapping.ts';
import { isPlainMap } from '../merge.ts';
import { entriesOf, itemsOf, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { checkReferences } from '../keys/references.ts';
import type { MappingContext } from './context.ts';

/** Compiles `fields` and holds every name and every constant against the model. */
export function linkFields(
  place: Place | undefined,
  scope: ExpressionScope,
  context: MappingContext,
): readonly FieldMapping[] {
  const record = context.sketch.resource.schema;
  if (place) checkNames(place, record, context);
  return entriesOf(place).map(([name, field]) => ({
    name,
    tree: compileTree(field, scope, context.reports, leaf =>
      checkLeaf(leaf, schemaAt(record, [name, ...leaf.path]), context),
    ),
  }));
}

/** Names of nested maps; what a map leaves out although every such record carries it. */
function checkNames(place: Place, schema: JsonSchema, context: MappingContext): void {
  const { reports } = context;
  for (const item of itemsOf(place)) checkNames(item, elementOf(schema), context);
  if (!isPlainMap(place.value)) return;
  const isRecord = schema === context.sketch.resource.schema;
  const fields = fieldsOf(elementOf(schema));
  for (const [name, child] of entriesOf(place)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (isRecord && name === 'id') {
      reports.report(
        child,
        'DEFINITION_INVALID',
        '`id` is made from the key.',
        'Remove it, and write the parts of the id under `key`.',
        'key',
      );
    } else if (field === undefined) {
      const owner = isRecord ? context.sketch.resource.name : `\`${String(place.key)}\``;
      reports.report(
        child,
        'DEFINITION_REFERENCE',
        `${owner} has no field \`${name}\` in the model.`,
        hintForName(name, Object.keys(fields)),
        'key',
      );
    } else {
      checkNames(child, field, context);
    }
  }
  if (!isRecord) checkRequired(place, place.value, elementOf(schema), reports);
}

function checkRequired(
  place: Place,
  value: Readonly<Record<string, unknown>>,
  schema: JsonSchema,
  reports: Reports,
): void {
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  for (const name of required) {
    if (Object.hasOwn(value, name)) continue;
    const message = `\`${String(place.key)}\` lacks \`${name}\`, which the model requires.`;
    reports.report(place, 'DEFINITION_INVALID', message, undefined, 'key');
  }
}

/** An unknown path has been reported by name; anything may stand there. */
function schemaAt(record: JsonSchema, path: readonly string[]): JsonSchema {
  let at = record;
  for (const name of path) at = fieldsOf(elementOf(at))[name] ?? {};
  return at;
}

function checkLeaf(leaf: Leaf, field: JsonSchema, context: MappingContext): void {
  const { reports } = context;
  // A list of expressions and a path that yields a list both fill an array.
  const schema = elementOf(field);
  if (leaf.expression === undefined) {
    checkConstant(leaf.literal, schema, leaf.place, reports);
    return;
  }
  checkReferences(leaf.expression, leaf.place, context);
  lintBareValue(leaf.expression, knownValuesOf(schema), leaf.place, reports);
  if (schema.type === 'boolean') lintBooleans(leaf.expression, leaf.place, reports);
  if (leaf.expression.constant) checkConstant(leaf.expression.constant.value, schema, leaf.place, reports);
}

function checkConstant(value: unknown, schema: JsonSchema, place: Place, reports: Reports): void {
  const values = closedValuesOf(schema);
  if (values !== undefined && typeof value === 'string' && !values.includes(value)) {
    reports.report(
      place,
      'DEFINITION_REFERENCE',
      `The model has no value \`${value}\` here.`,
      hintForName(value, values),
    );
  } else if (!fitsType(value, schema)) {
    reports.report(
      place,
      'DEFINITION_INVALID',
      `The model has a ${String(schema.type)} here, not ${JSON.stringify(value)}.`,
    );
  }
}

function fitsType(value: unknown, schema: JsonSchema): boolean {
  switch (schema.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return value === null || typeof value === schema.type;
    case 'integer':
      return value === null || Number.isInteger(value);
    case 'object':
      return value === null || typeof value === 'object';
    default:
      return true;
  }
}
