import type { Model, ModelResource } from '../../models/model.ts';
import { isPlainMap } from '../merge.ts';
import { childPlace, entriesOf, mergedPlace, type Place } from '../reading/place.ts';
import { textAt, textMapAt } from '../reading/values.ts';
import { sketchKey, type KeySketch } from '../keys/key-sketch.ts';

/** What the rest of an integration needs to know of a mapping before any of its expressions is compiled. */
export interface MappingSketch {
  readonly resource: ModelResource;
  /** The whole mapping file. */
  readonly place: Place;
  /** By name, in the order written; a mapping without `shapes` has one, named "". */
  readonly shapes: ReadonlyMap<string, ShapeSketch>;
  /** The records lie inside another resource's. */
  readonly inside: Place | undefined;
  /** Model field -> native value -> unified value. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface ShapeSketch {
  readonly name: string;
  /** The shape with what is common to all shapes under it. */
  readonly place: Place;
  readonly key: KeySketch;
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
    shapes: sketchShapes(place),
    inside: childPlace(place, 'inside'),
    values: Object.fromEntries(entriesOf(values).map(([field]) => [field, textMapAt(values, field)])),
  };
}

function sketchShapes(place: Place): ReadonlyMap<string, ShapeSketch> {
  const shapes = childPlace(place, 'shapes');
  if (shapes === undefined) return new Map([['', sketchShape('', place)]]);
  const common = commonPart(place);
  return new Map(entriesOf(shapes).map(([name, own]) => [name, sketchShape(name, mergedPlace(common, own))]));
}

function sketchShape(name: string, place: Place): ShapeSketch {
  return { name, place, key: sketchKey(childPlace(place, 'key'), textAt(place, 'tag'), place) };
}

/** What lies under every shape. */
const commonKeys = new Set(['key', 'fields', 'lookups']);

function commonPart(place: Place): Place {
  const entries = isPlainMap(place.value) ? Object.entries(place.value) : [];
  return { ...place, value: Object.fromEntries(entries.filter(([key]) => commonKeys.has(key))) };
}
