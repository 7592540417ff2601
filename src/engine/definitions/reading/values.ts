import { isPlainMap } from '../merge.ts';
import { childPlace, entriesOf, itemsOf, type Place } from './place.ts';

/** The text under a key; undefined when there is none. Documents are checked before they are read, so a wrong type cannot be. */
export function textAt(place: Place | undefined, key: string): string | undefined {
  const value = valueAt(place, key);
  return typeof value === 'string' ? value : undefined;
}

/** The number under a key. */
export function numberAt(place: Place | undefined, key: string): number | undefined {
  const value = valueAt(place, key);
  return typeof value === 'number' ? value : undefined;
}

/** The boolean under a key. */
export function flagAt(place: Place | undefined, key: string): boolean | undefined {
  const value = valueAt(place, key);
  return typeof value === 'boolean' ? value : undefined;
}

/** The texts of the list under a key; empty when there is none. */
export function textsAt(place: Place | undefined, key: string): readonly string[] {
  const list = place && childPlace(place, key);
  return itemsOf(list).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

/** The texts of the map under a key, by name; empty when there is none. */
export function textMapAt(place: Place | undefined, key: string): Readonly<Record<string, string>> {
  const entries = entriesOf(place && childPlace(place, key));
  return Object.fromEntries(entries.flatMap(([name, { value }]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function valueAt(place: Place | undefined, key: string): unknown {
  return place && isPlainMap(place.value) && Object.hasOwn(place.value, key) ? place.value[key] : undefined;
}

/** `{ key: value }`, or nothing when the value is undefined: for optional properties. */
export function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  // A computed key widens to `string`; it is K.
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}
