import { leavesAsIs } from '../nodes/node.ts';
import type { Node } from '../syntax/tree.ts';
import { isEligible } from './eligible.ts';
import { emitCall, emitApply } from './emit-call.ts';
import { emitArray, emitObject } from './emit-constructors.ts';
import { emitBind, emitBlock, emitCondition, emitDefault, emitVariable } from './emit-control.ts';
import { emitFilters } from './emit-filter.ts';
import {
  emitArithmetic,
  emitComparison,
  emitConcatenate,
  emitEquality,
  emitIncludes,
  emitLogic,
  emitNegate,
} from './emit-operators.ts';
import { emitPath, loadName } from './emit-path.ts';
import { closureOf, type Emission, type Site } from './emission.ts';
import * as types from './operand.ts';
import type { Operand } from './operand.ts';
import { writeNumber, writeText } from './text.ts';

/** Writes the code of one node; the operand is its value as it leaves the node. */
export function emitNode(node: Node, site: Site, emission: Emission): Operand {
  const { out } = emission;
  if (node.kind === 'literal' && node.predicates.length === 0 && node.group === undefined && !node.keepArray) {
    return emitLiteral(node.value);
  }
  const structure = emission.structures.numberOf(node);
  const { code: context } = site.context;
  const known = structure === undefined ? undefined : out.recall(context, structure);
  if (known !== undefined) return known;
  const operand = isEligible(node, site, emission)
    ? emitEligible(node, site, emission)
    : emitClosure(node, site, emission);
  if (structure !== undefined) out.remember(context, structure, operand);
  return operand;
}

/** The value of a node as its closure gives it. */
function emitClosure(node: Node, site: Site, emission: Emission): Operand {
  emission.out.atOther();
  return emission.out.keep(`${closureOf(node, emission)}(${site.context.code}, ${site.frame})`, types.anything);
}

function emitEligible(node: Node, site: Site, emission: Emission): Operand {
  const value = emitFilters(node.predicates, emitShape(node, site, emission), site, emission);
  if (leavesAsIs(node) || !types.mayBe(value, types.list)) return value;
  if (value.isData) return value;
  return emission.out.keep(`isArray(${value.code}) ? collapse(${value.code}) : ${value.code}`, types.anything);
}

export function emitLiteral(value: string | number | boolean | null): Operand {
  if (value === null) return { code: 'null', types: types.nullish, isData: true };
  if (typeof value === 'string') return { code: writeText(value), types: types.string, isData: true };
  if (typeof value === 'number') return { code: writeNumber(value), types: types.number, isData: true };
  return { code: String(value), types: types.boolean, isData: true };
}

function emitShape(node: Node, site: Site, emission: Emission): Operand {
  switch (node.kind) {
    case 'literal':
      return emitLiteral(node.value);
    case 'name':
      return loadName(node.name, site, emission);
    case 'context':
      return site.context;
    case 'variable':
      return emitVariable(node, site, emission);
    case 'path':
      return emitPath(node, site, emission);
    case 'array':
      return emitArray(node, site, emission);
    case 'object':
      return emitObject(node, site, emission);
    case 'call':
      return emitCall(node, site, emission);
    case 'apply':
      return emitApply(node, site, emission);
    case 'bind':
      return emitBind(node, site, emission);
    case 'block':
      return emitBlock(node, site, emission);
    case 'condition':
      return emitCondition(node, site, emission);
    case 'default':
      return emitDefault(node, site, emission);
    default:
      return emitOperator(node, site, emission);
  }
}

function emitOperator(node: Node, site: Site, emission: Emission): Operand {
  switch (node.kind) {
    case 'negate':
      return emitNegate(node, site, emission);
    case 'arithmetic':
      return emitArithmetic(node, site, emission);
    case 'equality':
      return emitEquality(node, site, emission);
    case 'comparison':
      return emitComparison(node, site, emission);
    case 'logic':
      return emitLogic(node, site, emission);
    case 'concatenate':
      return emitConcatenate(node, site, emission);
    case 'includes':
      return emitIncludes(node, site, emission);
    default:
      return emitClosure(node, site, emission);
  }
}
