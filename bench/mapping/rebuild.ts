import type { ExpressionTree, ResourceMapping, Shape } from '../../src/engine/definitions/mapping.ts';
import { compileExpression } from '../../src/engine/expressions/compile.ts';
import type { CompileOptions, Expression } from '../../src/engine/expressions/expression.ts';
import { standardFunctions } from '../../src/engine/expressions/functions/registry.ts';
import { partsOf } from '../../src/engine/expressions/parts.ts';

/** The same mapping with every expression of its records replaced. */
export function rebuildMapping(mapping: ResourceMapping, change: (one: Expression) => Expression): ResourceMapping {
  const shapes = new Map([...mapping.shapes].map(([name, shape]) => [name, rebuildShape(shape, change)] as const));
  return { ...mapping, shapes };
}

function rebuildShape(shape: Shape, change: (one: Expression) => Expression): Shape {
  const { key, when } = shape;
  const parts = key.parts.map(part => (part.expression ? { ...part, expression: change(part.expression) } : part));
  const pattern = key.pattern && { ...key.pattern, from: change(key.pattern.from) };
  return {
    ...shape,
    ...(when ? { when: change(when) } : {}),
    key: { ...key, parts, ...(pattern ? { pattern } : {}) },
    fields: shape.fields.map(({ name, tree }) => ({ name, tree: rebuildTree(tree, change) })),
  };
}

function rebuildTree(tree: ExpressionTree, change: (one: Expression) => Expression): ExpressionTree {
  switch (tree.kind) {
    case 'literal':
      return tree;
    case 'expression':
      return { ...tree, expression: change(tree.expression) };
    case 'list':
      return { ...tree, items: tree.items.map(item => rebuildTree(item, change)) };
    case 'map':
      return { ...tree, entries: tree.entries.map(([name, entry]) => [name, rebuildTree(entry, change)] as const) };
  }
}

/** The options an expression was compiled with, for compiling it once more. */
export function optionsOf(expression: Expression): CompileOptions {
  const parts = partsOf(expression);
  if (parts === undefined) throw new Error(`Nothing is known of ${expression.source}.`);
  const own = [...parts.functions].filter(([name, definition]) => standardFunctions.get(name) !== definition);
  return {
    nulls: parts.options.nulls,
    functions: Object.fromEntries(own),
    ...(parts.options.given === undefined ? {} : { variables: parts.options.given }),
  };
}

/** The same expression on closures alone, however often it runs. */
export const onClosures = (expression: Expression): Expression =>
  compileExpression(expression.source, { ...optionsOf(expression), backend: 'closures' });
