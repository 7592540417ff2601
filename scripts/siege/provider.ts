import { createServer } from 'node:http';
import { siegeHost, type SiegeField } from './definition.ts';

/** A provider that answers with what attacks read: one record, the input of the field that is named. */
export interface SiegeProvider {
  /** For PATCHBAY_DIAL. */
  readonly dial: string;
  close(): Promise<void>;
}

export async function startSiegeProvider(fields: readonly SiegeField[]): Promise<SiegeProvider> {
  const bodies = new Map(
    fields.map(({ name, attack }) => {
      const input = typeof attack.input === 'object' ? attack.input : {};
      return [name, JSON.stringify({ records: [{ ...input, siege_id: name }] })] as const;
    }),
  );
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').searchParams.get('input') ?? '';
    response.writeHead(200, { 'content-type': 'application/json' }).end(bodies.get(name) ?? '{"records":[]}');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    dial: `${siegeHost}=127.0.0.1:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
