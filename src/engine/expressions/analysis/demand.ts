import type { Demand, FunctionDefinition, PathTree } from '../expression.ts';
import { streamScope } from '../syntax/lower-path.ts';
import type { LoweredTree } from '../syntax/lower.ts';
import type { Scope } from '../syntax/scope.ts';
import type { Group, Node, Step, VariableShape } from '../syntax/tree.ts';
import { readCall, type Callee } from './demand-calls.ts';
import {
  join,
  joinAll,
  newPlace,
  nowhere,
  readWhole,
  treeOf,
  under,
  type Origins,
  type Place,
  type Progress,
} from './references.ts';
import { forEachOwnChild } from './visit.ts';

/** Rounds after which an expression counts as reading everything: names that feed each other for ever. */
const maxRounds = 16;

/**
 * The parts of the input and of the variables that an expression may read: never less than it does. Followed are paths,
 * names bound to paths, predicates, lists, conditions, and functions whose argument is written out as a function.
 */
export function findDemand(
  tree: LoweredTree,
  functions: ReadonlyMap<string, FunctionDefinition>,
  given: ReadonlySet<string> | undefined,
): Demand {
  const reading = createReading(functions, given);
  for (let round = 0; round < maxRounds; round += 1) {
    reading.progress.changed = false;
    readWhole(readNode(tree.root, [reading.input], reading));
    if (!reading.progress.changed) break;
  }
  if (reading.progress.changed || reading.everything) {
    reading.input.whole = true;
    for (const place of reading.variables.values()) place.whole = true;
  }
  const variables = new Map<string, PathTree>();
  for (const [name, place] of reading.variables) variables.set(name, treeOf(place));
  return { input: treeOf(reading.input), variables };
}

/** What is known so far. */
export interface Reading {
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** Names of the variables there are; undefined: any. */
  readonly given: ReadonlySet<string> | undefined;
  readonly input: Place;
  readonly variables: Map<string, Place>;
  /** Where the values of bound names come from. */
  readonly bound: Map<Scope, Map<string, Bound>>;
  readonly progress: Progress;
  /** A function reads what it was not given. */
  everything: boolean;
}

interface Bound {
  origins: Origins;
  /** Something was read of it already: if it turns out to be more, that has to be looked at again. */
  wasRead: boolean;
}

function createReading(functions: Reading['functions'], given: Reading['given']): Reading {
  return {
    functions,
    given,
    input: newPlace(),
    variables: new Map(),
    bound: new Map(),
    progress: { changed: false, places: 0 },
    everything: false,
  };
}

/** Where the value of a node comes from; what it uses on the way is noted. */
export function readNode(node: Node, context: Origins, reading: Reading): Origins {
  let origins = readShape(node, context, reading);
  for (const predicate of node.predicates) {
    linkStreams(streamScope(node), predicate.tupleScope, reading);
    useNode(predicate.expression, origins, reading);
  }
  if (node.group !== undefined) {
    readGroup(node.group, origins, reading);
    origins = nowhere;
  }
  return origins;
}

/** As `readNode` for a value that is used itself. */
export function useNode(node: Node, context: Origins, reading: Reading): void {
  readWhole(readNode(node, context, reading));
}

function readShape(node: Node, context: Origins, reading: Reading): Origins {
  switch (node.kind) {
    case 'name':
      return under(context, node.name, reading.progress);
    case 'context':
      return context;
    case 'wildcard':
    case 'descendant':
      readWhole(context);
      return context;
    case 'variable':
      return readVariable(node, reading);
    case 'path':
      return readPath(node, context, reading);
    case 'array':
      return joinAll(node.items, item => readNode(item, context, reading));
    case 'object':
      readGroup(node.members, context, reading);
      return nowhere;
    case 'bind':
      return bind(node.scope, node.name, readNode(node.value, context, reading), reading);
    case 'condition':
      useNode(node.condition, context, reading);
      return join(
        readNode(node.then, context, reading),
        node.otherwise === undefined ? nowhere : readNode(node.otherwise, context, reading),
      );
    case 'default': {
      const left = readNode(node.left, context, reading);
      // Whether it is there is no use of what is in it.
      if (node.operator === '?:') readWhole(left);
      return join(left, readNode(node.right, context, reading));
    }
    case 'block': {
      let last = nowhere;
      for (const item of node.expressions) last = readNode(item, context, reading);
      return last;
    }
    // A row of operators is as deep as it is long: nothing stands between a node and its sides on the stack.
    case 'arithmetic':
    case 'equality':
    case 'comparison':
    case 'logic':
    case 'concatenate':
    case 'range':
    case 'includes':
      readWhole(readNode(node.left, context, reading));
      readWhole(readNode(node.right, context, reading));
      return nowhere;
    default:
      return readFunctions(node, context, reading);
  }
}

function readFunctions(node: Node, context: Origins, reading: Reading): Origins {
  switch (node.kind) {
    case 'call':
      return readCall({ node, first: undefined }, context, reading);
    case 'apply': {
      const first: Callee['first'] = { node: node.left, origins: readNode(node.left, context, reading) };
      if (node.right.kind === 'call') return readCall({ node: node.right, first }, context, reading);
      readWhole(first.origins);
      useNode(node.right, context, reading);
      return nowhere;
    }
    case 'lambda':
      // Whoever calls it: what it is given was counted as used when it was given away.
      useNode(node.body, context, reading);
      return nowhere;
    case 'transform':
      useNode(node.clone, context, reading);
      for (const part of [node.pattern, node.update, node.deletion]) {
        if (part !== undefined) useNode(part, nowhere, reading);
      }
      return nowhere;
    default:
      forEachOwnChild(node, child => {
        useNode(child, context, reading);
      });
      return nowhere;
  }
}

function readGroup(group: Group, context: Origins, reading: Reading): void {
  for (const [key, value] of group.pairs) {
    useNode(key, context, reading);
    useNode(value, context, reading);
  }
}

function readPath(node: Extract<Node, { kind: 'path' }>, context: Origins, reading: Reading): Origins {
  let origins = context;
  for (const [at, step] of node.steps.entries()) {
    origins = readStep(step, node.tupleScope, origins, reading);
    if (at === 0 && node.namesWhole === '@') origins = context;
  }
  return origins;
}

function readStep(step: Step, scope: Scope, context: Origins, reading: Reading): Origins {
  if (step.terms !== undefined) for (const term of step.terms) useNode(term.expression, context, reading);
  const result = step.node === undefined ? context : readNode(step.node, context, reading);
  if (step.node !== undefined) linkStreams(streamScope(step.node), scope, reading);
  bindSlot(scope, step.focus, result, reading);
  bindSlot(scope, step.ancestor, context, reading);
  // With `@` the context stays where it was.
  const origins = step.focus === undefined ? result : context;
  for (const stage of step.stages) {
    if (stage.kind === 'filter') useNode(stage.expression, origins, reading);
  }
  return origins;
}

function bindSlot(scope: Scope, slot: number | undefined, origins: Origins, reading: Reading): void {
  const name = slot === undefined ? undefined : scope.names[slot];
  if (name !== undefined) bind(scope, name, origins, reading);
}

/** Names bound in an inner path are read in the outer one. */
function linkStreams(inner: Scope | undefined, outer: Scope | undefined, reading: Reading): void {
  if (inner === undefined || outer === undefined) return;
  for (const [name, known] of reading.bound.get(inner) ?? []) {
    known.wasRead = true;
    bind(outer, name, known.origins, reading);
  }
}

/** Notes where the value of a name may come from. */
export function bind(scope: Scope, name: string, origins: Origins, reading: Reading): Origins {
  const known = boundAs(scope, name, reading);
  const all = join(known.origins, origins);
  if (all.length !== known.origins.length && known.wasRead) reading.progress.changed = true;
  known.origins = all;
  return origins;
}

function boundAs(scope: Scope, name: string, { bound }: Reading): Bound {
  let names = bound.get(scope);
  if (names === undefined) bound.set(scope, (names = new Map()));
  let known = names.get(name);
  if (known === undefined) names.set(name, (known = { origins: nowhere, wasRead: false }));
  return known;
}

function readVariable({ scope, name, isSettled }: VariableShape, reading: Reading): Origins {
  let found = nowhere;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (!at.names.includes(name)) continue;
    const known = boundAs(at, name, reading);
    known.wasRead = true;
    found = join(found, known.origins);
    if (at.certain.has(name)) return found;
  }
  if (name === '$') return join(found, [reading.input]);
  const isGiven = reading.given?.has(name) ?? true;
  if (isSettled || !isGiven || reading.functions.has(name)) return found;
  return join(found, [variablePlace(name, reading)]);
}

function variablePlace(name: string, reading: Reading): Place {
  const known = reading.variables.get(name);
  if (known !== undefined) return known;
  const made = newPlace();
  reading.variables.set(name, made);
  return made;
}
