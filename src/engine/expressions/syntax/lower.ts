import { faultAt } from '../fault.ts';
import type { AstGroup, AstNode, AstStage } from './ast.ts';
import { lowerPath, streamScope } from './lower-path.ts';
import { createScope, declare, isSettled, note, type Scope } from './scope.ts';
import type { ArithmeticOperator, Base, CallShape, ComparisonOperator, Group, Node, Predicate, Shape } from './tree.ts';

/** What lowering keeps in mind on its way down. */
export interface Lowering {
  /** Height of the tree so far and the greatest seen, for the cost of a call. */
  depth: number;
  deepest: number;
}

export interface LoweredTree {
  readonly root: Node;
  readonly scope: Scope;
}

/** The typed tree of a parsed expression, with every name attached to the scope it stands in. */
export function lower(ast: AstNode): LoweredTree {
  const scope = createScope('root', undefined);
  return { root: lowerNode(ast, scope, { depth: 0, deepest: 0 }), scope };
}

interface Options {
  /** The node stands in tail position of a lambda. */
  readonly tail?: boolean;
}

/** One node with its predicates and grouping. */
export function lowerNode(ast: AstNode, scope: Scope, state: Lowering, options: Options = {}): Node {
  state.depth += 1;
  state.deepest = Math.max(state.deepest, state.depth);
  const plain = ast.predicate === undefined && ast.group === undefined && ast.keepArray !== true;
  const shape = lowerShape(ast, scope, state, { tail: options.tail === true && plain });
  const isPath = shape.kind === 'path';
  const stream = streamScope(shape);
  const groupScope = isPath && shape.plainSteps < shape.steps.length ? shape.tupleScope : scope;
  // The shape was made for this node: it becomes the node, since copying each would take longer than the rest of it.
  const node = shape as Shape & { -readonly [K in keyof Base]: Base[K] };
  node.position = ast.position ?? firstPosition(ast);
  node.keepArray = ast.keepArray === true;
  node.predicates = (ast.predicate ?? []).map(stage => lowerPredicate(stage, scope, stream, state));
  if (ast.group !== undefined) node.group = lowerGroup(ast.group, groupScope, state);
  state.depth -= 1;
  return node;
}

/** A filter over values, or over tuples when `stream` is given. */
export function lowerPredicate(stage: AstStage, scope: Scope, stream: Scope | undefined, state: Lowering): Predicate {
  const expression = need(stage.expr, stage);
  if (stream === undefined) return { expression: lowerNode(expression, scope, state) };
  const tupleScope = createScope('tuple', scope);
  for (const name of stream.names) declare(tupleScope, name);
  return { expression: lowerNode(expression, tupleScope, state), tupleScope };
}

function lowerGroup(group: AstGroup, scope: Scope, state: Lowering): Group {
  return { pairs: lowerPairs(group.lhs, scope, state), position: group.position ?? 0 };
}

type Pairs = readonly (readonly [AstNode, AstNode])[];

function lowerPairs(pairs: Pairs, scope: Scope, state: Lowering): Group['pairs'] {
  return pairs.map(([key, value]) => [lowerNode(key, scope, state), lowerNode(value, scope, state)] as const);
}

function lowerShape(ast: AstNode, scope: Scope, state: Lowering, options: Options): Shape {
  switch (ast.type) {
    case 'path':
      return lowerPath(ast, scope, state);
    case 'binary':
      return lowerBinary(ast, scope, state);
    case 'unary':
      return lowerUnary(ast, scope, state);
    case 'name':
      return { kind: 'name', name: String(ast.value) };
    case 'string':
    case 'number':
    case 'value':
      return lowerLiteral(ast);
    case 'wildcard':
      return { kind: 'wildcard' };
    case 'descendant':
      return { kind: 'descendant' };
    case 'parent':
      return variable(need(ast.slot, ast).label, scope);
    case 'variable':
      return ast.value === '' ? { kind: 'context' } : variable(String(ast.value), scope);
    case 'regex':
      return lowerRegex(ast);
    case 'apply':
      return {
        kind: 'apply',
        left: lowerNode(leftOf(ast), scope, state),
        right: lowerNode(need(ast.rhs, ast), scope, state),
      };
    case 'bind':
      return lowerBind(ast, scope, state);
    case 'default':
      return lowerDefault(ast, scope, state, options);
    default:
      return lowerControl(ast, scope, state, options);
  }
}

function lowerControl(ast: AstNode, scope: Scope, state: Lowering, options: Options): Shape {
  switch (ast.type) {
    case 'condition':
      return {
        kind: 'condition',
        condition: lowerNode(need(ast.condition, ast), scope, state),
        then: lowerNode(need(ast.then, ast), scope, state, options),
        ...(ast.else === undefined ? {} : { otherwise: lowerNode(ast.else, scope, state, options) }),
      };
    case 'block':
      return lowerBlock(ast, scope, state, options);
    case 'function':
      return lowerCall(ast, scope, state, options);
    case 'partial':
      return {
        kind: 'partial',
        procedure: lowerNode(need(ast.procedure, ast), scope, state),
        arguments: (ast.arguments ?? []).map(item =>
          item.type === 'operator' && item.value === '?' ? undefined : lowerNode(item, scope, state),
        ),
      };
    case 'lambda':
      return ast.thunk === true
        ? lowerCall(need(ast.body, ast), scope, state, options)
        : lowerLambda(ast, scope, state);
    case 'transform':
      return {
        kind: 'transform',
        pattern: lowerNode(need(ast.pattern, ast), scope, state),
        update: lowerNode(need(ast.update, ast), scope, state),
        ...(ast.delete === undefined ? {} : { deletion: lowerNode(ast.delete, scope, state) }),
        clone: lowerNode({ type: 'variable', value: 'clone', position: ast.position ?? 0 }, scope, state),
      };
    default:
      throw faultAt(ast.position ?? 0, String(ast.value ?? ast.type), 'S0206');
  }
}

function lowerBinary(ast: AstNode, scope: Scope, state: Lowering): Shape {
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

function lowerUnary(ast: AstNode, scope: Scope, state: Lowering): Shape {
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

function variable(name: string, scope: Scope): Shape {
  return { kind: 'variable', name, scope, isSettled: isSettled(scope, name) };
}

function lowerLiteral(ast: AstNode): Shape {
  const { value } = ast;
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { kind: 'literal', value };
  }
  throw faultAt(ast.position ?? 0, String(value), 'S0206');
}

function lowerRegex(ast: AstNode): Shape {
  if (!(ast.value instanceof RegExp)) throw faultAt(ast.position ?? 0, '', 'S0303', { value: 'it was lost' });
  return { kind: 'regex', source: ast.value.source, flags: ast.value.flags };
}

function lowerBind(ast: AstNode, scope: Scope, state: Lowering): Shape {
  const name = String(leftOf(ast).value);
  declare(scope, name);
  if (scope.kind === 'tuple') scope.binds = true;
  return { kind: 'bind', name, scope, value: lowerNode(need(ast.rhs, ast), scope, state) };
}

function lowerDefault(ast: AstNode, scope: Scope, state: Lowering, options: Options): Shape {
  const left = lowerNode(need(ast.then, ast), scope, state);
  const operator = ast.value === '??' ? '??' : '?:';
  return { kind: 'default', operator, left, right: lowerNode(need(ast.else, ast), scope, state, options) };
}

function lowerBlock(ast: AstNode, scope: Scope, state: Lowering, options: Options): Shape {
  const inner = createScope('block', scope);
  const expressions = ast.expressions ?? [];
  const last = expressions.length - 1;
  return {
    kind: 'block',
    scope: inner,
    expressions: expressions.map((item, at) => {
      const node = lowerNode(item, inner, state, at === last ? options : {});
      if (node.kind === 'bind') note(inner, node.name, 'settled');
      return node;
    }),
  };
}

function lowerCall(ast: AstNode, scope: Scope, state: Lowering, options: Options): CallShape {
  return {
    kind: 'call',
    procedure: lowerNode(need(ast.procedure, ast), scope, state),
    arguments: (ast.arguments ?? []).map(item => lowerNode(item, scope, state)),
    tail: options.tail === true,
  };
}

function lowerLambda(ast: AstNode, scope: Scope, state: Lowering): Shape {
  const inner = createScope('lambda', scope);
  const parameters = (ast.arguments ?? []).map(parameter => String(parameter.value));
  for (const name of parameters) {
    declare(inner, name);
    note(inner, name, 'certain');
  }
  const outerDeepest = state.deepest;
  state.deepest = state.depth;
  const body = lowerNode(need(ast.body, ast), inner, state, { tail: true });
  const height = state.deepest - state.depth;
  state.deepest = Math.max(outerDeepest, state.deepest);
  return {
    kind: 'lambda',
    parameters,
    ...(ast.signature === undefined ? {} : { signature: ast.signature.definition }),
    scope: inner,
    body,
    height,
  };
}

function leftOf(ast: AstNode): AstNode {
  // Operators have one node under `lhs`; only object constructors have pairs there.
  return need(ast.lhs as AstNode | undefined, ast);
}

function need<T>(part: T | undefined, ast: { readonly position?: number; readonly type: string }): T {
  if (part === undefined) throw faultAt(ast.position ?? 0, ast.type, 'S0206');
  return part;
}

function firstPosition(ast: AstNode): number {
  for (let at: AstNode | undefined = ast; at !== undefined; at = at.steps?.[0]) {
    if (at.position !== undefined) return at.position;
  }
  return 0;
}
