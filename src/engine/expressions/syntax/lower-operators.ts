import { faultAt } from '../fault.ts';
import type { AstNode } from './ast.ts';
import { leftOf, lowerNode, lowerPairs, need, type Lowering, type Pairs } from './lower.ts';
import type { Scope } from './scope.ts';
import type { ArithmeticOperator, ComparisonOperator, Shape } from './tree.ts';

/** Two operands with a sign between them. */
export function lowerBinary(ast: AstNode, scope: Scope, state: Lowering): Shape {
  const left = lowerNode(leftOf(ast), scope, state);
  const right = lowerNode(need(ast.rhs, ast), scope, state);
  const operator = String(ast.value);
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return { kind: 'arithmetic', operator: operator satisfies ArithmeticOperator, left, right };
    case '=':
    case '!=':
      return { kind: 'equality', operator, left, right };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { kind: 'comparison', operator: operator satisfies ComparisonOperator, left, right };
    case 'and':
    case 'or':
      return { kind: 'logic', operator, left, right };
    case '&':
      return { kind: 'concatenate', left, right };
    case '..':
      return { kind: 'range', left, right };
    case 'in':
      return { kind: 'includes', left, right };
    default:
      throw faultAt(ast.position ?? 0, operator, 'S0204');
  }
}

/** Constructors of lists and objects, and the minus sign. */
export function lowerUnary(ast: AstNode, scope: Scope, state: Lowering): Shape {
  if (ast.value === '[') {
    const items = (ast.expressions ?? []).map(item => lowerNode(item, scope, state));
    return { kind: 'array', items, isStep: ast.consarray === true };
  }
  if (ast.value === '{') {
    // The parser gives an object constructor its pairs under `lhs`.
    const pairs = (ast.lhs ?? []) as Pairs;
    return { kind: 'object', members: { pairs: lowerPairs(pairs, scope, state), position: ast.position ?? 0 } };
  }
  return { kind: 'negate', operand: lowerNode(need(ast.expression, ast), scope, state) };
}
