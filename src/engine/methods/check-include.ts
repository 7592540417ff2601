import { PatchbayError } from '../../errors.ts';
import type { Plan } from '../plan.ts';

/**
 * Refuses values of `include` that a method cannot reveal anything by.
 *
 * @param supported beside `remote_data`
 * @throws REQUEST_INVALID, which tells those that are supported
 */
export function checkInclude(plan: Plan, supported: readonly string[], include: readonly string[]): void {
  const unknown = include.find(name => name !== 'remote_data' && !supported.includes(name));
  if (unknown === undefined) return;
  throw new PatchbayError(
    'REQUEST_INVALID',
    `${plan.integration.label} cannot include "${unknown}" in ${plan.resource.name}. Supported: ${['remote_data', ...supported].join(', ')}.`,
    { errors: [{ pointer: '/include', message: `"${unknown}" is not supported here` }] },
  );
}
