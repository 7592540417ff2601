import { areDisjoint, lineEnds, union, type CharSet } from './char-set.ts';
import type { PatternNode } from './pattern-tree.ts';
import { followOf, isAtom, isOneSided, layOut, type Atom, type PatternFlags, type Piece } from './pieces.ts';

/** Steps a backtracking engine may take from one place of a text before the pattern goes to the linear engine. */
const maxSteps = 256;

/** A pattern that the platform's backtracking engine matches in linear time. */
export interface PlainSearch {
  /** The most steps it takes for each character of a text. */
  readonly steps: number;
  /** The pattern begins with a run of these: only where a run begins is there anything to try. */
  readonly run?: CharSet;
}

/**
 * How the platform's backtracking engine can search for a pattern in linear time, where that is plain to see and the steps
 * are few; everything else is left to the linear engine.
 *
 * Let a pattern be a row of characters, each with its repetition. Call a repetition settled when what may follow it cannot
 * begin with a character it takes itself: then there is one way to end it, and trying the pattern at one place takes no
 * more steps than characters, times the ways of the unsettled ones, which are bounded. What remains is how many tries
 * look at the same character:
 *
 * - Without an unbounded repetition each try is of bounded length.
 * - Behind `^` there is one try.
 * - An unbounded repetition at the very end cannot fail: the search is over with it.
 * - Let F be what the pattern can begin with. A try that goes further than one step begins on a character of F. If no
 *   other unbounded repetition takes a character of F, then a try that begins within the reach of an earlier one begins
 *   on a character that the earlier one matched by a bounded piece. There are at most B of those, the sum of what bounded
 *   repetitions take at most and the unbounded ones at least, so that a character is looked at by B + 1 tries.
 * - If the pattern begins with an unbounded and settled repetition of X, then all tries within one run of X end it at the
 *   same place and go on alike: only the first is made (`run`), and it stands for the others.
 *
 * In a choice at the top every branch is tried at every place, so that their steps add up.
 */
export function plainSearch(tree: PatternNode, flags: PatternFlags): PlainSearch | undefined {
  const search = searchOf(tree, flags) ?? (tree.kind === 'choice' ? searchOfBranches(tree.branches, flags) : undefined);
  const steps = search === undefined ? waysOf(tree) * longestOf(tree) : search.steps;
  return steps <= maxSteps ? { ...search, steps: Math.max(1, steps) } : undefined;
}

function searchOfBranches(branches: readonly PatternNode[], flags: PatternFlags): PlainSearch | undefined {
  const searches = branches.map(branch => searchOf(branch, flags));
  // Where a run begins holds for one branch, not for the others.
  if (searches.some(search => search === undefined || search.run !== undefined)) return undefined;
  return { steps: searches.reduce((sum, search) => sum + (search?.steps ?? 0), 0) };
}

function searchOf(tree: PatternNode, flags: PatternFlags): PlainSearch | undefined {
  const items = tree.kind === 'sequence' ? tree.items : [tree];
  const [first] = items;
  const isAnchored = first?.kind === 'anchor' && first.sign === '^' && !flags.isMultiline;
  const pieces = layOut(items.slice(isAnchored ? 1 : 0), flags);
  if (pieces === undefined) return undefined;
  const ways = waysOfPieces(pieces, flags);
  const bounded = pieces.filter(isAtom).reduce((sum, { min, max }) => sum + (max === Infinity ? min : max), 0);
  // Behind `^` the length of what is tried does not count for each character.
  if (isAnchored) return { steps: ways };
  const open = pieces.filter((piece, at): piece is Atom => isUnbounded(piece) && at < pieces.length - 1);
  // Each piece may be asked once more than it takes characters.
  const steps = ways * (bounded + pieces.length);
  if (open.length === 0) return { steps };
  const begin = beginningOf(pieces);
  if (begin === undefined) return undefined;
  const [leading] = pieces.filter(isAtom);
  const others = open.filter(atom => atom !== leading);
  if (others.some(atom => !areDisjoint(atom.set, begin))) return undefined;
  if (leading === undefined || leading.max !== Infinity) return { steps };
  return standsForItsRun(leading, pieces, flags) ? { steps: steps + 1, run: leading.set } : undefined;
}

const isUnbounded = (piece: Piece): boolean => isAtom(piece) && piece.max === Infinity;

/** The ways to match at one place; infinite when a repetition without bound is not settled. */
function waysOfPieces(pieces: readonly Piece[], flags: PatternFlags): number {
  let ways = 1;
  for (const [at, piece] of pieces.entries()) {
    if (!isAtom(piece) || piece.max === piece.min || at === pieces.length - 1) continue;
    const following = followOf(piece, pieces.slice(at + 1), flags);
    if (following === undefined || !areDisjoint(piece.set, following)) ways *= piece.max - piece.min + 1;
  }
  return ways;
}

/** What the first character of a match can be; undefined when there may be none. */
function beginningOf(pieces: readonly Piece[]): CharSet | undefined {
  const sets: CharSet[] = [];
  for (const piece of pieces) {
    if (!isAtom(piece)) continue;
    sets.push(piece.set);
    if (piece.min > 0) return union(...sets);
  }
  return undefined;
}

/** Whether what is asked for before a leading run holds nowhere within it, so that no try is left out that could succeed. */
function standsForItsRun({ set, min }: Atom, pieces: readonly Piece[], { isMultiline }: PatternFlags): boolean {
  const before = pieces.slice(0, pieces.findIndex(isAtom));
  if (before.includes('end')) return false;
  if (before.includes('inside')) return false;
  if (before.includes('begin') && !(isMultiline && areDisjoint(set, lineEnds))) return false;
  // A run that may be left out can have its word edge at its end.
  return !before.includes('word') || (min > 0 && isOneSided(set));
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
