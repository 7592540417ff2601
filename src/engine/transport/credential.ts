import { PatchbayError } from '../../errors.ts';
import type { Account } from '../call.ts';
import type { Integration } from '../definitions/definition.ts';
import type { Endpoint } from '../definitions/endpoint.ts';

/**
 * The name of the credential to use: the first of the endpoint's (or else the integration's) order that the account holds.
 *
 * @throws METHOD_NOT_SUPPORTED when it holds none of them
 */
export function chooseCredential(integration: Integration, endpoint: Endpoint, account: Account): string {
  const order = endpoint.credential.length > 0 ? endpoint.credential : integration.credential;
  const chosen = order.find(name => account.credentials.includes(name));
  if (chosen !== undefined) return chosen;
  throw new PatchbayError(
    'METHOD_NOT_SUPPORTED',
    `${integration.label}'s ${endpoint.name} needs a ${order.join(' or ')} credential; this account holds ${account.credentials.join(', ') || 'none'}. Link it with one.`,
  );
}
