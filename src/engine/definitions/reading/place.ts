import type { Problem } from '../catalogue.ts';
import type { Origin } from '../origin.ts';
import { isPlainMap, listIds, merge, settle } from '../merge.ts';
import { createProblem, type Complaint } from '../problem.ts';
import type { DocumentPath, SourceDocument } from './source-document.ts';

/** A value of a definition together with the files it was written in. */
export interface Place {
  readonly value: unknown;
  /** Last key or index on the way here. */
  readonly key: string | number | undefined;
  /** The files that say something about it, the one that decides first. Never empty. */
  readonly layers: readonly [Layer, ...Layer[]];
}

interface Layer {
  readonly document: SourceDocument;
  readonly path: DocumentPath;
  readonly value: unknown;
}

/** Where in a place a problem stands: its key, its value, or a character of its text. */
export type Spot = 'key' | 'value' | { readonly offset: number };

/** The whole of a document. */
export function rootPlace(document: SourceDocument): Place {
  return { value: document.value, key: undefined, layers: [{ document, path: [], value: document.value }] };
}

/** `patch` over `base`, by the one rule of merging; parts know the file they came from. */
export function mergedPlace(base: Place, patch: Place): Place {
  const place = patchedPlace(base, patch);
  return { ...place, value: settle(place.value) };
}

/** The same, but removals stay in it as `null`, for what it will be laid over in turn. */
export function patchedPlace(base: Place, patch: Place): Place {
  return { value: merge(base.value, patch.value), key: patch.key, layers: [...patch.layers, ...base.layers] };
}

/** The part of a map or list under a key or index; undefined when there is none. */
export function childPlace(place: Place, key: string | number): Place | undefined {
  const value = childOf(place.value, key);
  if (value === undefined) return undefined;
  const layers: Layer[] = [];
  for (const layer of place.layers) {
    const step = stepIn(layer.value, place.value, key);
    const below = step === undefined ? undefined : childOf(layer.value, step);
    if (step === undefined || below === undefined || (below === null && value !== null)) continue;
    // What was replaced says nothing about the part.
    if (layers[0] !== undefined && !mergesOver(layers[0].value, below)) break;
    layers.push({ document: layer.document, path: [...layer.path, step], value: below });
  }
  const [first, ...rest] = layers;
  return { value, key, layers: first === undefined ? place.layers : [first, ...rest] };
}

/** The entries of a map in their order; none when it is no map. */
export function entriesOf(place: Place | undefined): readonly (readonly [string, Place])[] {
  if (place === undefined || !isPlainMap(place.value)) return [];
  return Object.keys(place.value).flatMap(key => {
    const child = childPlace(place, key);
    return child === undefined ? [] : [[key, child] as const];
  });
}

/** The elements of a list in their order; none when it is no list. */
export function itemsOf(place: Place | undefined): readonly Place[] {
  if (place === undefined || !Array.isArray(place.value)) return [];
  return place.value.flatMap((_, index) => childPlace(place, index) ?? []);
}

/** The place at the end of a way, or the last place on it. */
export function nearestPlace(place: Place, path: DocumentPath): Place {
  let at = place;
  for (const key of path) {
    const next = childPlace(at, Array.isArray(at.value) ? Number(key) : key);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

/** Where a place starts, for messages at run time. */
export function originOf(place: Place): Origin {
  const { file, line, column } = problemAt(place, 'key', { code: 'DEFINITION_INVALID', message: '' });
  return { file, line, column };
}

/** A problem at a place. */
export function problemAt(place: Place, spot: Spot, complaint: Complaint): Problem {
  const { document, path } = place.layers[0];
  const offset = typeof spot === 'object' ? document.offsetInText(path, spot.offset) : document.offsetOf(path, spot);
  return createProblem(document, offset, complaint);
}

/** Whether a text is written in quotes (`"markdown"`). */
export function isQuoted(place: Place): boolean {
  const { document, path } = place.layers[0];
  const style = document.styleOf(path);
  return style === 'single' || style === 'double';
}

function mergesOver(patch: unknown, base: unknown): boolean {
  if (isPlainMap(patch)) return isPlainMap(base);
  return listIds(patch) !== undefined && listIds(base) !== undefined;
}

function childOf(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isPlainMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The step that leads to the same part in one layer: entries with an `id` may stand elsewhere in it. */
function stepIn(layer: unknown, merged: unknown, key: string | number): string | number | undefined {
  if (typeof key === 'string') return key;
  const ids = listIds(merged);
  const own = listIds(layer);
  if (ids === undefined || own === undefined) return key;
  const index = own.indexOf(ids[key] ?? '');
  return index === -1 ? undefined : index;
}
