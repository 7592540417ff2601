import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openApi, type Api } from '../../sandbox/demo/api.ts';
import { ensureBuilt, root } from '../../scripts/ensure.mjs';
import { startProcess, type Process } from './processes.ts';

/** The built server and a provider, each in a process of its own, with a linked account. */
export interface House {
  readonly api: Api;
  readonly accountId: string;
  readonly server: Process;
  readonly provider: Process;
  /** Memory of the server in use, after a forced collection. */
  measure(): Promise<Memory>;
  close(): Promise<void>;
}

/** In bytes. */
export interface Memory {
  /** JavaScript heap and what it holds outside of it. */
  readonly used: number;
  readonly rss: number;
}

/** Starts everything on a database of its own, which is removed at the end. */
export async function openHouse(providerScript: string, providerEnv: Readonly<Record<string, string>>): Promise<House> {
  await ensureBuilt(() => undefined);
  const data = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  // PostgreSQL may have to run as another user, who has to reach it.
  chmodSync(data, 0o711);
  const here = join(root, 'bench', 'stream');
  const provider = startProcess(join(here, providerScript), ['--import', 'tsx'], { ...process.env, ...providerEnv });
  const { port } = await provider.next('provider.ready');
  const dial = ['slack.com', 'files.slack.com'].map(host => `${host}=127.0.0.1:${String(port)}`).join(',');
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    PATCHBAY_DATA: data,
    PATCHBAY_MASTER_KEY: randomBytes(32).toString('base64'),
    PATCHBAY_DIAL: dial,
    PATCHBAY_RATES: 'off',
    LOG_LEVEL: 'error',
  };
  const main = join(root, 'dist', 'main.js');
  const server = startProcess(main, ['--expose-gc', '--import', join(here, 'memory-probe.mjs')], env);
  const { url } = await server.next('server.ready');
  const { stdout } = await promisify(execFile)(process.execPath, [main, 'create-key', 'bench'], { env });
  const api = openApi(String(url), stdout.trim());
  return {
    api,
    accountId: await link(api),
    server,
    provider,
    measure: async () => {
      const { heapUsed, external, rss } = await server.ask({ event: 'memory.measure' }, 'memory.measured');
      return { used: Number(heapUsed) + Number(external), rss: Number(rss) };
    },
    close: async () => {
      await server.stop();
      await provider.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function link(api: Api): Promise<string> {
  const { status, body } = await api.call('POST', '/integrated-accounts', {
    integration: 'slack',
    auth: 'bot_token',
    fields: { access_token: 'xoxb-bench' },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return String(body['id']);
}
