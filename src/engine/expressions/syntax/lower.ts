import { faultAt } from '../fault.ts';
import type { AstGroup, AstNode, AstStage } from './ast.ts';
import { lowerBinary, lowerUnary } from './lower-operators.ts';
import { lowerPath, streamScope } from './lower-path.ts';
import { createScope, declare, isSettled, note, type Scope } from './scope.ts';
import type { Base, CallShape, DefaultOperator, Group, Node, Predicate, Shape } from './tree.ts';

/** What lowering keeps in mind on its way down. */
export interface Lowering {
  readonly source: string;
  /** Height of the tree so far and the greatest seen, for the cost of a call. */
  depth: number;
  deepest: number;
}

export interface LoweredTree {
  readonly root: Node;
  readonly scope: Scope;
}

/** The typed tree of an expression, with every name attached to the scope it stands in. @param ast what `source` is parsed to */
export function lower(ast: AstNode, source: string): LoweredTree {
  const scope = createScope('root', undefined);
  return { root: lowerNode(ast, scope, { source, depth: 0, deepest: 0 }), scope };
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
  const stream = plain ? undefined : streamScope(shape);
  // The shape was made for this node: it becomes the node, since copying each would take longer than the rest of it.
  const node = shape as Shape & { -readonly [K in keyof Base]: Base[K] };
  node.position = ast.position ?? firstPosition(ast);
  node.keepArray = ast.keepArray === true;
  node.predicates =
    ast.predicate === undefined ? none : ast.predicate.map(stage => lowerPredicate(stage, scope, stream, state));
  if (ast.group !== undefined) node.group = lowerGroup(ast.group, groupScope(shape, scope), state);
  state.depth -= 1;
  return node;
}

/** Most nodes have no predicates and most steps no stages: those share one list. */
export const none: readonly never[] = [];

/** The scope that the pairs of a group read in: that of the tuples, where a path yields tuples. */
function groupScope(shape: Shape, scope: Scope): Scope {
  return shape.kind === 'path' && shape.plainSteps < shape.steps.length ? shape.tupleScope : scope;
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

/** Of an object constructor or a group. */
export type Pairs = readonly (readonly [AstNode, AstNode])[];

export function lowerPairs(pairs: Pairs, scope: Scope, state: Lowering): Group['pairs'] {
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
    case 'condition':
      return lowerCondition(ast, scope, state, options);
    default:
      return lowerControl(ast, scope, state, options);
  }
}

function lowerControl(ast: AstNode, scope: Scope, state: Lowering, options: Options): Shape {
  switch (ast.type) {
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

/**
 * The parser makes a condition of `a ?? b` and of `a ?: b` too, with a copy of the left side to ask about: it went through
 * JSON, where a pattern became `{}`, and is not looked at.
 */
function lowerCondition(ast: AstNode, scope: Scope, state: Lowering, options: Options): Shape {
  const operator = defaultOperator(ast.position, state.source);
  if (operator !== undefined) {
    const left = lowerNode(need(ast.then, ast), scope, state);
    return { kind: 'default', operator, left, right: lowerNode(need(ast.else, ast), scope, state, options) };
  }
  return {
    kind: 'condition',
    condition: lowerNode(need(ast.condition, ast), scope, state),
    then: lowerNode(need(ast.then, ast), scope, state, options),
    ...(ast.else === undefined ? {} : { otherwise: lowerNode(ast.else, scope, state, options) }),
  };
}

/** Which of the two stands before the place that the parser gives a condition: just behind its sign. */
function defaultOperator(end: number | undefined, source: string): DefaultOperator | undefined {
  if (end === undefined || end < 2 || source.charAt(end - 2) !== '?') return undefined;
  const sign = source.charAt(end - 1);
  return sign === '?' ? '??' : sign === ':' ? '?:' : undefined;
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

/** The left side of an operator. */
export function leftOf(ast: AstNode): AstNode {
  // Operators have one node under `lhs`; only object constructors have pairs there.
  return need(ast.lhs as AstNode | undefined, ast);
}

/** A part that the parser surely gives. @throws Fault S0206 when it did not */
export function need<T>(part: T | undefined, ast: { readonly position?: number; readonly type: string }): T {
  if (part === undefined) throw faultAt(ast.position ?? 0, ast.type, 'S0206');
  return part;
}

function firstPosition(ast: AstNode): number {
  for (let at: AstNode | undefined = ast; at !== undefined; at = at.steps?.[0]) {
    if (at.position !== undefined) return at.position;
  }
  return 0;
}
