import type { FunctionDefinition } from '../expression.ts';
import { standardFunctions } from '../functions/registry.ts';
import { resolve } from '../syntax/scope.ts';
import type { Node, Predicate, Step } from '../syntax/tree.ts';

/** Functions of the standard library that may answer differently each time, or fail on purpose. */
const impure = new Set(['random', 'shuffle', 'error', 'assert']);

/**
 * Numbers for nodes: two have the same one only when they yield the same value in the same context, so that it is computed
 * once. What a node consists of is told by the numbers of its parts, so that nothing grows with the depth of a tree.
 */
export class Structures {
  readonly #functions: ReadonlyMap<string, FunctionDefinition>;
  readonly #numbers = new Map<string, number>();
  readonly #known = new Map<Node, number | undefined>();

  constructor(functions: ReadonlyMap<string, FunctionDefinition>) {
    this.#functions = functions;
  }

  /**
   * The number of a node; parts of it have lower ones.
   *
   * @returns undefined for a node whose value may differ from one evaluation to the next, reads names the expression binds,
   *   or is made anew each time
   */
  numberOf(node: Node): number | undefined {
    if (this.#known.has(node)) return this.#known.get(node);
    const text = this.#textOf(node);
    const number = text === undefined ? undefined : (this.#numbers.get(text) ?? this.#numbers.size);
    if (text !== undefined && number !== undefined) this.#numbers.set(text, number);
    this.#known.set(node, number);
    return number;
  }

  #textOf(node: Node): string | undefined {
    if (node.group !== undefined) return undefined;
    const own = this.#shapeOf(node);
    if (own === undefined) return undefined;
    const predicates = this.#predicatesOf(node.predicates);
    return predicates === undefined ? undefined : own + predicates + (node.keepArray ? '[]' : '');
  }

  #shapeOf(node: Node): string | undefined {
    switch (node.kind) {
      case 'literal':
        return JSON.stringify(node.value);
      case 'name':
        return `.${JSON.stringify(node.name)}`;
      case 'context':
        return '$';
      case 'variable':
        return resolve(node.scope, node.name).slots.length === 0 ? `$${JSON.stringify(node.name)}` : undefined;
      case 'path':
        if (node.plainSteps < node.steps.length || node.keepTuples || node.startsWhole) return undefined;
        return joined(`path${node.keepSingleton ? '[]' : ''}`, node.steps, step => this.#stepOf(step));
      case 'call':
        return this.#callOf(node);
      case 'block':
        return node.scope.names.length === 0 ? this.#joined('block', node.expressions) : undefined;
      case 'condition':
        return this.#joined('if', [node.condition, node.then, ...(node.otherwise ? [node.otherwise] : [])]);
      case 'arithmetic':
      case 'comparison':
      case 'equality':
      case 'logic':
      case 'default':
        return this.#joined(node.operator, [node.left, node.right]);
      case 'concatenate':
      case 'includes':
        return this.#joined(node.kind, [node.left, node.right]);
      case 'array':
        return this.#joined('array', node.items);
      default:
        return undefined;
    }
  }

  #stepOf(step: Step): string | undefined {
    const own = step.node === undefined ? undefined : this.numberOf(step.node);
    const filters = step.stages.map(stage => (stage.kind === 'filter' ? this.#predicatesOf([stage]) : undefined));
    return own === undefined || filters.includes(undefined) ? undefined : own + filters.join('');
  }

  #predicatesOf(predicates: readonly Predicate[]): string | undefined {
    let text = '';
    for (const { expression, tupleScope } of predicates) {
      const number = tupleScope === undefined ? this.numberOf(expression) : undefined;
      if (number === undefined) return undefined;
      text += `[${number}]`;
    }
    return text;
  }

  #callOf(node: Extract<Node, { kind: 'call' }>): string | undefined {
    const { procedure } = node;
    if (procedure.kind !== 'variable' || node.tail || impure.has(procedure.name)) return undefined;
    if (resolve(procedure.scope, procedure.name).slots.length > 0) return undefined;
    const definition = this.#functions.get(procedure.name);
    if (definition === undefined || definition !== standardFunctions.get(procedure.name)) return undefined;
    return this.#joined(`call ${procedure.name}`, node.arguments);
  }

  #joined(head: string, parts: readonly Node[]): string | undefined {
    return joined(head, parts, part => this.numberOf(part));
  }
}

/** Stops at the first part that has none. */
function joined<T>(
  head: string,
  parts: readonly T[],
  textOf: (part: T) => string | number | undefined,
): string | undefined {
  let text = `${head}(`;
  for (const part of parts) {
    const own = textOf(part);
    if (own === undefined) return undefined;
    text += `${own},`;
  }
  return text;
}
