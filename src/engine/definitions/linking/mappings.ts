import type { Model } from '../../models/model.ts';
import { hintForName } from '../checking/nearest.ts';
import type { KnownNames } from '../compiling/known-names.ts';
import type { ResourceMapping } from '../mapping.ts';
import type { Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import type { Steps } from '../steps.ts';
import { boundFunctions, type EndpointIndex } from '../unified/context.ts';
import { linkResource } from '../unified/resources.ts';
import { sketchMapping, type MappingSketch, type ModelSketch } from '../unified/sketch.ts';

/** Mapping files of one integration to one model, by resource. */
export interface MappingFiles {
  readonly places: ReadonlyMap<string, Place>;
  /** Resources whose file has mistakes of form. */
  readonly broken: ReadonlySet<string>;
}

export interface MappingsContext {
  readonly endpoints: EndpointIndex;
  readonly facts: Readonly<Record<string, KnownNames>>;
  readonly reports: Reports;
}

/** Links the mappings of one model; they may refer to each other in circles, so all are sketched first. */
export function* linkMappings(
  model: Model,
  files: MappingFiles,
  context: MappingsContext,
): Steps<readonly ResourceMapping[]> {
  const mappings = new Map<string, MappingSketch>();
  for (const [name, place] of files.places) {
    const resource = model.resources.get(name);
    if (resource) mappings.set(name, sketchMapping(resource, place));
    else reportUnknown(name, place, model, context.reports);
  }
  const siblings: ModelSketch = { model, mappings, broken: files.broken };
  const linked: ResourceMapping[] = [];
  for (const sketch of mappings.values()) {
    linked.push(linkResource({ ...context, sketch, siblings, functions: boundFunctions(sketch, siblings) }));
    yield;
  }
  return linked;
}

function reportUnknown(name: string, place: Place, model: Model, reports: Reports): void {
  const message = `The model ${model.name} has no resource \`${name}\`, and the file is named after it.`;
  reports.report(place, 'DEFINITION_REFERENCE', message, hintForName(name, model.resources.keys()));
}
