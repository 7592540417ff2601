import type { ResourceMapping, Shape } from '../definitions/mapping.ts';
import { decodeId, invalidId, type IdParts } from './ids.ts';

/** An id of a resource, read: its parts, and the shapes it can be of (shapes with the same key share ids). */
export interface ReadId {
  readonly parts: IdParts;
  readonly shapes: readonly string[];
}

/**
 * Reads an id a caller sent.
 *
 * @param place how the caller gave it (`id`, `query.channel.id`)
 * @throws REQUEST_ID_INVALID naming the resource and the form of its ids
 */
export function readResourceId(mapping: ResourceMapping, id: unknown, place: string): ReadId {
  const shapes = [...mapping.shapes.values()];
  const found = typeof id === 'string' ? findShapes(shapes, id) : undefined;
  if (found) return found;
  const keys = [...new Map(shapes.map(({ key }) => [key.tag ?? '', key])).values()];
  throw invalidId(keys, mapping.resource, id, place);
}

function findShapes(shapes: readonly Shape[], id: string): ReadId | undefined {
  for (const { key } of shapes) {
    const parts = decodeId(key, id);
    if (parts) return { parts, shapes: shapes.filter(other => other.key.tag === key.tag).map(({ name }) => name) };
  }
  return undefined;
}
