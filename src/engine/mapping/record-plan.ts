import type { Warning } from '../call.ts';
import type { ExpressionTree } from '../definitions/mapping.ts';
import type { FieldPlan, UnitPlan } from '../expressions/source/unit-plan.ts';
import type { JsonSchema } from '../models/model.ts';
import { createIdWriter } from './id-writer.ts';
import { childSchemas, formOf, hasForm, itemSchema, shapeTree } from './model-form.ts';
import type { MappedShape } from './record.ts';

/** How the records of one shape are made, for the code that is generated over all of their fields. */
export function planUnit({ shape, fields }: MappedShape, fail: UnitPlan<Warning[]>['fail']): UnitPlan<Warning[]> {
  const { key } = shape;
  const parts = key.pattern
    ? [{ name: 'name', expression: key.pattern.from }]
    : key.parts.flatMap(({ name, expression }) => (expression ? [{ name, expression }] : []));
  return {
    key: parts,
    encode: createIdWriter(
      key,
      parts.map(({ name }) => name),
    ),
    fields: fields.map(({ name, tree, schema }) => ({ name, plan: planField(tree, schema) })),
    fail,
  };
}

function planField(tree: ExpressionTree, schema: JsonSchema): FieldPlan {
  if (tree.kind === 'expression') {
    const { expression } = tree;
    return { kind: 'value', expression, ...(hasForm(schema) ? { form: formOf(schema) } : {}) };
  }
  if (tree.kind === 'map') {
    const isListed = schema['type'] === 'array';
    const properties = childSchemas(isListed ? itemSchema(schema) : schema);
    const entries = tree.entries.map(([name, entry]) => ({ name, plan: planField(entry, properties[name] ?? {}) }));
    return { kind: 'map', entries, isListed };
  }
  if (tree.kind === 'literal' && !hasForm(schema)) {
    const { value } = tree;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      return { kind: 'constant', value };
    }
  }
  return {
    kind: 'other',
    evaluate: (native, variables, budget) => shapeTree(tree, schema, native, { variables, budget }),
  };
}
