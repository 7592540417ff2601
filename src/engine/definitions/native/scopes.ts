import type { Endpoint } from '../endpoint.ts';
import { entriesOf, itemsOf, type Place } from '../reading/place.ts';

/** Scopes as one list for any credential, or as a list for each. */
export function readScopes(place: Place | undefined): Endpoint['scopes'] {
  if (place === undefined) return [];
  if (Array.isArray(place.value)) return place.value.length > 0 ? [{ credentials: [], all: listOf(place) }] : [];
  return entriesOf(place).map(([credential, list]) => ({ credentials: [credential], all: listOf(list) }));
}

/** All of the outer list, one of each inner list. */
function listOf(place: Place): readonly (readonly string[])[] {
  return itemsOf(place).map(({ value }) => [value].flat().map(String));
}
