import { fieldAt } from '../../models/fields.ts';
import { hintForName } from '../checking/nearest.ts';
import type { Variant } from '../mapping.ts';
import { entriesOf, type Place } from '../reading/place.ts';
import type { MappingContext } from '../unified/context.ts';

/** How the provider sorts: one field of the model, and the way. */
export function readOrder(place: Place | undefined, { sketch, reports }: MappingContext): Variant['order'] {
  const [entry] = entriesOf(place);
  if (entry === undefined) return undefined;
  const [field, at] = entry;
  const { schema } = sketch.resource;
  if (fieldAt(schema, [field]) === undefined) {
    const hint = hintForName(field, Object.keys(schema.properties ?? {}));
    const message = `${sketch.resource.name} has no field \`${field}\` in the model.`;
    reports.report(at, 'DEFINITION_REFERENCE', message, hint, 'key');
  }
  return { field, direction: at.value === 'desc' ? 'desc' : 'asc' };
}
