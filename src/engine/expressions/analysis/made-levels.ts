import type { FunctionDefinition } from '../expression.ts';
import { standardFunctions } from '../functions/registry.ts';
import { resolve } from '../syntax/scope.ts';
import type { CallShape, Group, Node, PathShape, VariableShape } from '../syntax/tree.ts';
import { visitNodes } from './visit.ts';

/** How much of a value an expression may have made itself. */
interface Made {
  /** Levels of lists and objects, from the outside, that may not be data of the input; at least 1, the value itself. */
  readonly levels: number;
  /** The value is data of the input, or one list of such data. */
  readonly isData: boolean;
}

const data: Made = { levels: 1, isData: true };
const scalar: Made = { levels: 1, isData: false };
const anything: Made = { levels: Infinity, isData: false };

/** Functions whose result consists of values of their arguments, in one list at most; by the number of those arguments. */
const passing: ReadonlyMap<string, number> = new Map([
  ['append', 2],
  ['distinct', 1],
  ['filter', 1],
  ['firstNonEmpty', Infinity],
  ['reverse', 1],
  ['shuffle', 1],
  ['single', 1],
  ['sort', 1],
]);

/**
 * Levels of an expression's value, from the outside, that can have been made during the evaluation, never less than can
 * be: what lies deeper is data of the input, which a result hands out as it is. Infinity where it cannot be told.
 */
export function madeLevels(root: Node, functions: ReadonlyMap<string, FunctionDefinition>): number {
  const counts = new Map<string, number>();
  visitNodes(root, node => {
    if (node.kind === 'bind') counts.set(node.name, (counts.get(node.name) ?? 0) + 1);
  });
  const boundOnce = new Set([...counts].flatMap(([name, count]) => (count === 1 ? [name] : [])));
  return ofNode(root, data, { functions, boundOnce, bound: new Map() }).levels;
}

interface Known {
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  readonly boundOnce: ReadonlySet<string>;
  /** Names that were met with their value; a name that is bound elsewhere too is not among them. */
  readonly bound: Map<string, Made>;
}

function ofNode(node: Node, context: Made, known: Known): Made {
  const made = ofShape(node, context, known);
  if (node.group !== undefined) return ofGroup(node.group, node.kind === 'path' ? listOf(context) : made, known);
  return node.predicates.length === 0 ? made : listOf(made);
}

function ofShape(node: Node, context: Made, known: Known): Made {
  switch (node.kind) {
    case 'name':
    case 'wildcard':
    case 'descendant':
    case 'context':
      return context;
    case 'range':
      return data;
    case 'literal':
    case 'negate':
    case 'arithmetic':
    case 'equality':
    case 'comparison':
    case 'logic':
    case 'concatenate':
    case 'includes':
      return scalar;
    case 'variable':
      return ofVariable(node, known);
    case 'path':
      return ofPath(node, context, known);
    case 'array':
      return ofArray(node, context, known);
    case 'object':
      return ofGroup(node.members, context, known);
    default:
      return ofControl(node, context, known);
  }
}

function ofControl(node: Node, context: Made, known: Known): Made {
  switch (node.kind) {
    case 'bind': {
      const value = ofNode(node.value, context, known);
      if (known.boundOnce.has(node.name)) known.bound.set(node.name, value);
      return value;
    }
    case 'condition': {
      ofNode(node.condition, context, known);
      const branches = [node.then, ...(node.otherwise === undefined ? [] : [node.otherwise])];
      return most(branches.map(branch => ofNode(branch, context, known)));
    }
    case 'default':
      return most([ofNode(node.left, context, known), ofNode(node.right, context, known)]);
    case 'block':
      return node.expressions.map(item => ofNode(item, context, known)).at(-1) ?? scalar;
    case 'call':
      return ofCall(node, context, known);
    default:
      return anything;
  }
}

/** A constructor that is a step of a path marks its list, and the path does not take it apart. */
function ofArray(node: Extract<Node, { kind: 'array' }>, context: Made, known: Known): Made {
  const items = most(node.items.map(item => ofNode(item, context, known)));
  return node.isStep ? { levels: items.levels + 1, isData: false } : listOf(items);
}

function ofPath(node: PathShape, context: Made, known: Known): Made {
  if (node.plainSteps < node.steps.length) return anything;
  let made = context;
  for (const step of node.steps) {
    if (step.node !== undefined) made = listOf(ofNode(step.node, made, known));
  }
  return made;
}

function ofVariable(node: VariableShape, known: Known): Made {
  const { slots, free } = resolve(node.scope, node.name);
  const outside = known.functions.has(node.name) ? anything : data;
  if (slots.length === 0) return outside;
  const value = slots.length === 1 ? known.bound.get(node.name) : undefined;
  if (value === undefined) return anything;
  return free && !node.isSettled ? most([value, outside]) : value;
}

function ofCall(node: CallShape, context: Made, known: Known): Made {
  const args = node.arguments.map(argument => ofNode(argument, context, known));
  const { procedure } = node;
  if (procedure.kind !== 'variable' || resolve(procedure.scope, procedure.name).slots.length > 0) return anything;
  const definition = known.functions.get(procedure.name);
  if (definition === undefined) return anything;
  const passed = definition === standardFunctions.get(procedure.name) ? passing.get(procedure.name) : undefined;
  if (passed !== undefined) return listOf(most(args.length === 0 ? [context] : args.slice(0, passed)));
  return /:[snb]>$/.test(definition.signature ?? '') ? scalar : anything;
}

function ofGroup(group: Group, context: Made, known: Known): Made {
  const values = group.pairs.map(([, value]) => ofNode(value, listOf(context), known));
  return { levels: 1 + most(values).levels, isData: false };
}

function listOf(made: Made): Made {
  return made.isData ? made : { levels: made.levels + 1, isData: false };
}

function most(all: readonly Made[]): Made {
  return {
    levels: all.reduce((levels, made) => Math.max(levels, made.levels), 1),
    isData: all.every(made => made.isData),
  };
}
