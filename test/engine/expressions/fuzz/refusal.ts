import jsonata from 'jsonata';
import { givenFunctions } from './given-functions.ts';
import { languageFunctions } from './language-functions.ts';
import type { Outcome } from './outcome.ts';

type Loose = Readonly<Record<string, unknown>>;

/**
 * Why ours refuses an expression before anything runs that the interpreter runs; undefined when the tree of the
 * package's parser does not say that it is wrong.
 */
export function explainRefusal(source: string, ours: Outcome): string | undefined {
  if (ours.kind !== 'error') return undefined;
  if (ours.code === 'EXPRESSION_INVALID' && ours.token === '%' && hasLostParent(nodesOf(source))) {
    return 'a parent (%) that is nowhere is refused before anything runs; the interpreter reads nothing there';
  }
  if (ours.code === 'T1006' && isBoundNowhere(ours.token?.slice(1) ?? '', nodesOf(source))) {
    return 'a function that is nowhere is refused before anything runs; the interpreter does not get to it';
  }
  return undefined;
}

function nodesOf(source: string): readonly Loose[] {
  const found = new Set<Loose>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof RegExp || found.has(value as Loose)) return;
    found.add(value as Loose);
    for (const inner of Object.values(value)) collect(inner);
  };
  collect(jsonata(source).ast());
  return [...found];
}

/** Whether the value of a parent is bound by no step. */
function hasLostParent(nodes: readonly Loose[]): boolean {
  const labelOf = (slot: unknown): unknown => (slot as { label?: unknown } | undefined)?.label;
  const bound = new Set(nodes.map(({ ancestor }) => labelOf(ancestor)));
  return nodes.some(({ type, slot }) => type === 'parent' && !bound.has(labelOf(slot)));
}

/** Whether a name is called, and neither bound in the expression nor a function of the language. */
function isBoundNowhere(name: string, nodes: readonly Loose[]): boolean {
  const isVariable = (value: unknown): boolean => {
    const node = value as Loose | undefined;
    return node?.type === 'variable' && node.value === name;
  };
  const isCalled = nodes.some(({ procedure }) => isVariable(procedure));
  const isBound = nodes.some(
    ({ type, lhs, arguments: parameters, focus, index }) =>
      (type === 'bind' && isVariable(lhs)) ||
      (type === 'lambda' && Array.isArray(parameters) && parameters.some(isVariable)) ||
      focus === name ||
      index === name,
  );
  return isCalled && !isBound && !languageFunctions.has(name) && !givenFunctions.some(given => given === name);
}
