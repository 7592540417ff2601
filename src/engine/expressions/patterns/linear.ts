import { areDisjoint, foldCase, union, type CharSet } from './char-set.ts';
import type { PatternNode } from './pattern-tree.ts';

/** Steps a backtracking engine may take from one place of a text before the pattern goes to the linear engine. */
const maxSteps = 256;

/** One character of a pattern laid out flat, with its repetition. */
interface Atom {
  readonly set: CharSet;
  readonly min: number;
  readonly max: number;
}

type Piece = Atom | 'end' | 'boundary';

/**
 * The steps that the platform's backtracking engine takes at most for each character of a text, where that is plain to
 * see and a small number; everything else is left to the linear engine.
 *
 * - no repetition without bound: from one place the ways to match and their length are fixed;
 * - one at the very end of the pattern: nothing after it can fail;
 * - behind `^`, each followed by characters it cannot hold itself: there is one place and one way to match.
 *
 * @returns undefined when the engine might take more
 */
export function plainSteps(tree: PatternNode, ignoresCase: boolean, isMultiline: boolean): number | undefined {
  const items = tree.kind === 'sequence' ? tree.items : [tree];
  const first = items[0];
  const isAnchored = first?.kind === 'anchor' && first.sign === '^' && !isMultiline;
  const pieces: Piece[] = [];
  const laidOut = items.slice(isAnchored ? 1 : 0).every(item => layOut(item, pieces, ignoresCase));
  const steps = laidOut ? stepsOfPieces(pieces, isAnchored) : waysOf(tree) * longestOf(tree);
  return steps <= maxSteps ? Math.max(1, steps) : undefined;
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

function stepsOfPieces(pieces: readonly Piece[], isAnchored: boolean): number {
  let ways = 1;
  let longest = 1;
  for (const [at, piece] of pieces.entries()) {
    if (isFixed(piece)) continue;
    const rest = pieces.slice(at + 1);
    if (!isSafeRepeat(piece, rest, isAnchored)) return Infinity;
    if (piece.max === Infinity) continue;
    longest += piece.max;
    if (piece.max > piece.min && !isDeterministic(piece, rest)) ways *= piece.max - piece.min + 1;
  }
  // Behind `^` there is one place to begin at, so that the length of what is tried does not count for each character.
  return isAnchored ? ways : ways * longest;
}

/** The number of ways to match at one place; infinite when a repetition has no bound. */
function waysOf(node: PatternNode): number {
  switch (node.kind) {
    case 'set':
    case 'anchor':
      return 1;
    case 'group':
      return waysOf(node.inner);
    case 'sequence':
      return node.items.reduce((ways, item) => ways * waysOf(item), 1);
    case 'choice':
      return node.branches.reduce((ways, branch) => ways + waysOf(branch), 0);
    case 'repeat': {
      if (node.max === Infinity) return Infinity;
      const once = waysOf(node.inner);
      return once === 1 ? node.max - node.min + 1 : once ** Math.max(node.max, 1);
    }
  }
}

/** The characters that one match has at most. */
function longestOf(node: PatternNode): number {
  switch (node.kind) {
    case 'set':
      return 1;
    case 'anchor':
      return 0;
    case 'group':
      return longestOf(node.inner);
    case 'sequence':
      return node.items.reduce((length, item) => length + longestOf(item), 0);
    case 'choice':
      return Math.max(...node.branches.map(longestOf));
    case 'repeat':
      return node.max === 0 ? 0 : node.max * longestOf(node.inner);
  }
}
