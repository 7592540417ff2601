import type { FunctionDefinition } from '../expression.ts';
import { signatureOf } from '../functions/registry.ts';
import { resolve } from '../syntax/scope.ts';
import type { Node } from '../syntax/tree.ts';
import { bind, readNode, useNode, type Reading } from './demand.ts';
import { join, joinAll, nowhere, readWhole, under, type Origins } from './references.ts';

/** A call, with the argument that `~>` puts before its own. */
export interface Callee {
  readonly node: Extract<Node, { kind: 'call' }>;
  readonly first: Argument | undefined;
}

interface Argument {
  readonly node: Node;
  readonly origins: Origins;
}

/** Where the result of a call comes from. Functions that are not known in detail use all they are given. */
export function readCall(call: Callee, context: Origins, reading: Reading): Origins {
  const definition = standardFunction(call.node.procedure, reading);
  if (definition === undefined) {
    useNode(call.node.procedure, context, reading);
    return useArguments(call, context, reading);
  }
  if (definition.readsContext === true) reading.everything = true;
  if (mayUseContext(call, definition)) readWhole(context);
  const rule = rules[definition.name];
  if (rule !== undefined && reading.functions.get(definition.name) === definition) {
    return rule(call, context, reading);
  }
  return useArguments(call, context, reading);
}

/** The function when the callee can be no other. */
function standardFunction(procedure: Node, reading: Reading): FunctionDefinition | undefined {
  if (procedure.kind !== 'variable' || procedure.predicates.length > 0) return undefined;
  const isFree = resolve(procedure.scope, procedure.name).slots.length === 0;
  return isFree ? reading.functions.get(procedure.name) : undefined;
}

/**
 * Whether the context value may stand in for an argument. With arguments enough it can do so only by their types, and
 * where only strings or numbers may stand in there is nothing in them to leave out.
 */
function mayUseContext(call: Callee, definition: FunctionDefinition): boolean {
  const signature = signatureOf(definition);
  if (signature?.hasContext !== true) return false;
  const { parameters } = signature;
  const given = nodesOf(call);
  return parameters.some((parameter, at) => {
    if (!parameter.usesContext) return false;
    const needed = parameters.filter(one => !one.optional || one.usesContext).length;
    if (given.length < needed) return true;
    // A function where an object may be left out leaves the object out.
    const isInner = /[oa]/.test(parameter.accepts) && !parameter.accepts.includes('f');
    return isInner && given.length < parameters.length && !isSurelyNoFunction(given[at]);
  });
}

function isSurelyNoFunction(node: Node | undefined): boolean {
  return node !== undefined && ['path', 'object', 'array', 'literal', 'context', 'name'].includes(node.kind);
}

function nodesOf({ first, node }: Callee): readonly Node[] {
  return first === undefined ? node.arguments : [first.node, ...node.arguments];
}

function argumentsOf(call: Callee, context: Origins, reading: Reading): readonly Argument[] {
  const own = call.node.arguments.map(node => ({ node, origins: readNode(node, context, reading) }));
  return call.first === undefined ? own : [call.first, ...own];
}

/** As `argumentsOf` where all of each is used; no list is made for it. */
function useArguments({ first, node }: Callee, context: Origins, reading: Reading): Origins {
  if (first !== undefined) readWhole(first.origins);
  for (const argument of node.arguments) useNode(argument, context, reading);
  return nowhere;
}

function useAll(args: readonly Argument[]): Origins {
  for (const { origins } of args) readWhole(origins);
  return nowhere;
}

type Rule = (call: Callee, context: Origins, reading: Reading) => Origins;

/** The result is one of the arguments, or holds them. */
const passesOn: Rule = (call, context, reading) =>
  joinAll(argumentsOf(call, context, reading), argument => argument.origins);

/** Only whether there is a value, and how many, matters. */
const countsOnly: Rule = (call, context, reading) => {
  argumentsOf(call, context, reading);
  return nowhere;
};

/** Reads one key, or several written out, of an object. */
const readsKeys: Rule = (call, context, reading) => {
  const [object, ...rest] = argumentsOf(call, context, reading);
  const keys = literalKeys(nodesOf(call)[1]);
  if (object === undefined || keys === undefined) return useAll([...(object === undefined ? [] : [object]), ...rest]);
  return joinAll(keys, key => under(object.origins, key, reading.progress));
};

/** A result that is a new object: its values count as used. */
const picksKeys: Rule = (call, context, reading) => {
  readWhole(readsKeys(call, context, reading));
  return nowhere;
};

function literalKeys(node: Node | undefined): readonly string[] | undefined {
  if (node?.kind === 'literal') return typeof node.value === 'string' ? [node.value] : undefined;
  if (node?.kind !== 'array' || node.predicates.length > 0) return undefined;
  const keys = node.items.flatMap(item => literalKeys(item) ?? []);
  return keys.length === node.items.length ? keys : undefined;
}

interface Callback {
  /** What each parameter gets. */
  readonly gets: (list: Origins, body: Origins) => readonly Origins[];
  readonly yields: (list: Origins, body: Origins) => Origins;
  /** What the function returns decides; it does not become part of the result. */
  readonly decides: boolean;
}

/** A function over a list with a callback that is written out; any other callback may read all it is given. */
function withCallback(shape: Callback): Rule {
  return (call, context, reading) => {
    const [list, callback] = nodesOf(call);
    if (list === undefined || callback?.kind !== 'lambda' || callback.predicates.length > 0) {
      return useArguments(call, context, reading);
    }
    const origins = call.first?.origins ?? readNode(list, context, reading);
    const others = joinAll(nodesOf(call).slice(2), node => readNode(node, context, reading));
    const elements = join(origins, others);
    const give = (body: Origins): void => {
      const given = shape.gets(elements, body);
      for (const [at, name] of callback.parameters.entries()) bind(callback.scope, name, given[at] ?? nowhere, reading);
    };
    give(nowhere);
    const body = readNode(callback.body, context, reading);
    give(body);
    if (shape.decides) readWhole(body);
    return shape.yields(elements, body);
  };
}

const eachElement: Callback['gets'] = list => [list, nowhere, list];

/** What is known of single functions. */
const rules: Readonly<Partial<Record<string, Rule>>> = {
  append: passesOn,
  reverse: passesOn,
  shuffle: passesOn,
  firstNonEmpty: passesOn,
  count: countsOnly,
  exists: countsOnly,
  type: countsOnly,
  lookup: readsKeys,
  pick: picksKeys,
  map: withCallback({ gets: eachElement, yields: (_, body) => body, decides: false }),
  filter: withCallback({ gets: eachElement, yields: list => list, decides: true }),
  single: withCallback({ gets: eachElement, yields: list => list, decides: true }),
  sort: withCallback({ gets: list => [list, list], yields: list => list, decides: true }),
  reduce: withCallback({
    gets: (list, body) => [join(list, body), list, nowhere, list],
    yields: (list, body) => join(list, body),
    decides: false,
  }),
};
