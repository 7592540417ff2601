import type { FunctionDefinition } from '../expression.ts';
import { standardFunctions } from '../functions/registry.ts';
import { isBound } from '../syntax/scope.ts';
import type { Node, Predicate, Step } from '../syntax/tree.ts';
import { givesScalar, tellsApart } from './tells-apart.ts';

/** Functions of the standard library that may answer differently each time, or fail on purpose. */
const impure = new Set(['random', 'shuffle', 'error', 'assert']);

/** What a structure begins with, and what is put between its parts: numbers that no structure has. */
const heads = [
  ...(['text', 'literal', 'name', 'variable', 'context', 'path', 'keptPath', 'call', 'block', 'condition'] as const),
  ...(['concatenate', 'includes', 'array', '+', '-', '*', '/', '%', '=', '!=', '<', '<=', '>', '>='] as const),
  ...(['and', 'or', '??', '?:', 'filter', 'predicate', 'keepArray'] as const),
] as const;

type Head = (typeof heads)[number];

const headNumbers = Object.fromEntries(heads.map((head, at) => [head, at])) as Readonly<Record<Head, number>>; // one entry each

/** Of what has no number. */
const none = -1;

/**
 * Numbers for nodes: two have the same one only when they yield the same value in the same context, so that it is computed
 * once. What a node consists of is told by the numbers of its parts, so that nothing grows with the depth of a tree.
 */
export class Structures {
  readonly #functions: ReadonlyMap<string, FunctionDefinition>;
  /** What follows a number, by both of them: a structure is found part by part. */
  readonly #following = new Map<number, number>();
  readonly #texts = new Map<string, number>();
  readonly #known = new Map<Node, number>();
  #count = heads.length;

  readonly #roots: readonly Node[];
  /** Whether lists and objects are made as often as they are written; found out where one is met. */
  #makesEach: boolean | undefined;

  constructor(functions: ReadonlyMap<string, FunctionDefinition>, roots: readonly Node[]) {
    this.#functions = functions;
    this.#roots = roots;
  }

  /**
   * The number of a node; parts of it have lower ones.
   *
   * @returns undefined for a node whose value may differ from one evaluation to the next, reads names the expression binds,
   *   or is made anew each time
   */
  numberOf(node: Node): number | undefined {
    const number = this.#numberOf(node);
    return number === none ? undefined : number;
  }

  #numberOf(node: Node): number {
    // Of what is found in two steps no note is kept: the first note of an object costs more than they do.
    if (isShort(node)) return this.#shapeOf(node);
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    let number = node.group === undefined ? this.#shapeOf(node) : none;
    number = this.#filtered(number, 'predicate', node.predicates);
    if (node.keepArray) number = this.#then(number, headNumbers.keepArray);
    this.#known.set(node, number);
    return number;
  }

  #shapeOf(node: Node): number {
    switch (node.kind) {
      case 'literal':
        return typeof node.value === 'string'
          ? this.#named('text', node.value)
          : this.#named('literal', Object.is(node.value, -0) ? '-0' : String(node.value));
      case 'name':
        return this.#named('name', node.name);
      case 'context':
        return headNumbers.context;
      case 'variable':
        return isBound(node.scope, node.name) ? none : this.#named('variable', node.name);
      case 'path':
        if (node.plainSteps < node.steps.length || node.keepTuples || node.startsWhole) return none;
        return this.#pathOf(headNumbers[node.keepSingleton ? 'keptPath' : 'path'], node.steps);
      case 'call':
        return this.#callOf(node);
      case 'block':
        return node.scope.names.length === 0 ? this.#listed(headNumbers.block, node.expressions) : none;
      case 'condition': {
        const then = this.#part(this.#part(headNumbers.condition, node.condition), node.then);
        return node.otherwise === undefined ? then : this.#part(then, node.otherwise);
      }
      case 'arithmetic':
      case 'comparison':
      case 'equality':
      case 'logic':
      case 'default':
        return this.#part(this.#part(headNumbers[node.operator], node.left), node.right);
      case 'concatenate':
      case 'includes':
        return this.#part(this.#part(headNumbers[node.kind], node.left), node.right);
      case 'array':
        return this.#isMadeEach() ? none : this.#listed(headNumbers.array, node.items);
      default:
        return none;
    }
  }

  #isMadeEach(): boolean {
    this.#makesEach ??= this.#roots.some(tellsApart);
    return this.#makesEach;
  }

  #pathOf(head: number, steps: readonly Step[]): number {
    let number = head;
    for (const { node, stages } of steps) {
      if (node === undefined) return none;
      number = this.#part(number, node);
      for (const stage of stages) {
        if (stage.kind !== 'filter') return none;
        number = this.#filtered(number, 'filter', [stage]);
      }
    }
    return number;
  }

  #filtered(from: number, head: 'filter' | 'predicate', predicates: readonly Predicate[]): number {
    let number = from;
    for (const { expression, tupleScope } of predicates) {
      if (tupleScope !== undefined) return none;
      number = this.#part(this.#then(number, headNumbers[head]), expression);
    }
    return number;
  }

  #callOf(node: Extract<Node, { kind: 'call' }>): number {
    const { procedure } = node;
    if (procedure.kind !== 'variable' || node.tail || impure.has(procedure.name)) return none;
    if (isBound(procedure.scope, procedure.name)) return none;
    if (!givesScalar(node) && this.#isMadeEach()) return none;
    const definition = this.#functions.get(procedure.name);
    if (definition === undefined || definition !== standardFunctions.get(procedure.name)) return none;
    return this.#listed(this.#named('call', procedure.name), node.arguments);
  }

  /** Stops at the first part that has no number. */
  #listed(head: number, parts: readonly Node[]): number {
    let number = head;
    for (const part of parts) {
      if (number === none) return none;
      number = this.#part(number, part);
    }
    return number;
  }

  #part(from: number, node: Node): number {
    return from === none ? none : this.#then(from, this.#numberOf(node));
  }

  #named(head: Head, text: string): number {
    let number = this.#texts.get(text);
    if (number === undefined) {
      number = this.#texts.size;
      this.#texts.set(text, number);
    }
    return this.#then(headNumbers[head], number);
  }

  #then(from: number, part: number): number {
    if (from === none || part === none) return none;
    const sum = from + part;
    const both = (sum * (sum + 1)) / 2 + part; // each pair of whole numbers has its own
    const known = this.#following.get(both);
    if (known !== undefined) return known;
    this.#count += 1;
    this.#following.set(both, this.#count);
    return this.#count;
  }
}

/** Whether a node is a name or the like, or a path of one. */
function isShort(node: Node): boolean {
  if (node.group !== undefined || node.keepArray || node.predicates.length > 0) return false;
  if (node.kind !== 'path') return node.kind === 'name' || node.kind === 'variable' || node.kind === 'literal';
  const [first] = node.steps;
  return node.steps.length === 1 && first?.node !== undefined && first.stages.length === 0 && isShort(first.node);
}
