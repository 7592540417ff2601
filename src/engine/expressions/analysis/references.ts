import type { PathTree } from '../expression.ts';

/** A part of the input or of a variable, growing while an expression is looked through. */
export interface Place {
  whole: boolean;
  readonly keys: Map<string, Place>;
}

/** Where a value may come from; a value made by the expression itself comes from nowhere. */
export type Origins = readonly Place[];

export const nowhere: Origins = [];

export const newPlace = (): Place => ({ whole: false, keys: new Map() });

/** How far looking through an expression has come. */
export interface Progress {
  /** A name was found to stand for more than was known: what reads it has to be looked at again. */
  changed: boolean;
  /** Places told apart so far. */
  places: number;
}

/** Names that feed each other make ever new places; beyond this many, one that is gone into counts as read whole. */
const maxPlaces = 1_000;

export function under(origins: Origins, key: string, progress: Progress): Origins {
  const [only] = origins;
  // Nearly always: a list for its one place is all that is made.
  if (only !== undefined && origins.length === 1) return [placeUnder(only, key, progress)];
  return origins.map(place => placeUnder(place, key, progress));
}

function placeUnder(place: Place, key: string, progress: Progress): Place {
  const known = place.keys.get(key);
  if (known !== undefined) return known;
  if (progress.places >= maxPlaces) {
    place.whole = true;
    return place;
  }
  const made = newPlace();
  place.keys.set(key, made);
  progress.places += 1;
  return made;
}

/** The value itself is used: all of it may be read. */
export function readWhole(origins: Origins): void {
  for (const place of origins) place.whole = true;
}

/** What comes from one or the other. */
export function join(left: Origins, right: Origins): Origins {
  if (left.length === 0 || left === right) return right;
  if (right.length === 0) return left;
  return [...new Set([...left, ...right])];
}

/** What comes from any of several, each looked through in turn. */
export function joinAll<T>(parts: readonly T[], originsOf: (part: T) => Origins): Origins {
  let all = nowhere;
  for (const part of parts) all = join(all, originsOf(part));
  return all;
}

/** The tree as others see it. */
export function treeOf(place: Place): PathTree {
  const keys = new Map<string, PathTree>();
  for (const [key, inner] of place.keys) keys.set(key, treeOf(inner));
  return { whole: place.whole, keys };
}
