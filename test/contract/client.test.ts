import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createClient } from '@hey-api/openapi-ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type House } from './support/house.ts';

const root = resolve(import.meta.dirname, '../..');

/** What somebody writes who has generated a client; a wrong filter has to be a mistake of the compiler. */
const program = `import { createClient } from './sdk/client/index.js';
import { createInstantMessagingMessages, listInstantMessagingChannels } from './sdk/index.js';

export async function listChannels(baseUrl: string, key: string, account: string): Promise<readonly string[]> {
  const client = createClient({ baseUrl, auth: key });
  const { data, error } = await listInstantMessagingChannels({
    client,
    query: { integrated_account_id: account, limit: 3, created_at: { lt: '2100-01-01T00:00:00Z' }, fields: ['id', 'type'] },
  });
  if (error !== undefined) throw new Error(error.code + ': ' + error.detail);
  return data.result.map(({ id, type }) => \`\${type ?? 'unknown'} \${id.length > 0 ? 'with id' : ''}\`);
}

export async function failToList(baseUrl: string, key: string): Promise<string | undefined> {
  const client = createClient({ baseUrl, auth: key });
  const { error } = await listInstantMessagingChannels({ client, query: { integrated_account_id: 'acc_none' } });
  return error?.code;
}

export const mistakes = [
  // @ts-expect-error There is no such filter.
  (client: ReturnType<typeof createClient>) => listInstantMessagingChannels({ client, query: { integrated_account_id: '', colour: 'red' } }),
  // @ts-expect-error A message is written to a channel.
  (client: ReturnType<typeof createClient>) => createInstantMessagingMessages({ client, query: { integrated_account_id: '' }, body: { body: { format: 'text', content: '' } } }),
];
`;

const tsconfig = {
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: [],
    outDir: 'built',
    rootDir: '.',
  },
  include: ['**/*.ts'],
};

interface Program {
  listChannels(url: string, key: string, account: string): Promise<readonly string[]>;
  failToList(url: string, key: string): Promise<string | undefined>;
}

let house: House;
let folder: string;
beforeAll(async () => {
  house = await openHouse();
  folder = await mkdtemp(join(root, 'node_modules', '.patchbay-client-'));
  await writeFile(join(folder, 'openapi.json'), await (await fetch(`${house.url}/openapi.json`)).text());
  await createClient({
    input: join(folder, 'openapi.json'),
    output: { path: join(folder, 'sdk'), importFileExtension: '.js' },
    logs: { level: 'silent' },
  });
  await writeFile(join(folder, 'program.ts'), program);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
}, 180_000);
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a client made by a public generator', { timeout: 180_000 }, () => {
  it('compiles strictly, and lists channels from the running product', async () => {
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const compiled = await promisify(execFile)(process.execPath, [tsc, '-p', folder]).catch(
      (error: { stdout?: string }) => ({ stdout: error.stdout ?? String(error) }),
    );
    expect(compiled.stdout).toBe('');
    const made = (await import(pathToFileURL(join(folder, 'built', 'program.js')).href)) as Program;
    const account = house.accounts.get('slack') ?? '';
    expect(await made.listChannels(house.url, house.keys.all, account)).toEqual([
      'channel with id',
      'channel with id',
      'channel with id',
    ]);
    expect(await made.failToList(house.url, house.keys.all)).toBe('ACCOUNT_NOT_FOUND');
    expect(await readdir(join(folder, 'sdk'))).toContain('sdk.gen.ts');
  });
});
