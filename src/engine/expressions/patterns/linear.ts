import { areDisjoint, foldCase, union, type CharSet } from './char-set.ts';
import type { PatternNode } from './pattern-tree.ts';

/** Ways to match one place of a text that a backtracking engine may try before the pattern counts as too branched. */
const maxWays = 100;

/** One character of a pattern laid out flat, with its repetition. */
interface Atom {
  readonly set: CharSet;
  readonly min: number;
  readonly max: number;
}

type Piece = Atom | 'end' | 'boundary';

/**
 * Whether the platform's backtracking engine surely matches this pattern in time proportional to the text. Only shapes
 * where that is plain to see count; everything else is left to the linear engine.
 *
 * - no repetition without bound: the ways to match at one place have a fixed, small number;
 * - one at the very end of the pattern: nothing after it can fail;
 * - behind `^`, each followed by characters it cannot hold itself: there is one way to match.
 */
export function isPlainlyLinear(tree: PatternNode, ignoresCase: boolean, isMultiline: boolean): boolean {
  const items = tree.kind === 'sequence' ? tree.items : [tree];
  const first = items[0];
  const isAnchored = first?.kind === 'anchor' && first.sign === '^' && !isMultiline;
  const pieces: Piece[] = [];
  const laidOut = items.slice(isAnchored ? 1 : 0).every(item => layOut(item, pieces, ignoresCase));
  if (!laidOut) return waysOfBounded(tree) <= maxWays;
  return (
    pieces.every((piece, at) => isFixed(piece) || isSafeRepeat(piece, pieces.slice(at + 1), isAnchored)) &&
    waysOfPieces(pieces) <= maxWays
  );
}

const isFixed = (piece: Piece): piece is 'end' | 'boundary' => typeof piece === 'string';

/** Flattens groups that are only there to capture; false when there are choices or repeated groups. */
function layOut(node: PatternNode, pieces: Piece[], ignoresCase: boolean): boolean {
  switch (node.kind) {
    case 'set':
      return addAtom(node.set, 1, 1, pieces, ignoresCase);
    case 'repeat':
      return node.inner.kind === 'set' && addAtom(node.inner.set, node.min, node.max, pieces, ignoresCase);
    case 'group':
      return layOut(node.inner, pieces, ignoresCase);
    case 'sequence':
      return node.items.every(item => layOut(item, pieces, ignoresCase));
    case 'anchor':
      pieces.push(node.sign === '$' ? 'end' : 'boundary');
      return true;
    default:
      return false;
  }
}

function addAtom(set: CharSet, min: number, max: number, pieces: Piece[], ignoresCase: boolean): boolean {
  const folded = ignoresCase ? foldCase(set) : set;
  if (folded === undefined) return false;
  pieces.push({ set: folded, min, max });
  return true;
}

function isSafeRepeat(atom: Atom, rest: readonly Piece[], isAnchored: boolean): boolean {
  if (atom.max !== Infinity || rest.length === 0) return true;
  return isAnchored && isDeterministic(atom, rest);
}

/** Whether what follows a repetition cannot begin with a character the repetition itself takes. */
function isDeterministic(atom: Atom, rest: readonly Piece[]): boolean {
  const following: CharSet[] = [];
  for (const piece of rest) {
    if (piece === 'boundary') return false;
    if (piece === 'end') break;
    following.push(piece.set);
    if (piece.min > 0) break;
  }
  return areDisjoint(atom.set, union(...following));
}

function waysOfPieces(pieces: readonly Piece[]): number {
  return pieces.reduce((ways, piece, at) => {
    if (isFixed(piece) || piece.max === Infinity || piece.max === piece.min) return ways;
    return isDeterministic(piece, pieces.slice(at + 1)) ? ways : ways * (piece.max - piece.min + 1);
  }, 1);
}

/** The number of ways to match at one place; infinite when a repetition has no bound. */
function waysOfBounded(node: PatternNode): number {
  switch (node.kind) {
    case 'set':
    case 'anchor':
      return 1;
    case 'group':
      return waysOfBounded(node.inner);
    case 'sequence':
      return node.items.reduce((ways, item) => ways * waysOfBounded(item), 1);
    case 'choice':
      return node.branches.reduce((ways, branch) => ways + waysOfBounded(branch), 0);
    case 'repeat': {
      if (node.max === Infinity) return Infinity;
      const once = waysOfBounded(node.inner);
      return once === 1 ? node.max - node.min + 1 : once ** Math.max(node.max, 1);
    }
  }
}
