import { standardFunctions } from '../functions/registry.ts';
import type { CallShape, Node } from '../syntax/tree.ts';
import { calleeOf } from './callee.ts';
import { isOnlyNames } from './eligible.ts';
import type { Emission } from './emission.ts';

/** What a node is over a missing value, where that can be told beforehand. */
type Known = 'nothing' | 'false' | 'true' | 'there' | undefined;

/** What a condition surely says where its context is nothing; undefined where that cannot be told. */
export function answerWhenMissing(node: Node, emission: Emission): boolean | undefined {
  const known = valueWhenMissing(node, emission);
  if (known === 'true') return true;
  return isFalse(known) ? false : undefined;
}

const isFalse = (known: Known): boolean => known === 'nothing' || known === 'false';

function valueWhenMissing(node: Node, emission: Emission): Known {
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
      return isMissingSide(node.left, node.right, emission) ? 'false' : undefined;
    case 'comparison': {
      const sides = [valueWhenMissing(node.left, emission), valueWhenMissing(node.right, emission)];
      const isOrdered = [node.left, node.right].every(side => side.kind !== 'literal' || isOrderable(side.value));
      return isOrdered && sides.includes('nothing') && sides.every(side => side !== undefined) ? 'nothing' : undefined;
    }
    case 'logic': {
      const isLeftFalse = isFalse(valueWhenMissing(node.left, emission));
      if (node.operator === 'and') return isLeftFalse ? 'false' : undefined;
      return isLeftFalse && isFalse(valueWhenMissing(node.right, emission)) ? 'false' : undefined;
    }
    case 'call':
      return isNot(node, emission) ? opposite(node.arguments[0], emission) : undefined;
    default:
      return undefined;
  }
}

function isNot(node: CallShape, emission: Emission): boolean {
  const definition = node.arguments.length === 1 ? calleeOf(node, emission) : undefined;
  return definition?.name === 'not' && definition === standardFunctions.get('not');
}

function opposite(node: Node | undefined, emission: Emission): Known {
  const known = node && valueWhenMissing(node, emission);
  if (known === undefined || known === 'there') return undefined;
  emission.called.add('not');
  if (known === 'nothing') return known;
  return known === 'true' ? 'false' : 'true';
}

const isOrderable = (value: unknown): boolean => typeof value === 'number' || typeof value === 'string';

/** One side is nothing, and looking at the other has no effect. */
function isMissingSide(left: Node, right: Node, emission: Emission): boolean {
  const sides = [valueWhenMissing(left, emission), valueWhenMissing(right, emission)];
  return (
    sides.includes('nothing') && sides.every(side => side !== undefined || isLiteralList(left) || isLiteralList(right))
  );
}

const isLiteralList = (node: Node): boolean =>
  node.kind === 'array' && node.items.every(item => item.kind === 'literal');
