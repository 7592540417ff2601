import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Api } from '../../sandbox/demo/api.ts';
import { build, type BuiltProcess } from './built.ts';
import { startParleyProvider, type ParleyProvider } from './fifth-provider.ts';
import { createTestDatabase } from './postgres.ts';
import { endProcess, openServer, serverEnvironment, startServer } from './running-house.ts';
import { scratchFolder } from './scratch-folder.ts';

/** The folder with the definition of the fifth provider. */
export const parleyFolder = fileURLToPath(new URL('../fixtures/providers/parley', import.meta.url));

/** A built server in strict mode whose folder for further integrations is empty, and the fake it will be told of. */
export interface FifthHouse {
  readonly api: Api;
  readonly server: BuiltProcess;
  readonly provider: ParleyProvider;
  /** Where a further integration's folder goes. */
  readonly integrations: string;
  end(): Promise<void>;
}

/** Builds if need be and starts everything. */
export async function openFifthHouse(): Promise<FifthHouse> {
  await build();
  const provider = await startParleyProvider();
  const folder = scratchFolder();
  const database = await createTestDatabase({ content: 'empty' });
  const env = serverEnvironment({
    DATABASE_URL: database.url,
    PATCHBAY_INTEGRATIONS: folder.path,
    PATCHBAY_VALIDATION: 'strict',
    PATCHBAY_DIAL: provider.dial,
  });
  const server = await startServer(env);
  return {
    api: await openServer(server.url, env),
    server,
    provider,
    integrations: folder.path,
    end: async () => {
      await endProcess(server);
      await database.drop();
      await provider.close();
      folder.remove();
    },
  };
}

/** Copies the definition into a folder of integrations, file by file, as a person would. */
export function dropParley(integrations: string): void {
  cpSync(parleyFolder, join(integrations, 'parley'), { recursive: true });
}

/** Every id of a list, page by page, with the sizes of the pages and what the pages warned of. */
export interface Walk {
  readonly ids: readonly string[];
  readonly pages: readonly number[];
  readonly warnings: readonly string[];
}

/**
 * Walks a list to its end.
 *
 * @param path below `/unified/instant-messaging/`, with the account and the filters
 * @throws Error when a page is refused
 */
export async function walkList(api: Api, path: string, limit: number): Promise<Walk> {
  const walk = { ids: [] as string[], pages: [] as number[], warnings: [] as string[] };
  let cursor: unknown = null;
  do {
    const from = cursor === null ? '' : `&next_cursor=${String(cursor)}`;
    const { status, body } = await api.call('GET', `/unified/instant-messaging/${path}&limit=${limit}${from}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    // The shape of every list's answer.
    const records = body['result'] as readonly { readonly id: string }[];
    const warnings = (body['warnings'] ?? []) as readonly { readonly code: string }[];
    walk.ids.push(...records.map(({ id }) => id));
    walk.pages.push(records.length);
    walk.warnings.push(...warnings.map(({ code }) => code));
    cursor = body['next_cursor'];
  } while (cursor !== null);
  return walk;
}
