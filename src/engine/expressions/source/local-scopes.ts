import { forEachChild, ownChildren } from '../analysis/visit.ts';
import type { Scope } from '../syntax/scope.ts';
import type { Node } from '../syntax/tree.ts';
import { isEligiblePath, usesBoundNames } from './eligible.ts';

type Block = Extract<Node, { kind: 'block' }>;

/**
 * What closures do with the names of a scope. Those of a block can be variables of the generated code where `none` looks
 * for any name of the expression, or where they only read them (`reads`) and get a frame with what the names stand for.
 */
export type Reading = 'none' | 'reads' | 'all';

/** What is known of the blocks that code was generated for. */
export class LocalScopes {
  readonly #readings = new Map<Scope, Reading>();

  /** Finds out about a block that binds names, before anything in it is looked at. */
  enter(node: Block): Reading {
    const reading = this.#readings.get(node.scope) ?? readingOf(node);
    this.#readings.set(node.scope, reading);
    return reading;
  }

  readingOf(scope: Scope): Reading {
    return this.#readings.get(scope) ?? 'all';
  }
}

function readingOf({ expressions, scope }: Block): Reading {
  if (expressions.every(staysOutOfFrames)) return 'none';
  return expressions.every(item => bindsAtOnce(item, scope)) ? 'reads' : 'all';
}

/** Whether an expression of a block binds a name of it at most as a whole, and makes nothing that could look for one later. */
function bindsAtOnce(item: Node, scope: Scope): boolean {
  const isBare = item.predicates.length === 0 && item.group === undefined && !item.keepArray;
  const inside = item.kind === 'bind' && item.scope === scope && isBare ? item.value : item;
  return !holds(inside, node => {
    const isLasting = node.kind === 'lambda' || node.kind === 'transform' || node.kind === 'partial';
    return isLasting ? names(node, scope) : node.kind === 'bind' && node.scope === scope;
  });
}

/** Whether anything in a tree has a name of a scope; it may mean another of that name. */
const names = (root: Node, scope: Scope): boolean =>
  holds(root, node => (node.kind === 'variable' || node.kind === 'bind') && scope.names.includes(node.name));

function staysOutOfFrames(node: Node): boolean {
  if (node.group !== undefined || node.keepArray) return !hasBoundNames(node);
  if (node.predicates.some(predicate => hasBoundNames(predicate.expression))) return false;
  switch (node.kind) {
    case 'path': {
      // A closure takes over behind the first step at the earliest.
      const [first, ...rest] = node.steps;
      const parts = [...(first?.stages ?? []), ...rest.flatMap(step => step.stages)];
      if (!isEligiblePath(node)) return !hasBoundNames(node);
      if (parts.some(stage => stage.kind === 'filter' && hasBoundNames(stage.expression))) return false;
      if (rest.some(step => step.node === undefined || hasBoundNames(step.node))) return false;
      return first?.node === undefined || staysOutOfFrames(first.node);
    }
    case 'literal':
    case 'name':
    case 'context':
    case 'variable':
    case 'negate':
    case 'arithmetic':
    case 'equality':
    case 'comparison':
    case 'logic':
    case 'concatenate':
    case 'includes':
    case 'condition':
    case 'default':
    case 'block':
    case 'bind':
      return ownChildren(node).every(staysOutOfFrames);
    default:
      // Calls, constructors and the like may end as closures for reasons only emission knows.
      return !hasBoundNames(node);
  }
}

const hasBoundNames = (node: Node): boolean => holds(node, usesBoundNames);

/** Whether a test holds of any node of a tree; the rest is not gone through then. */
function holds(root: Node, test: (node: Node) => boolean): boolean {
  let found = false;
  const visit = (node: Node): void => {
    if (found) return;
    found = test(node);
    if (!found) forEachChild(node, visit);
  };
  visit(root);
  return found;
}
