import { ownChildren, visitNodes } from '../analysis/visit.ts';
import type { Scope } from '../syntax/scope.ts';
import type { Node } from '../syntax/tree.ts';
import { isEligiblePath, usesBoundNames } from './eligible.ts';

/**
 * The block scopes whose names can be variables of the generated code: nothing that may be left to a closure, which
 * would look for them in a frame, reads or binds a name of the expression.
 */
export function localScopes(root: Node): ReadonlySet<Scope> {
  const local = new Set<Scope>();
  visitNodes(root, node => {
    if (node.kind === 'block' && node.scope.names.length > 0 && node.expressions.every(staysOutOfFrames)) {
      local.add(node.scope);
    }
  });
  return local;
}

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
    case 'block':
    case 'bind':
      return ownChildren(node).every(staysOutOfFrames);
    default:
      // Calls, constructors and the like may end as closures for reasons only emission knows.
      return !hasBoundNames(node);
  }
}

function hasBoundNames(node: Node): boolean {
  let found = false;
  visitNodes(node, one => {
    found ||= usesBoundNames(one);
  });
  return found;
}
