import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadavg } from 'node:os';
import type { ChildProcess } from 'node:child_process';
import type { Api, Reply } from '../sandbox/demo/api.ts';
import { build } from '../test/support/built.ts';
import { createTestDatabase } from '../test/support/postgres.ts';
import {
  endProcess,
  linkAccount,
  openServer,
  serverEnvironment,
  startSandbox,
  startServer,
} from '../test/support/running-house.ts';
import { scratchFolder } from '../test/support/scratch-folder.ts';
import { makeSiege, type Siege } from './siege/definition.ts';
import { preload, readDelays, readLongTasks, startIdle, startProfile, type Delays } from './siege/delays.ts';
import { steadyLoad, type Load } from './siege/load.ts';
import type { LongTask } from './siege/long-tasks.ts';
import { startSiegeProvider } from './siege/provider.ts';

// Attacks on the built server, one a second beside healthy calls: how late its event loop runs, and what became of both.

interface Phase extends Delays {
  readonly healthy: Load;
}

interface SiegeReport {
  readonly healthyPerSecond: number;
  readonly attacksPerSecond: number;
  readonly machineLoad: number;
  readonly calm: Phase;
  readonly besieged: Phase & {
    /** Calls that evaluate an attack by how they ended: the ceiling or the code of the error, or `value`. */
    readonly attacks: Readonly<Record<string, number>>;
    readonly attacksFailed: readonly string[];
    /** Longest stretches without a pause of the event loop, with `--profile`. */
    readonly longTasks?: readonly LongTask[];
  };
}

const healthyPerSecond = 50;

/** One account may have only so many calls under way. */
const healthyAccounts = 10;

const mostLoopDelayMs = 20;

function option(name: string, standard: number): number {
  const at = process.argv.indexOf(name);
  return at === -1 ? standard : Number(process.argv[at + 1]);
}

async function measure(seconds: number, attacksPerSecond: number): Promise<SiegeReport> {
  await build();
  const siege = makeSiege();
  const folder = scratchFolder();
  for (const [path, text] of siege.files) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  }
  const sandbox = await startSandbox();
  const provider = await startSiegeProvider(siege.fields);
  const database = await createTestDatabase({ content: 'empty' });
  const env = serverEnvironment({
    DATABASE_URL: database.url,
    PATCHBAY_INTEGRATIONS: join(folder.path, 'integrations'),
    PATCHBAY_MODELS: join(folder.path, 'unified-models'),
    PATCHBAY_DIAL: `${sandbox.dial},${provider.dial}`,
    PATCHBAY_RELOAD: 'off',
    LOG_LEVEL: 'error',
  });
  const profile = process.argv.includes('--profile') ? join(folder.path, 'siege.cpuprofile') : undefined;
  const server = await startServer({ ...env, NODE_OPTIONS: `--import=${preload}` });
  const idle = startIdle();
  try {
    const api = await openServer(server.url, env);
    const processes = { server: server.process, idle };
    return await besiege(api, processes, siege, { sandboxToken: sandbox.token, seconds, attacksPerSecond, profile });
  } finally {
    idle.kill();
    await endProcess(server);
    await endProcess(sandbox.process);
    await database.drop();
    await provider.close();
    folder.remove();
  }
}

interface Processes {
  readonly server: ChildProcess;
  readonly idle: ChildProcess;
}

interface SiegeOptions {
  readonly sandboxToken: string;
  readonly seconds: number;
  readonly attacksPerSecond: number;
  /** File for a profile of the server under attack. */
  readonly profile: string | undefined;
}

async function besiege(
  api: Api,
  { server, idle }: Processes,
  siege: Siege,
  options: SiegeOptions,
): Promise<SiegeReport> {
  const { seconds, attacksPerSecond } = options;
  const tenants = Array.from({ length: healthyAccounts }, (_, at) => `siege-${at}`);
  const accounts: string[] = [];
  for (const tenant of tenants) accounts.push(await linkAccount(api, options.sandboxToken, tenant));
  const linked = await api.call('POST', '/integrated-accounts', {
    integration: 'siege',
    auth: 'token',
    fields: { key: 'k' },
  });
  if (linked.status !== 201) throw new Error(JSON.stringify(linked.body));
  const healthyCall = (turn: number): Promise<Reply> => {
    const account = accounts[turn % accounts.length] ?? '';
    return api.call('GET', `/unified/instant-messaging/channels?integrated_account_id=${account}&limit=20`);
  };
  const attackCall = (turn: number): Promise<Reply> => {
    const { fields } = siege;
    // A prime step goes through all classes, and through all attacks in the end.
    const { name } = fields[(turn * 7) % fields.length] ?? { name: '' };
    const query = `integrated_account_id=${String(linked.body.id)}&input=${name}&fields=id,${name}`;
    return api.call('GET', `/unified/siege/attacks?${query}`);
  };
  const healthy = (forSeconds: number): Promise<Load> =>
    steadyLoad({ perSecond: healthyPerSecond, seconds: forSeconds }, healthyCall, isHealthy);
  const both = [server, idle];
  const reset = (): void => {
    for (const one of both) one.send({ loopDelay: 'reset' });
  };
  await healthy(5);
  reset();
  const calm = { healthy: await healthy(Math.ceil(seconds / 3)), ...(await readDelays(server, idle)) };
  if (options.profile !== undefined) startProfile(server);
  reset();
  const attacks: Record<string, number> = {};
  const [beside, assault] = await Promise.all([
    healthy(seconds),
    steadyLoad({ perSecond: attacksPerSecond, seconds }, attackCall, reply => {
      const ended = endOf(reply);
      attacks[ended] = (attacks[ended] ?? 0) + 1;
      return reply.status === 200 || reply.status === 502;
    }),
  ]);
  const delays = await readDelays(server, idle);
  const tasks = options.profile === undefined ? {} : { longTasks: await readLongTasks(server, options.profile) };
  return {
    healthyPerSecond,
    attacksPerSecond,
    machineLoad: loadavg()[0] ?? 0,
    calm,
    besieged: { healthy: beside, ...delays, attacks, attacksFailed: assault.failed, ...tasks },
  };
}

const isHealthy = ({ status, body }: Reply): boolean =>
  status === 200 && Array.isArray(body.result) && body.result.length > 0 && body.warnings === undefined;

/** How a call that evaluates an attack ended. */
function endOf({ status, body }: Reply): string {
  if (status !== 200) return String(body.code);
  // The shape of every list's warnings.
  const warnings = (body.warnings ?? []) as readonly {
    readonly code: string;
    readonly expression?: { readonly code?: string };
  }[];
  const [first] = warnings;
  return first === undefined ? 'value' : (first.expression?.code ?? first.code);
}

const report = await measure(option('--seconds', 60), option('--attacks', 1));
const { calm, besieged } = report;
if (process.argv.includes('--json')) console.log(JSON.stringify(report, null, 2));
else console.log(report);
const isBroken = calm.healthy.failed.length + besieged.healthy.failed.length + besieged.attacksFailed.length > 0;
// A delay in which the server did not work is the machine's.
const isLate = besieged.workDelayMs.p99 >= mostLoopDelayMs;
if (isBroken || isLate) process.exitCode = 1;
process.exit();
