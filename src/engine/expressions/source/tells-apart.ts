import { visitNodes } from '../analysis/visit.ts';
import { standardFunctions } from '../functions/registry.ts';
import { isBound } from '../syntax/scope.ts';
import type { Node } from '../syntax/tree.ts';

/**
 * Whether an expression may tell one list or object that it makes from another like it: `in` does, as it looks for the very
 * same one. Then what is written twice has to be made twice.
 */
export function tellsApart(root: Node): boolean {
  let found = false;
  visitNodes(root, node => {
    found ||= node.kind === 'includes' && !isOfData(node.left) && !holdsData(node.right);
  });
  return found;
}

function holdsData(node: Node): boolean {
  return node.kind === 'array' ? node.items.every(isOfData) : isOfData(node);
}

/** Whether a value, or each of several, is surely neither list nor object, or a part of the input. */
function isOfData(node: Node): boolean {
  if (node.group !== undefined) return false;
  switch (node.kind) {
    case 'literal':
    case 'name':
    case 'concatenate':
    case 'arithmetic':
    case 'negate':
    case 'equality':
    case 'comparison':
    case 'logic':
    case 'includes':
      return true;
    case 'path':
      return node.steps.every(step => step.node === undefined || isOfData(step.node));
    case 'default':
      return isOfData(node.left) && isOfData(node.right);
    case 'condition':
      return isOfData(node.then) && (node.otherwise === undefined || isOfData(node.otherwise));
    case 'call':
      return givesScalar(node);
    default:
      return false;
  }
}

/** Whether a call gives a text, a number or a truth value. */
export function givesScalar({ procedure }: Extract<Node, { kind: 'call' }>): boolean {
  if (procedure.kind !== 'variable' || isBound(procedure.scope, procedure.name)) return false;
  return /:[snb]>$/.test(standardFunctions.get(procedure.name)?.signature ?? '');
}
