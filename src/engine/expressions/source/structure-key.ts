import type { FunctionDefinition } from '../expression.ts';
import { standardFunctions } from '../functions/registry.ts';
import { resolve } from '../syntax/scope.ts';
import type { Node, Predicate, Step } from '../syntax/tree.ts';

/** Functions of the standard library that may answer differently each time, or fail on purpose. */
const impure = new Set(['random', 'shuffle', 'error', 'assert']);

/**
 * A text that two nodes share only when they yield the same value in the same context: then it is computed once.
 *
 * @returns undefined for a node whose value may differ from one evaluation to the next, reads names the expression binds,
 *   or is made anew each time
 */
export function structureKey(node: Node, functions: ReadonlyMap<string, FunctionDefinition>): string | undefined {
  if (node.group !== undefined) return undefined;
  const own = shapeKey(node, part => structureKey(part, functions), functions);
  if (own === undefined) return undefined;
  const predicates = predicatesKey(node.predicates, functions);
  return predicates === undefined ? undefined : own + predicates + (node.keepArray ? '[]' : '');
}

function predicatesKey(
  predicates: readonly Predicate[],
  functions: ReadonlyMap<string, FunctionDefinition>,
): string | undefined {
  let text = '';
  for (const { expression, tupleScope } of predicates) {
    const key = tupleScope === undefined ? structureKey(expression, functions) : undefined;
    if (key === undefined) return undefined;
    text += `[${key}]`;
  }
  return text;
}

type KeyOf = (node: Node) => string | undefined;

function shapeKey(node: Node, keyOf: KeyOf, functions: ReadonlyMap<string, FunctionDefinition>): string | undefined {
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
      return joined(`path${node.keepSingleton ? '[]' : ''}`, node.steps, step => stepKey(step, keyOf, functions));
    case 'call':
      return callKey(node, keyOf, functions);
    case 'block':
      return node.scope.names.length === 0 ? joined('block', node.expressions, keyOf) : undefined;
    case 'condition':
      return joined('if', [node.condition, node.then, ...(node.otherwise ? [node.otherwise] : [])], keyOf);
    case 'arithmetic':
    case 'comparison':
    case 'equality':
    case 'logic':
    case 'default':
      return joined(node.operator, [node.left, node.right], keyOf);
    case 'concatenate':
    case 'includes':
      return joined(node.kind, [node.left, node.right], keyOf);
    case 'array':
      return joined('array', node.items, keyOf);
    default:
      return undefined;
  }
}

function stepKey(step: Step, keyOf: KeyOf, functions: ReadonlyMap<string, FunctionDefinition>): string | undefined {
  const own = step.node === undefined ? undefined : keyOf(step.node);
  const filters = step.stages.map(stage => (stage.kind === 'filter' ? predicatesKey([stage], functions) : undefined));
  return own === undefined || filters.includes(undefined) ? undefined : own + filters.join('');
}

function callKey(
  node: Extract<Node, { kind: 'call' }>,
  keyOf: KeyOf,
  functions: ReadonlyMap<string, FunctionDefinition>,
): string | undefined {
  const { procedure } = node;
  if (procedure.kind !== 'variable' || node.tail || impure.has(procedure.name)) return undefined;
  if (resolve(procedure.scope, procedure.name).slots.length > 0) return undefined;
  const definition = functions.get(procedure.name);
  if (definition === undefined || definition !== standardFunctions.get(procedure.name)) return undefined;
  return joined(`call ${procedure.name}`, node.arguments, keyOf);
}

function joined<T>(head: string, parts: readonly T[], keyOf: (part: T) => string | undefined): string | undefined {
  const keys = parts.map(keyOf);
  return keys.includes(undefined) ? undefined : `${head}(${keys.join(',')})`;
}
