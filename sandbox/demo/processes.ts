import { join } from 'node:path';

import { startChild, type Child } from './child.ts';
import type { DataFolder } from './data-folder.ts';
import { freePort } from './ports.ts';
import { providers, type SandboxAccount } from './providers.ts';

/** What the demo runs: the sandbox and the server, which brings its database. */
export interface Processes {
  /** In the order in which they are stopped. */
  readonly all: readonly Child[];
  readonly serverProcess: { readonly url: Promise<string> };
  readonly sandbox: { readonly accounts: Promise<ReadonlyMap<string, readonly SandboxAccount[]>> };
  /** How the server is run, for its other commands. */
  readonly server: { readonly script: string; readonly env: NodeJS.ProcessEnv };
}

/** Starts both at the same time, on ports that are free. */
export async function startProcesses(root: string, data: DataFolder): Promise<Processes> {
  const host = process.env.HOST ?? '127.0.0.1';
  const wanted = Number(process.env.PORT ?? '8080');
  const port = await freePort(host, wanted);
  if (port !== wanted) console.log(`Port ${wanted} is in use; taking ${port}.`);
  const addresses = await sandboxAddresses();
  const script = join(root, 'dist', 'main.js');
  const env = serverEnvironment(data, { HOST: host, PORT: String(port), PATCHBAY_DIAL: dialMap(addresses) });

  console.log(`Starting the database, the server and the sandbox (data in ${data.path}) ...`);
  const sandbox = startChild({
    name: 'sandbox',
    script: join(root, 'dist', 'sandbox.js'),
    env: {
      ...process.env,
      PATCHBAY_SANDBOX_PORTS: [...addresses].map(([name, at]) => `${name}=${at}`).join(','),
    },
    logFile: data.logFile('sandbox'),
    says: 'a line',
  });
  const server = startChild({ name: 'server', script, env, logFile: data.logFile('server'), says: 'a message' });
  return {
    all: [server, sandbox],
    serverProcess: { url: server.ready.then(readUrl) },
    sandbox: { accounts: sandbox.ready.then(readAccounts) },
    server: { script, env },
  };
}

async function sandboxAddresses(): Promise<ReadonlyMap<string, number>> {
  const addresses = new Map<string, number>();
  let next = 4010;
  for (const name of new Set(providers.map(({ sandbox }) => sandbox))) {
    const port = await freePort('127.0.0.1', next);
    addresses.set(name, port);
    next = port + 1;
  }
  return addresses;
}

function dialMap(addresses: ReadonlyMap<string, number>): string {
  const entries = providers.flatMap(({ sandbox, hosts }) =>
    hosts.map(host => `${host}=127.0.0.1:${addresses.get(sandbox) ?? 0}`),
  );
  return [...new Set(entries)].join(',');
}

/** Where nobody but this machine's own people come from; to others the page of the reference shows no key. */
const loopback: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

/** The user's own settings stand; the demo adds what it cannot do without. */
function serverEnvironment(data: DataFolder, settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const hasKey = process.env.PATCHBAY_MASTER_KEY !== undefined || process.env.PATCHBAY_MASTER_KEY_FILE !== undefined;
  return {
    // The sandbox counts nothing; to keep a provider's published rates before it would only make people wait.
    PATCHBAY_RATES: 'off',
    ...process.env,
    PATCHBAY_DATA: data.path,
    ...(loopback.includes(settings['HOST'] ?? '') ? { PATCHBAY_DOCS_DEMO: data.environmentFile } : {}),
    ...(hasKey ? {} : { PATCHBAY_MASTER_KEY_FILE: data.masterKeyFile }),
    ...settings,
  };
}

/** The server's message, `{ event: 'server.ready', url }`. */
function readUrl(message: unknown): string {
  if (typeof message === 'object' && message !== null && 'url' in message && typeof message.url === 'string') {
    return message.url;
  }
  throw new Error('The server said something else than where it listens.');
}

/** The sandbox's line, `{ providers: { <name>: { address, accounts: [{ label, token }] } } }`. */
function readAccounts(line: unknown): ReadonlyMap<string, readonly SandboxAccount[]> {
  // Written by our own sandbox; its tests hold the shape.
  const { providers: running } = line as {
    providers: Record<string, { address: string; accounts: readonly SandboxAccount[] }>;
  };
  for (const name of new Set(providers.map(({ sandbox }) => sandbox))) {
    const first = providers.find(({ sandbox }) => sandbox === name)?.firstPath;
    if (first !== undefined) warmUp(running[name], first);
  }
  return new Map(Object.entries(running).map(([name, { accounts }]) => [name, accounts]));
}

/** Lets the sandbox make up its data while the server is still starting. */
function warmUp(
  running: { readonly address: string; readonly accounts: readonly SandboxAccount[] } | undefined,
  path: string,
): void {
  const token = running?.accounts[0]?.token;
  if (running === undefined || token === undefined) return;
  const request = fetch(`http://${running.address}${path}`, { headers: { authorization: `Bearer ${token}` } });
  // Only its effect is wanted; a sandbox that fails is met by the first call that counts.
  request.then(response => response.text()).catch(() => undefined);
}
