import type { Node } from '../syntax/tree.ts';
import { isOnlyNames } from './eligible.ts';

/** What a node is over a missing value, where that can be told beforehand. */
type Known = 'nothing' | 'false' | 'true' | 'there' | undefined;

/** Whether a condition surely fails where its context is nothing. */
export function failsWhenMissing(node: Node): boolean {
  const known = valueWhenMissing(node);
  return known === 'nothing' || known === 'false';
}

function valueWhenMissing(node: Node): Known {
  if (node.predicates.length > 0 || node.group !== undefined || node.keepArray) return undefined;
  switch (node.kind) {
    case 'name':
    case 'context':
      return 'nothing';
    case 'path':
      return isOnlyNames(node) && !node.keepSingleton ? 'nothing' : undefined;
    case 'literal':
      return typeof node.value === 'boolean' ? (String(node.value) as 'true' | 'false') : 'there'; // spelt as they are named
    case 'equality':
    case 'includes':
      return isMissingSide(node.left, node.right) ? 'false' : undefined;
    case 'comparison': {
      const sides = [valueWhenMissing(node.left), valueWhenMissing(node.right)];
      const isOrdered = [node.left, node.right].every(side => side.kind !== 'literal' || isOrderable(side.value));
      return isOrdered && sides.includes('nothing') && sides.every(side => side !== undefined) ? 'nothing' : undefined;
    }
    case 'logic': {
      const left = valueWhenMissing(node.left);
      const isLeftFalse = left === 'nothing' || left === 'false';
      if (node.operator === 'and') return isLeftFalse ? 'false' : undefined;
      return isLeftFalse && failsWhenMissing(node.right) ? 'false' : undefined;
    }
    default:
      return undefined;
  }
}

const isOrderable = (value: unknown): boolean => typeof value === 'number' || typeof value === 'string';

/** One side is nothing, and looking at the other has no effect. */
function isMissingSide(left: Node, right: Node): boolean {
  const sides = [valueWhenMissing(left), valueWhenMissing(right)];
  return (
    sides.includes('nothing') && sides.every(side => side !== undefined || isLiteralList(left) || isLiteralList(right))
  );
}

const isLiteralList = (node: Node): boolean =>
  node.kind === 'array' && node.items.every(item => item.kind === 'literal');
