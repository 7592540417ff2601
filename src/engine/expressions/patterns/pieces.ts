import { foldCase, lastCodePoint, lineEnds, union, wordCharacters, areDisjoint, type CharSet } from './char-set.ts';
import type { PatternNode } from './pattern-tree.ts';

/** One character of a pattern laid out flat, with its repetition. */
export interface Atom {
  readonly set: CharSet;
  readonly min: number;
  readonly max: number;
}

/** Places that are asked for without taking a character: `^`, `$`, `\b`, `\B`. */
export type Piece = Atom | 'begin' | 'end' | 'word' | 'inside';

const places = { '^': 'begin', $: 'end', '\\b': 'word', '\\B': 'inside' } as const;

export interface PatternFlags {
  readonly ignoresCase: boolean;
  readonly isMultiline: boolean;
}

export const isAtom = (piece: Piece): piece is Atom => typeof piece !== 'string';

/**
 * A pattern as a row of characters; groups that are only there to capture are looked through.
 *
 * @returns undefined where it is no such row: choices of more than single characters, repeated groups, and letters whose
 *   case is not simply paired
 */
export function layOut(items: readonly PatternNode[], flags: PatternFlags): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  return items.every(item => addPieces(item, pieces, flags)) ? pieces : undefined;
}

function addPieces(node: PatternNode, pieces: Piece[], flags: PatternFlags): boolean {
  const single = setOf(node);
  if (single !== undefined) return addAtom(single, 1, 1, pieces, flags);
  switch (node.kind) {
    case 'repeat': {
      const repeated = setOf(node.inner);
      return repeated !== undefined && addAtom(repeated, node.min, node.max, pieces, flags);
    }
    case 'group':
      return addPieces(node.inner, pieces, flags);
    case 'sequence':
      return node.items.every(item => addPieces(item, pieces, flags));
    case 'anchor':
      pieces.push(places[node.sign]);
      return true;
    default:
      return false;
  }
}

/** The one character that a node is: a set, or a choice of sets, however it is bracketed. */
function setOf(node: PatternNode): CharSet | undefined {
  switch (node.kind) {
    case 'set':
      return node.set;
    case 'group':
      return setOf(node.inner);
    case 'sequence': {
      const [only] = node.items;
      return only !== undefined && node.items.length === 1 ? setOf(only) : undefined;
    }
    case 'choice': {
      const sets = node.branches.map(setOf);
      // Where two branches take the same character there are two ways to take it.
      return sets.every(set => set !== undefined) && areApart(sets) ? union(...sets) : undefined;
    }
    default:
      return undefined;
  }
}

const areApart = (sets: readonly CharSet[]): boolean =>
  sets.every((set, at) => sets.slice(at + 1).every(other => areDisjoint(set, other)));

function addAtom(set: CharSet, min: number, max: number, pieces: Piece[], { ignoresCase }: PatternFlags): boolean {
  // A character beyond the first plane is two units to the platform, which repeats and tests units.
  if (!isOfUnits(set)) return false;
  const folded = ignoresCase ? foldCase(set) : set;
  if (folded === undefined) return false;
  pieces.push({ set: folded, min, max });
  return true;
}

const lastUnit = 0xffff;

/** Nothing beyond the first plane is told apart: all of it is in the set, or none. */
function isOfUnits(set: CharSet): boolean {
  const beyond = set.filter(([, to]) => to > lastUnit);
  return (
    beyond.length === 0 ||
    (beyond.length === 1 && beyond.every(([from, to]) => from <= lastUnit + 1 && to === lastCodePoint))
  );
}

/**
 * What the characters behind a repetition may begin with: if the repetition takes none of them itself, there is one way
 * to end it.
 *
 * @returns undefined when that cannot be told
 */
export function followOf(atom: Atom, rest: readonly Piece[], { isMultiline }: PatternFlags): CharSet | undefined {
  const following: CharSet[] = [];
  for (const piece of rest) {
    if (piece === 'begin' || piece === 'inside') return undefined;
    // Within a run of nothing but letters, or of none, there is no boundary of a word.
    if (piece === 'word') return isOneSided(atom.set) ? union(...following) : undefined;
    if (piece === 'end') {
      // At the end of the text the repetition has nothing to give back to; at the end of a line it may.
      if (isMultiline) following.push(lineEnds);
      break;
    }
    following.push(piece.set);
    if (piece.min > 0) break;
  }
  return union(...following);
}

/** All in it are characters of words, or none is. */
export function isOneSided(set: CharSet): boolean {
  return (
    areDisjoint(set, wordCharacters) ||
    set.every(([from, to]) => wordCharacters.some(([low, high]) => low <= from && to <= high))
  );
}
