import type { FastifyRequest } from 'fastify';
import { accessOf, type Access } from '../engine/describe/access.ts';
import type { Integration } from '../engine/definitions/definition.ts';
import type { Engine } from '../engine/engine.ts';
import type { Store, StoredAccount } from '../store/store.ts';
import { findAccount } from './find-account.ts';
import { findIntegration } from './find-integration.ts';
import { readText, wrongParameter } from './parameters.ts';
import { environmentOf } from './plugins/access.ts';
import type { QueryMap } from './query-string.ts';

/** What a description is asked of: an integration, or one account of it. */
export interface Subject {
  readonly integration: Integration;
  readonly account?: StoredAccount;
  /** What the account may do, where there is one. */
  readonly access?: Access;
}

/**
 * Reads `integration` and `integrated_account_id`.
 *
 * @returns undefined when neither is given
 * @throws PatchbayError INTEGRATION_NOT_FOUND, ACCOUNT_NOT_FOUND, REQUEST_INVALID when the two contradict each other
 */
export async function readSubject(
  deps: { readonly engine: Engine; readonly store: Store },
  request: FastifyRequest,
  map: QueryMap,
): Promise<Subject | undefined> {
  const [name, accountId] = ['integration', 'integrated_account_id'].map(parameter => readText(map, parameter));
  const catalogue = deps.engine.catalogue();
  const named = name === undefined ? undefined : findIntegration(catalogue, name);
  if (accountId === undefined) return named && { integration: named };
  const account = await findAccount(deps.store, environmentOf(request), accountId);
  request.logFacts = { ...request.logFacts, account: account.id, integration: account.integration };
  if (named !== undefined && named.name !== account.integration)
    throw wrongParameter('integration', `contradicts integrated_account_id, which is of ${account.integration}`);
  const integration = findIntegration(catalogue, account.integration);
  return { integration, account, access: accessOf(integration, account) };
}
