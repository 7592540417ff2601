import type { Catalogue } from '../engine/definitions/catalogue.ts';
import type { Integration } from '../engine/definitions/definition.ts';
import { PatchbayError } from '../errors.ts';

/**
 * The integration of this name, as it is served now.
 *
 * @throws PatchbayError INTEGRATION_NOT_FOUND, which tells those there are
 */
export function findIntegration({ integrations }: Catalogue, name: string): Integration {
  const found = integrations.get(name);
  if (found !== undefined) return found;
  throw new PatchbayError(
    'INTEGRATION_NOT_FOUND',
    `There is no integration "${name.slice(0, 100)}". There are: ${[...integrations.keys()].sort().join(', ') || 'none'}.`,
  );
}
