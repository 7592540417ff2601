import { openApi, type Api } from '../../sandbox/demo/api.ts';
import { startBuilt, type BuiltProcess } from './built.ts';
import { testKeys } from './store.ts';

/** The sandbox in a process of its own. */
export interface RunningSandbox {
  readonly process: BuiltProcess;
  /** For PATCHBAY_DIAL. */
  readonly dial: string;
  readonly token: string;
}

/** Starts the sandbox of one provider on a free port. */
export async function startSandbox(): Promise<RunningSandbox> {
  const sandbox = startBuilt('sandbox.js', { PATCHBAY_SANDBOX_PORTS: 'slack=0' });
  // The ready line of sandbox/main.ts; its own tests hold the shape.
  const { providers } = JSON.parse(await sandbox.line) as {
    providers: { slack: { address: string; accounts: readonly { token: string }[] } };
  };
  const { address, accounts } = providers.slack;
  return { process: sandbox, dial: `slack.com=${address},files.slack.com=${address}`, token: accounts[0]?.token ?? '' };
}

/** Ends a process and waits until it is gone. */
export async function endProcess(running: BuiltProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  running.process.kill(signal);
  await running.finished;
}

/** The environment of a server for tests: any port, the given database or data folder. */
export function serverEnvironment(more: Readonly<Record<string, string>>): Record<string, string> {
  return { PORT: '0', PATCHBAY_RATES: 'off', PATCHBAY_MASTER_KEY: testKeys.v1, LOG_LEVEL: 'info', ...more };
}

/** Starts the server and waits until it accepts calls. */
export async function startServer(
  env: Readonly<Record<string, string>>,
): Promise<BuiltProcess & { readonly url: string }> {
  const server = startBuilt('main.js', env);
  const { url } = await server.message;
  return { ...server, url: String(url) };
}

/** A client with a new API key. */
export async function openServer(url: string, env: Readonly<Record<string, string>>): Promise<Api> {
  const { code, stdout, stderr } = await startBuilt('main.js', env, 'create-key', 'test').finished;
  if (code !== 0) throw new Error(stderr);
  return openApi(url, stdout.trim());
}

/** Links an account of the sandbox; its id, once the API has acknowledged it. */
export async function linkAccount(api: Api, token: string, tenantId: string): Promise<string> {
  const reply = await api.call('POST', '/integrated-accounts', {
    integration: 'slack',
    tenant_id: tenantId,
    auth: 'bot_token',
    fields: { access_token: token },
  });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return String(reply.body.id);
}
