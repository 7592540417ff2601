import { fieldAt } from '../../models/fields.ts';
import type { ModelMethod } from '../../models/model.ts';
import type { Given } from '../definition.ts';
import { hintForName } from '../checking/nearest.ts';
import { entriesOf, type Place } from '../reading/place.ts';
import type { MappingContext } from './context.ts';

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
    const resource = String(at.value);
    const path = written.replace(/\?$/, '').split('.');
    checkPath(path, resource, at, method, context);
    const target = context.siblings.mappings.get(resource);
    if (target === undefined) {
      isUnsure = true;
      if (!context.siblings.broken.has(resource)) {
        const hint = hintForName(resource, context.siblings.mappings.keys());
        context.reports.report(at, 'DEFINITION_REFERENCE', `There is no mapping for \`${resource}\`.`, hint);
      }
      continue;
    }
    for (const part of target.parts) parts.add(part.name);
    given.push({ path, resource, optional: written.endsWith('?') });
  }
  return { given, parts, isUnsure };
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
