import { fieldAt } from '../../models/fields.ts';
import type { ModelMethod } from '../../models/model.ts';
import type { Given } from '../mapping.ts';
import { hintForName } from '../checking/nearest.ts';
import { entriesOf, type Place } from '../reading/place.ts';
import { optional } from '../reading/values.ts';
import type { MappingContext } from '../unified/context.ts';
import { variablesOf } from './key-sketch.ts';
import { findKeyTarget } from './key-targets.ts';

/** The references of a variant and the variables that their ids give. */
export interface LinkedGiven {
  readonly given: readonly Given[];
  readonly parts: ReadonlySet<string>;
  /** A reference leads to a mapping with mistakes, so its parts are not known. */
  readonly isUnsure: boolean;
}

/** Resolves `given: { query.channel.id: channels }` against the model and the other mappings. */
export function linkGiven(place: Place | undefined, method: ModelMethod, context: MappingContext): LinkedGiven {
  const given: Given[] = [];
  const parts = new Set<string>();
  let isUnsure = false;
  for (const [written, at] of entriesOf(place)) {
    const reference = String(at.value);
    const [resource = ''] = reference.split('.');
    const path = written.replace(/\?$/, '').split('.');
    checkPath(path, resource, at, method, context);
    const found = findKeyTarget(reference, context.siblings);
    if (found.kind === 'unknown') context.reports.report(at, 'DEFINITION_REFERENCE', found.message, found.hint);
    if (found.kind !== 'found') {
      isUnsure = true;
      continue;
    }
    const { key, shape } = found.target;
    if (shape === undefined && reference !== resource) reportSharedIds(reference, resource, at, context);
    for (const name of variablesOf(key)) parts.add(name);
    given.push({ path, resource, ...optional('shape', shape), optional: written.endsWith('?') });
  }
  return { given, parts, isUnsure };
}

/** A condition that holds for every id is none. */
function reportSharedIds(reference: string, resource: string, place: Place, { reports }: MappingContext): void {
  const message = `All shapes of ${resource} share their ids, so \`${reference}\` cannot be told from the others.`;
  reports.report(place, 'DEFINITION_INVALID', message, `Write \`${resource}\`.`);
}

function checkPath(
  path: readonly string[],
  resource: string,
  place: Place,
  method: ModelMethod,
  context: MappingContext,
): void {
  const { filters, name } = context.sketch.resource;
  const inner = path.slice(1);
  if (path[0] === 'query') {
    const filter = filters.get(inner.join('.'));
    const ids = [...filters].filter(([, other]) => other.type === 'id').map(([other]) => `query.${other}`);
    if (filter?.type !== 'id') {
      const message = `\`${path.join('.')}\` is no filter of ${name} that takes an id.`;
      context.reports.report(place, 'DEFINITION_REFERENCE', message, hintForName(path.join('.'), ids), 'key');
    } else if (filter.resource !== undefined && filter.resource !== resource) {
      const message = `The filter \`${inner.join('.')}\` names one of ${filter.resource}, not of ${resource}.`;
      context.reports.report(place, 'DEFINITION_REFERENCE', message, `Write \`${filter.resource}\`.`);
    }
    return;
  }
  if (method.body === undefined || fieldAt(method.body.schema, inner) === undefined) {
    const message = `The body of ${method.name} has no \`${inner.join('.')}\` in the model.`;
    context.reports.report(place, 'DEFINITION_REFERENCE', message, undefined, 'key');
  }
}
