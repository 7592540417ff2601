import type { Node } from '../syntax/tree.ts';
import { collapse, keepSingleton } from '../values/marks.ts';
import { compileApply } from './apply.ts';
import { compileArithmetic, compileNegate } from './arithmetic.ts';
import { compileArray, compileRange } from './array.ts';
import { compileBind, compileVariable } from './variable.ts';
import { compileBlock, compileCondition, compileDefault } from './block.ts';
import { compileCall } from './call.ts';
import { compileComparison, compileEquality, compileIncludes, compileLogic } from './comparison.ts';
import { compileConcatenate } from './concatenate.ts';
import { compileFilter } from './filter.ts';
import type { CodeOptions, Evaluate } from './frame.ts';
import { compileGroup } from './group.ts';
import { compileLambda } from './lambda.ts';
import { compileContext, compileDescendant, compileLiteral, compileName, compileWildcard } from './leaf.ts';
import { compilePartial } from './partial.ts';
import { compilePath } from './path.ts';
import { compileRegex } from './regex.ts';
import { compileTransform } from './transform.ts';

/** The code of one node with its predicates and grouping: what it yields has left the node, a sequence of one is its value. */
export function compileNode(node: Node, options: CodeOptions): Evaluate {
  let evaluate = compileShape(node, options);
  for (const predicate of node.predicates) {
    const filter = compileFilter(predicate, options);
    const inner = evaluate;
    evaluate = (input, frame) => filter(inner(input, frame), frame);
  }
  if (node.group !== undefined && node.kind !== 'path') evaluate = grouped(evaluate, node.group, options);
  if (node.keepArray) {
    const inner = evaluate;
    return (input, frame) => collapse(keepSingleton(inner(input, frame)));
  }
  if (!leavesAsIs(node)) {
    const inner = evaluate;
    return (input, frame) => collapse(inner(input, frame));
  }
  return evaluate;
}

function grouped(inner: Evaluate, members: NonNullable<Node['group']>, options: CodeOptions): Evaluate {
  const group = compileGroup(members, options);
  return (input, frame) => group(inner(input, frame), frame);
}

/** Nodes whose value is never a sequence. A callback may hand a bare one through: every node it passes takes off one layer. */
export function leavesAsIs(node: Node): boolean {
  if (node.predicates.length > 0) return false;
  switch (node.kind) {
    case 'variable':
    case 'context':
    case 'call':
    case 'apply':
    case 'range':
    case 'wildcard':
    case 'descendant':
    case 'bind':
    case 'condition':
    case 'default':
    case 'block':
      return false;
    default:
      return true;
  }
}

function compileShape(node: Node, options: CodeOptions): Evaluate {
  switch (node.kind) {
    case 'literal':
      return compileLiteral(node.value);
    case 'name':
      return compileName(node.name, options);
    case 'wildcard':
      return compileWildcard(options);
    case 'descendant':
      return compileDescendant(options);
    case 'context':
      return compileContext();
    case 'variable':
      return compileVariable(node, options);
    case 'path':
      return compilePath(node, options);
    case 'array':
      return compileArray(node, options);
    case 'object':
      return compileObject(node.members, options);
    case 'bind':
      return compileBind(node, options);
    case 'condition':
      return compileCondition(node, options);
    case 'default':
      return compileDefault(node, options);
    case 'block':
      return compileBlock(node, options);
    case 'regex':
      return compileRegex(node);
    default:
      return compileOperation(node, options);
  }
}

function compileObject(members: NonNullable<Node['group']>, options: CodeOptions): Evaluate {
  return compileGroup(members, options);
}

type Operation = Exclude<
  Node,
  {
    kind:
      | 'literal'
      | 'name'
      | 'wildcard'
      | 'descendant'
      | 'context'
      | 'variable'
      | 'path'
      | 'array'
      | 'object'
      | 'bind'
      | 'condition'
      | 'default'
      | 'block'
      | 'regex';
  }
>;

function compileOperation(node: Operation, options: CodeOptions): Evaluate {
  switch (node.kind) {
    case 'negate':
      return compileNegate(node, options);
    case 'arithmetic':
      return compileArithmetic(node, options);
    case 'equality':
      return compileEquality(node, options);
    case 'comparison':
      return compileComparison(node, options);
    case 'logic':
      return compileLogic(node, options);
    case 'concatenate':
      return compileConcatenate(node, options);
    case 'range':
      return compileRange(node, options);
    case 'includes':
      return compileIncludes(node, options);
    case 'call':
      return compileCall(node, options);
    case 'partial':
      return compilePartial(node, options);
    case 'lambda':
      return compileLambda(node, options);
    case 'apply':
      return compileApply(node, options);
    case 'transform':
      return compileTransform(node, options);
  }
}
