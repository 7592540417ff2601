import pg from 'pg';
import { providers, type SandboxAccount } from '../../../sandbox/demo/providers.ts';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../../sandbox/googlechat/sandbox.ts';
import { startGraphSandbox, type GraphSandbox } from '../../../sandbox/graph/sandbox.ts';
import { startSlackSandbox, type SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import type { FaultScript } from '../../../sandbox/support/fault-script.ts';
import { loadConfig } from '../../../src/config.ts';
import { serve } from '../../../src/start/serve.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { build } from '../../support/built.ts';
import { silentLog } from '../../support/log.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { serverEnvironment } from '../../support/running-house.ts';
import type { Target } from './calls.ts';
import { quillFolders } from './quill-values.ts';
import { startQuill } from './quill.ts';

/** The whole product over the sandbox of every provider and the one that can do everything, each with a linked account. */
export interface House extends Target {
  readonly keys: { readonly all: string; readonly readOnly: string; readonly manageOnly: string };
  /** By integration. */
  readonly accounts: ReadonlyMap<string, string>;
  /** An account of another environment. */
  readonly foreignAccount: string;
  /** By integration. */
  readonly faults: ReadonlyMap<string, FaultScript>;
  /** Another account of an integration, with the credentials of the first. */
  linkAgain(integration: string): Promise<string>;
  /** What a caller links a further account of Slack with. */
  readonly slackToken: string;
  close(): Promise<void>;
}

/** Starts it; records that do not fit their model fail their call. */
export async function openHouse(settings: Readonly<Record<string, string>> = {}): Promise<House> {
  // The script of the reference page comes from the build.
  await build();
  const slack = await startSlackSandbox();
  const google = await startGoogleChatSandbox();
  const graph = await startGraphSandbox();
  const quill = await startQuill();
  const database = await createTestDatabase({ content: 'empty' });
  const addresses: Readonly<Record<string, string>> = {
    slack: slack.address,
    googlechat: google.address,
    graph: graph.address,
  };
  const dial = providers.flatMap(({ sandbox, hosts }) => hosts.map(host => `${host}=${addresses[sandbox] ?? ''}`));
  const config = loadConfig({
    env: serverEnvironment({
      DATABASE_URL: database.url,
      PATCHBAY_VALIDATION: 'strict',
      PATCHBAY_DIAL: [...new Set(dial), `api.quill.example=127.0.0.1:${quill.port}`].join(','),
      PATCHBAY_INTEGRATIONS: quillFolders.integrations,
      PATCHBAY_MODELS: quillFolders.models,
      // Providers are made to fail here, and are asked all the same.
      PATCHBAY_BREAKER_FAILURES: '1000',
      PATCHBAY_RELOAD: 'off',
      // The sandbox counts nothing, and these tests make calls as fast as they can.
      PATCHBAY_RATES: 'off',
      ...settings,
    }),
  });
  const server = await serve(config, silentLog);
  const { connection } = database;
  const store = await createStore({ connection, masterKeys: config.masterKeys, log: silentLog, maxConnections: 1 });
  const { id } = await store.environments.default();
  const key = async (scopes: readonly ('read' | 'write' | 'manage')[]): Promise<string> =>
    (await store.keys.create(id, { name: 'test', scopes })).secret;
  const keys = {
    all: await key(['read', 'write', 'manage']),
    readOnly: await key(['read']),
    manageOnly: await key(['manage']),
  };
  await addEnvironment(database.url);
  const foreign = await store.accounts.create('env_other', {
    integration: 'slack',
    auth: 'bot_token',
    credentials: { bot: { properties: { access_token: 'xoxb-other' } } },
  });
  await store.close();
  const bodies = new Map<string, object>(
    providers.map(({ integration, link }) => [
      integration,
      { integration, ...link(sandboxAccount(integration, { slack, google, graph })) },
    ]),
  );
  bodies.set('quill', { integration: 'quill', auth: 'token', fields: { key: 'quill-key', desk: 'd1' } });
  const linkAgain = (integration: string): Promise<string> =>
    linkAccount(server.url, keys.all, bodies.get(integration));
  const accounts = new Map<string, string>();
  for (const integration of bodies.keys()) accounts.set(integration, await linkAgain(integration));
  return {
    url: server.url,
    key: keys.all,
    keys,
    accounts,
    foreignAccount: foreign.id,
    faults: new Map([
      ['slack', slack.faults],
      ['googlechat', google.faults],
      ['msteams', graph.faults],
      ['microsoft', graph.faults],
    ]),
    linkAgain,
    slackToken: slack.tokens.workspace2.bot,
    close: async () => {
      await server.stop();
      await database.drop();
      await Promise.all([slack.close(), google.close(), graph.close(), quill.close()]);
    },
  };
}

interface Sandboxes {
  readonly slack: SlackSandbox;
  readonly google: GoogleChatSandbox;
  readonly graph: GraphSandbox;
}

function sandboxAccount(integration: string, { slack, google, graph }: Sandboxes): SandboxAccount {
  if (integration === 'slack') return { label: 'slack', token: slack.tokens.workspace1.bot };
  if (integration === 'googlechat') return { label: 'googlechat', token: google.accounts.admin.accessToken };
  const app = graph.store.apps.find(({ name }) => name === 'Patchbay');
  return {
    label: integration,
    token: graph.tokens.tenant1.delegated,
    tenant_id: graph.tokens.tenant1.tenantId,
    ...(app ? { app: { client_id: app.clientId, client_secret: app.clientSecret } } : {}),
  };
}

async function addEnvironment(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("insert into patchbay.environments (id, name) values ('env_other', 'other')");
  await client.end();
}

async function linkAccount(url: string, key: string, body: unknown): Promise<string> {
  const response = await fetch(`${url}/integrated-accounts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { id?: string };
  if (response.status !== 201 || answer.id === undefined) throw new Error(JSON.stringify(answer));
  return answer.id;
}
