import type { Migration } from 'kysely';

import * as environments from './0001-environments.ts';
import * as apiKeys from './0002-api-keys.ts';
import * as integratedAccounts from './0003-integrated-accounts.ts';
import * as credentials from './0004-credentials.ts';
import * as credentialRenewal from './0005-credential-renewal.ts';
import * as changesTold from './0006-changes-told.ts';

/** Every migration by name, in the order of the names. One that was released is never changed; the next one mends. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-environments': environments,
  '0002-api-keys': apiKeys,
  '0003-integrated-accounts': integratedAccounts,
  '0004-credentials': credentials,
  '0005-credential-renewal': credentialRenewal,
  '0006-changes-told': changesTold,
};
