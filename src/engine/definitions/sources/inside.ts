import { compileAt } from '../compiling/expressions.ts';
import { replyScope } from '../compiling/scope.ts';
import type { InsideDefinition, Shape } from '../mapping.ts';
import { hintForName } from '../checking/nearest.ts';
import { childPlace, originOf, type Place } from '../reading/place.ts';
import { textAt } from '../reading/values.ts';
import type { MappingContext } from '../unified/context.ts';
import type { MappingSketch } from '../unified/sketch.ts';

/** Links `inside: { of: messages, records: attachments }`. */
export function linkInside(place: Place, context: MappingContext): InsideDefinition | undefined {
  const { reports, facts, functions, siblings } = context;
  const of = textAt(place, 'of') ?? '';
  const at = childPlace(place, 'of') ?? place;
  const holder = siblings.mappings.get(of);
  if (holder) checkHolder(holder, at, context);
  else if (!siblings.broken.has(of)) {
    const hint = hintForName(of, siblings.mappings.keys());
    reports.report(at, 'DEFINITION_REFERENCE', `There is no mapping for \`${of}\`.`, hint);
  }
  const records = childPlace(place, 'records');
  if (holder === undefined || records === undefined) return undefined;
  return { of, records: compileAt(records, replyScope(facts, functions), reports), origin: originOf(place) };
}

/** A record is reached through its holder, so the holder has to be reachable by itself. */
function checkHolder({ resource, inside, place }: MappingSketch, at: Place, { reports }: MappingContext): void {
  if (inside !== undefined) {
    const message = `The records of ${resource.name} lie inside others themselves.`;
    const hint = 'Name a resource that is listed by calls of its own.';
    reports.report(at, 'DEFINITION_REFERENCE', message, hint);
    return;
  }
  for (const name of ['list', 'get']) {
    const method = childPlace(place, name);
    if (method !== undefined && textAt(method, 'unsupported') === undefined) continue;
    const message = `The mapping of ${resource.name} cannot ${name}, so what lies inside its records cannot either.`;
    reports.report(at, 'DEFINITION_REFERENCE', message, `Add \`${name}\` to ${resource.name}.`);
  }
}

/** An id has to lead back to the holder: get reads it to find the record. */
export function checkHolderInKey(shape: Shape, at: Place, context: MappingContext): void {
  const inside = context.sketch.inside;
  const of = inside && textAt(inside, 'of');
  const holder = of === undefined ? undefined : context.siblings.mappings.get(of);
  if (of === undefined || holder === undefined) return;
  const names = shape.key.parts.map(part => part.name);
  const holdsId = shape.key.parts.some(part => {
    const read = part.expression?.demand.variables.get('holder');
    return read?.keys.get('unified')?.keys.has('id') === true;
  });
  const holdsParts = [...holder.shapes.values()].every(({ key }) =>
    key.parts.every(part => part.optional || names.includes(part.name)),
  );
  if (holdsId || holdsParts) return;
  const message = `The key does not tell which of ${of} a record lies in, so get could not find it.`;
  const hint = 'Add a part that is `$holder.unified.id`, or parts of the same names as those of its key.';
  context.reports.report(at, 'DEFINITION_INVALID', message, hint, 'key');
}
