import type { ExpressionTree } from '../definitions/mapping.ts';
import type { Budget } from '../expressions/budget.ts';
import type { Expression, PathTree, Variables } from '../expressions/expression.ts';

/** Everything one evaluation needs beside its input. */
export interface Scope {
  readonly variables: Variables;
  readonly budget: Budget;
}

/** JSONata truth of `when`, `where` and `pick`: nothing, null, 0, "", [] and {} are false. */
export function isTrue(expression: Expression, input: unknown, scope: Scope): boolean {
  return isTruthy(expression.run(input, scope.variables, scope.budget));
}

function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return value.some(isTruthy);
  return typeof value === 'object' ? Object.keys(value).length > 0 : Boolean(value);
}

/** Evaluates a tree of a request: what yields nothing is left out, null stays. */
export function evaluateTree(tree: ExpressionTree, input: unknown, scope: Scope): unknown {
  switch (tree.kind) {
    case 'literal':
      return tree.value;
    case 'expression':
      return tree.expression.run(input, scope.variables, scope.budget);
    case 'list':
      return tree.items.map(item => evaluateTree(item, input, scope)).filter(value => value !== undefined);
    case 'map': {
      const result: Record<string, unknown> = {};
      for (const [name, entry] of tree.entries) {
        const value = evaluateTree(entry, input, scope);
        if (value !== undefined) result[name] = value;
      }
      return result;
    }
  }
}

/** Every expression of a tree, in reading order. */
export function expressionsOf(tree: ExpressionTree | undefined): readonly Expression[] {
  if (tree === undefined || tree.kind === 'literal') return [];
  if (tree.kind === 'expression') return [tree.expression];
  const children = tree.kind === 'list' ? tree.items : tree.entries.map(([, entry]) => entry);
  return children.flatMap(expressionsOf);
}

/** The dotted paths a demand tree names, down to where it reads the whole value. */
export function dottedPaths(tree: PathTree | undefined, prefix = ''): readonly string[] {
  if (tree === undefined) return [];
  const below = [...tree.keys].flatMap(([key, child]) => dottedPaths(child, prefix === '' ? key : `${prefix}.${key}`));
  return tree.whole && prefix !== '' ? [prefix, ...below] : below;
}
