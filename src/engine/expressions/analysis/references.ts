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
  return origins.map(place => {
    const known = place.keys.get(key);
    if (known !== undefined) return known;
    if (progress.places >= maxPlaces) {
      readWhole([place]);
      return place;
    }
    const made = newPlace();
    place.keys.set(key, made);
    progress.places += 1;
    return made;
  });
}

/** The value itself is used: all of it may be read. */
export function readWhole(origins: Origins): void {
  for (const place of origins) {
    if (place.whole) continue;
    place.whole = true;
  }
}

export function join(...all: readonly Origins[]): Origins {
  const [first = nowhere, ...rest] = all.filter(origins => origins.length > 0);
  return rest.length === 0 ? first : [...new Set([...first, ...rest.flat()])];
}

/** The tree as others see it. */
export function treeOf(place: Place): PathTree {
  return { whole: place.whole, keys: new Map([...place.keys].map(([key, inner]) => [key, treeOf(inner)] as const)) };
}
