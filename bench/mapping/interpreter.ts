import jsonata from 'jsonata';
import type { UnifiedRecord } from '../../src/engine/call.ts';
import type { ExpressionTree, Shape } from '../../src/engine/definitions/mapping.ts';
import type { Expression, Variables } from '../../src/engine/expressions/expression.ts';
import { createBudget } from '../../src/engine/expressions/budget.ts';
import { Evaluation } from '../../src/engine/expressions/nodes/evaluation.ts';
import { partsOf } from '../../src/engine/expressions/parts.ts';
import { encodeId } from '../../src/engine/mapping/ids.ts';
import { childSchemas, itemSchema, shapeValue } from '../../src/engine/mapping/model-form.ts';
import type { JsonSchema } from '../../src/engine/models/model.ts';
import type { Item } from '../../src/engine/sources/source.ts';

/** A record as the jsonata package's interpreter makes it of the same expressions, with our functions registered. */
export type InterpretedMapper = (item: Item) => Promise<UnifiedRecord | undefined>;

type Compiled = ReturnType<typeof jsonata>;

/** Prepares the expressions of a shape; `item` is to be an item of `withoutNulls`. */
export function interpret(shape: Shape, schema: JsonSchema): InterpretedMapper {
  const properties = childSchemas(schema);
  const compiled = new Map<Expression, Compiled>();
  const evaluate = (expression: Expression, { native, variables }: Item): Promise<unknown> => {
    const known = compiled.get(expression) ?? compile(expression);
    compiled.set(expression, known);
    return known.evaluate(native, variables);
  };
  const fill = async (tree: ExpressionTree, form: JsonSchema, item: Item): Promise<unknown> => {
    if (tree.kind === 'literal') return shapeValue(tree.value, form);
    if (tree.kind === 'expression') return shapeValue(await evaluate(tree.expression, item), form);
    if (tree.kind === 'list') throw new Error('No shipped record has a list of expressions.');
    const isListed = form['type'] === 'array';
    const children = childSchemas(isListed ? itemSchema(form) : form);
    const record: UnifiedRecord = {};
    for (const [name, entry] of tree.entries) {
      const value = await fill(entry, children[name] ?? {}, item);
      if (value !== undefined) record[name] = value;
      else if (name === 'id') return undefined;
    }
    if (Object.keys(record).length === 0) return undefined;
    return isListed ? [record] : record;
  };
  return async item => {
    const { key } = shape;
    const parts: Record<string, unknown> = {};
    if (key.pattern) parts['name'] = await evaluate(key.pattern.from, item);
    for (const { name, expression } of key.parts) if (expression) parts[name] = await evaluate(expression, item);
    const id = encodeId(key, parts);
    if (id === undefined) return undefined;
    const record: UnifiedRecord = { id };
    for (const { name, tree } of shape.fields) {
      const value = await fill(tree, properties[name] ?? {}, item);
      if (value !== undefined) record[name] = value;
    }
    return record;
  };
}

function compile(expression: Expression): Compiled {
  const compiled = jsonata(expression.source);
  const parts = partsOf(expression);
  const context = new Evaluation(undefined, {}, createBudget({ fuel: 2 ** 30, growth: 2 ** 30, sliceMs: 2 ** 30 }));
  for (const [name, { implementation }] of parts?.functions ?? []) {
    if (own.has(name)) continue;
    compiled.registerFunction(name, (...args: unknown[]) => implementation(args, context));
  }
  return compiled;
}

/** Names of the functions that the package brings itself. */
const own: ReadonlySet<string> = new Set(
  (
    'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match ' +
    'contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power ' +
    'random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert ' +
    'type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval ' +
    'toMillis fromMillis clone now millis'
  ).split(' '),
);

/**
 * The same item without nulls: to our mappings null is nothing, to the package's interpreter it is a value. It is given
 * what stands for the same.
 */
export function withoutNulls({ native, variables }: Item): Item {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(variables)) {
    const value = variables[name];
    if (value !== undefined) kept[name] = stripped(value);
  }
  return { native: stripped(native), variables: kept as Variables };
}

function stripped(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, inner: unknown) => (inner === null ? undefined : inner))) as unknown;
}
