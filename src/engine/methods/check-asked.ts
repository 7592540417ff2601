import { PatchbayError } from '../../errors.ts';
import type { Call } from '../call.ts';
import type { Plan } from '../plan.ts';

/**
 * Refuses fields and lookups that there are not, before anything is sent: a write would be done by then.
 *
 * @throws REQUEST_INVALID
 */
export function checkAsked(call: Pick<Call, 'fields' | 'expand'>, plan: Plan): void {
  checkFields(call, plan);
  checkExpand(call, plan);
}

function checkFields(call: Pick<Call, 'fields'>, plan: Plan): void {
  // Schemas come from the model loader, which writes `properties` as a map.
  const known = Object.keys((plan.resource.schema['properties'] ?? {}) as Record<string, unknown>);
  const unknown = call.fields?.find(field => !known.includes(field));
  if (unknown === undefined) return;
  throw new PatchbayError(
    'REQUEST_INVALID',
    `${plan.resource.name} has no field "${unknown}". It has: ${known.join(', ')}.`,
    {
      errors: [{ pointer: '/fields', message: `"${unknown}" is not a field` }],
    },
  );
}

function checkExpand(call: Pick<Call, 'expand'>, plan: Plan): void {
  const known = new Set([...plan.mapping.shapes.values()].flatMap(({ lookups }) => [...lookups.keys()]));
  const unknown = call.expand.find(name => !known.has(name));
  if (unknown === undefined) return;
  throw new PatchbayError(
    'REQUEST_INVALID',
    `"${unknown}" cannot be expanded for ${plan.resource.name} of ${plan.integration.label}. Can be: ${[...known].join(', ') || 'nothing'}.`,
    { errors: [{ pointer: '/expand', message: `"${unknown}" cannot be expanded` }] },
  );
}
