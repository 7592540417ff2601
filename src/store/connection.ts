import type { ClientConfig } from 'pg';

import type { Secret } from '../secret.ts';

/** Where the database is: the operator's URL, or the Unix socket of the embedded server. */
export type StoreConnection =
  | { readonly kind: 'url'; readonly url: Secret }
  | {
      readonly kind: 'socket';
      readonly directory: string;
      readonly port: number;
      readonly user: string;
      readonly database: string;
    };

/** The connection in the driver's words. `keepAlive` finds peers that vanished without a word. */
export function clientConfig(connection: StoreConnection): ClientConfig {
  const shared = { application_name: 'patchbay', keepAlive: true };
  if (connection.kind === 'url') return { ...shared, connectionString: connection.url.reveal() };
  const { directory, port, user, database } = connection;
  return { ...shared, host: directory, port, user, database };
}
