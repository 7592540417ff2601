import type { Model, ModelResource } from '../../models/model.ts';
import { childPlace, entriesOf, type Place } from '../reading/place.ts';
import { textMapAt } from '../reading/values.ts';

/** What the rest of an integration needs to know of a mapping before any of its expressions is compiled. */
export interface MappingSketch {
  readonly resource: ModelResource;
  /** The whole mapping file. */
  readonly place: Place;
  readonly parts: readonly SketchedPart[];
  /** Model field -> native value -> unified value. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface SketchedPart {
  readonly name: string;
  readonly optional: boolean;
  readonly place: Place;
}

/** All mappings of one integration to one model. */
export interface ModelSketch {
  readonly model: Model;
  readonly mappings: ReadonlyMap<string, MappingSketch>;
  /** Mappings with mistakes of form: what refers to them cannot be judged. */
  readonly broken: ReadonlySet<string>;
}

export function sketchMapping(resource: ModelResource, place: Place): MappingSketch {
  const values = childPlace(place, 'values');
  return {
    resource,
    place,
    parts: entriesOf(childPlace(place, 'key')).map(([written, part]) => ({
      name: written.replace(/\?$/, ''),
      optional: written.endsWith('?'),
      place: part,
    })),
    values: Object.fromEntries(entriesOf(values).map(([field]) => [field, textMapAt(values, field)])),
  };
}
