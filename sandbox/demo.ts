import { join } from 'node:path';

import { ensureAccount, recordsOf } from './demo/accounts.ts';
import type { Api } from './demo/api.ts';
import { ensureApi } from './demo/api-key.ts';
import type { Child } from './demo/child.ts';
import { openDataFolder, type DataFolder } from './demo/data-folder.ts';
import { firstCall, firstPath, formatTable, type Row } from './demo/first-call.ts';
import { startProcesses, type Processes } from './demo/processes.ts';
import { providers, type DemoProvider, type SandboxAccount } from './demo/providers.ts';
import { interruption } from './demo/stop.ts';

export interface DemoOptions {
  /** The project's folder; `data` is made in it unless PATCHBAY_DATA names another. */
  readonly root: string;
  /** Called when everything runs and answered. */
  readonly ready: () => void;
}

/**
 * Runs the product against the sandbox until it is told to stop: database, server and sandbox started, an account of each
 * provider linked, one call made to each. Returns the exit code.
 */
export async function runDemo({ root, ready }: DemoOptions): Promise<number> {
  const stopping = interruption();
  const data = openDataFolder(process.env.PATCHBAY_DATA ?? join(root, 'data'));
  const processes = await startProcesses(root, data);
  stopping.onSecond(() => processes.all.forEach(child => child.kill()));
  try {
    const outcome = await Promise.race([showcase(processes, data), stopping.first, firstDeath(processes.all)]);
    if (outcome === 'shown') {
      ready();
      await Promise.race([stopping.first, firstDeath(processes.all)]);
    }
    return 0;
  } finally {
    console.log('\nFinishing calls under way and stopping everything ...');
    for (const child of processes.all) await child.stop(40_000);
    console.log('Stopped.');
  }
}

async function showcase({ server, serverProcess, sandbox }: Processes, data: DataFolder): Promise<'shown'> {
  const [url, accounts] = await Promise.all([serverProcess.url, sandbox.accounts]);
  const api = await ensureApi(url, data.readEnvironment().get('PATCHBAY_KEY'), server);
  const lines: Record<string, string> = { PATCHBAY_URL: url, PATCHBAY_KEY: api.key };
  const served = await servedIntegrations(api);
  const linked = await Promise.all(
    providers
      .filter(({ integration }) => served.has(integration))
      .flatMap(provider => {
        const account = accounts.get(provider.sandbox)?.[0];
        return account ? [linkAndCall(api, provider, account)] : [];
      }),
  );
  for (const { provider, id } of linked) lines[provider.variable] = id;
  const rows = linked.map(({ row }) => row);
  const file = data.writeEnvironment(lines);
  const [, , example = ''] = Object.values(lines);
  console.log(`
${formatTable(rows)}

  URL      ${url}
  API key  ${api.key}
  Docs     ${url}/docs
  Try      curl -H 'Authorization: Bearer ${api.key}' '${url}${firstPath(example)}'

  The same in ${file}; the server's log is ${data.logFile('server')}.
`);
  return 'shown';
}

async function linkAndCall(
  api: Api,
  provider: DemoProvider,
  account: SandboxAccount,
): Promise<{ provider: DemoProvider; id: string; row: Row }> {
  const id = await ensureAccount(api, provider, account);
  return { provider, id, row: await firstCall(api, provider, id) };
}

/** A definition with a mistake is not served; the demo shows the others. */
async function servedIntegrations(api: Api): Promise<ReadonlySet<string>> {
  const { body } = await api.call('GET', '/integrations');
  return new Set(recordsOf(body).map(({ name }) => String(name)));
}

/** Fails as soon as one of them is gone. */
async function firstDeath(children: readonly Child[]): Promise<never> {
  const [name, how, words] = await Promise.race(
    children.map(async child => [child.name, await child.ended, child.lastWords()] as const),
  );
  throw new Error(`The ${name} ended with ${how}.\n${words}`);
}
