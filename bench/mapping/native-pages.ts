import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGoogleChatSandbox } from '../../sandbox/googlechat/sandbox.ts';
import { startGraphSandbox } from '../../sandbox/graph/sandbox.ts';
import { startSlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { parseDialMap } from '../../src/egress/dial-map.ts';
import { createDispatcher } from '../../src/egress/dispatcher.ts';
import type { Catalogue } from '../../src/engine/definitions/catalogue.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { accountFacts } from '../../src/engine/facts.ts';
import { createLookupCache } from '../../src/engine/mapping/lookups.ts';
import { runList } from '../../src/engine/methods/list.ts';
import { createPlans, type Plan } from '../../src/engine/plan.ts';
import type { Ports } from '../../src/engine/ports.ts';
import { createRunBudget } from '../../src/engine/run.ts';
import { createCursorSealer } from '../../src/engine/sources/cursor.ts';
import type { Item } from '../../src/engine/sources/source.ts';
import { appWith, fixedCredentials } from '../../test/support/credentials.ts';
import { silentLog } from '../../test/support/log.ts';

/** One list of one integration: what its mapping is given for a page of the sandbox. */
export interface NativePage {
  readonly integration: string;
  readonly resource: string;
  readonly plan: Plan;
  readonly items: readonly Item[];
}

/** A running sandbox of one provider. */
interface Provider {
  readonly integration: string;
  readonly dial: string;
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const model = 'instant-messaging';

/**
 * The native records of one page of every list that the integrations map, read from the sandbox over HTTP.
 *
 * @param limit records of a page at most
 */
export async function readNativePages(
  catalogue: Catalogue,
  integrations: readonly string[],
  limit: number,
): Promise<NativePage[]> {
  const pages: NativePage[] = [];
  const sandboxes = await startSandboxes(integrations);
  try {
    for (const provider of sandboxes.providers) pages.push(...(await readProvider(catalogue, provider, limit)));
  } finally {
    await sandboxes.close();
  }
  return pages;
}

async function startSandboxes(integrations: readonly string[]): Promise<{ providers: Provider[]; close(): Promise<void> }> {
  const providers: Provider[] = [];
  const running: { close(): Promise<void> }[] = [];
  const at = (hosts: readonly string[], address: string): string => hosts.map(host => `${host}=${address}`).join(',');
  if (integrations.includes('slack')) {
    const slack = await startSlackSandbox();
    running.push(slack);
    const credentials = { bot: { access_token: slack.tokens.workspace1.bot } };
    providers.push({ integration: 'slack', dial: at(['slack.com', 'files.slack.com'], slack.address), credentials });
  }
  if (integrations.includes('googlechat')) {
    const google = await startGoogleChatSandbox();
    running.push(google);
    const hosts = ['chat', 'admin', 'people', 'www', 'oauth2'].map(name => `${name}.googleapis.com`);
    const credentials = { user: { access_token: google.accounts.admin.accessToken } };
    providers.push({ integration: 'googlechat', dial: at(hosts, google.address), credentials });
  }
  if (integrations.includes('msteams') || integrations.includes('microsoft')) {
    const graph = await startGraphSandbox();
    running.push(graph);
    const dial = at(['graph.microsoft.com', 'login.microsoftonline.com'], graph.address);
    const user = { user: { access_token: graph.tokens.tenant1.delegated } };
    const app = { app: { access_token: graph.tokens.tenant1.application } };
    if (integrations.includes('msteams')) providers.push({ integration: 'msteams', dial, credentials: user });
    if (integrations.includes('microsoft')) providers.push({ integration: 'microsoft', dial, credentials: app });
  }
  return {
    providers,
    async close() {
      for (const one of running) await one.close();
    },
  };
}

async function readProvider(catalogue: Catalogue, provider: Provider, limit: number): Promise<NativePage[]> {
  const dispatcher = createDispatcher({ dial: parseDialMap(provider.dial), allowCidrs: [], log: silentLog });
  const ports = portsOf(dispatcher, provider.credentials);
  try {
    const engine = createEngine(catalogue, ports);
    const { settings } = await engine.link({
      integration: provider.integration,
      credentials: provider.credentials,
      settings: {},
      requestId: 'bench',
      deadlineMs: performance.now() + 20_000,
    });
    const pages: NativePage[] = [];
    for (const resource of catalogue.models.get(model)?.resources.keys() ?? []) {
      const page = await readPage(catalogue, provider, settings, ports, resource, limit);
      if (page !== undefined) pages.push(page);
    }
    return pages;
  } finally {
    await dispatcher.close();
  }
}

function portsOf(dispatcher: Ports['dispatcher'], credentials: Provider['credentials']): Ports {
  return {
    dispatcher,
    log: silentLog,
    clock: {
      nowMs: Date.now,
      monotonicMs: () => performance.now(),
      sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
    },
    credentials: fixedCredentials(credentials),
    apps: appWith({}),
    cursorSecret: randomBytes(32),
    randomBytes,
  };
}

/** Serves the list with a mapper that keeps what it is given; undefined where the list is not supported. */
async function readPage(
  catalogue: Catalogue,
  provider: Provider,
  settings: Readonly<Record<string, unknown>>,
  ports: Ports,
  resource: string,
  limit: number,
): Promise<NativePage | undefined> {
  const { integration } = provider;
  const found = createPlans(() => catalogue).find(integration, model, resource);
  if (found.mapping.methods.get('list')?.unsupported !== undefined) return undefined;
  const items: Item[] = [];
  const plan: Plan = {
    ...found,
    mapper(only) {
      const mapper = found.mapper(only);
      if (only !== undefined) return mapper;
      return {
        ...mapper,
        map(item, budget) {
          items.push(item);
          return mapper.map(item, budget);
        },
      };
    },
  };
  const account = {
    id: 'acc_bench',
    environmentId: 'env_bench',
    integration,
    status: 'active' as const,
    settings,
    credentials: Object.keys(provider.credentials),
  };
  const run = {
    integration: found.integration,
    account,
    ports,
    requestId: 'bench',
    deadlineMs: performance.now() + 60_000,
    idempotencyKey: '',
    budget: createRunBudget(ports),
    facts: accountFacts(found.integration, account, ports.apps),
    warnings: [],
  };
  await runList({
    call: { account, model, resource, method: 'list', query: {}, limit, expand: [], include: [], requestId: 'bench', deadlineMs: run.deadlineMs },
    plan,
    run,
    validation: 'off',
    lookupCache: createLookupCache(() => performance.now()),
    cursors: createCursorSealer(ports.cursorSecret, randomBytes),
  });
  return { integration, resource, plan: found, items };
}
