import { startGoogleChatSandbox } from './googlechat/sandbox.ts';
import { startGraphSandbox } from './graph/sandbox.ts';
import { startSlackSandbox } from './slack/sandbox.ts';

/** A fake provider that runs, as the ready line describes it. */
interface Running {
  readonly facts: object;
  close(): Promise<void>;
}

/** Every provider the sandbox can start, by the name the rest of the product gives it. */
const providers: Readonly<Record<string, (port: number) => Promise<Running>>> = {
  slack: async port => {
    const sandbox = await startSlackSandbox({ port });
    const { workspace1, workspace2, workspace3 } = sandbox.tokens;
    const accounts = [workspace1, workspace2, workspace3].map(workspace => ({
      label: workspace.name,
      token: workspace.bot,
      user_token: workspace.user,
      team_id: workspace.teamId,
    }));
    const apps = sandbox.store.apps.map(app => ({
      name: app.name,
      client_id: app.clientId,
      client_secret: app.clientSecret,
      signing_secret: app.signingSecret,
      rotation: app.rotation,
    }));
    return { facts: { address: sandbox.address, accounts, apps }, close: sandbox.close };
  },
  googlechat: async port => {
    const sandbox = await startGoogleChatSandbox({ port });
    const { admin, member, app, client, serviceAccount, customerId } = sandbox.accounts;
    const person = (user: typeof admin): object => ({
      label: user.label,
      email: user.email,
      token: user.accessToken,
      refresh_token: user.refreshToken,
    });
    const key = {
      client_email: serviceAccount.clientEmail,
      private_key: serviceAccount.privateKey,
      private_key_id: serviceAccount.privateKeyId,
    };
    const accounts = [
      person(admin),
      person(member),
      { label: app.label, token: app.accessToken, service_account: key },
    ];
    const apps = [{ client_id: client.clientId, client_secret: client.clientSecret }];
    return { facts: { address: sandbox.address, customer_id: customerId, accounts, apps }, close: sandbox.close };
  },
  graph: async port => {
    const sandbox = await startGraphSandbox({ port });
    const apps = sandbox.store.apps.map(app => ({
      name: app.name,
      client_id: app.clientId,
      client_secret: app.clientSecret,
    }));
    const { tenant1, tenant2 } = sandbox.tokens;
    const accounts = [tenant1, tenant2].map(tenant => ({
      label: tenant.name,
      tenant_id: tenant.tenantId,
      token: tenant.delegated,
      refresh_token: tenant.refresh,
      app_token: tenant.application,
      // Only the first tenant has consented, and to this app.
      app: apps.find(({ name }) => name === 'Patchbay'),
    }));
    return { facts: { address: sandbox.address, accounts, apps }, close: sandbox.close };
  },
};

await main();

/** Starts the providers of `PATCHBAY_SANDBOX_PORTS` (`slack=4010,…`, 0 = any free port), says where they are, waits. */
async function main(): Promise<void> {
  const running: [name: string, sandbox: Running][] = [];
  const close = async (): Promise<void> => {
    await Promise.all(running.map(([, sandbox]) => sandbox.close()));
    process.exit(0);
  };
  try {
    for (const [name, port] of readPorts(process.env.PATCHBAY_SANDBOX_PORTS ?? 'slack=0')) {
      const start = providers[name];
      if (start === undefined)
        throw new Error(`There is no sandbox of "${name}". There are: ${Object.keys(providers).join(', ')}.`);
      running.push([name, await start(port)]);
    }
  } catch (error) {
    process.stderr.write(`The sandbox cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  process.once('SIGTERM', () => void close());
  process.once('SIGINT', () => void close());
  // A parent that forked us and is gone, however it ended, takes us with it.
  process.once('disconnect', () => void close());
  const facts = Object.fromEntries(running.map(([name, sandbox]) => [name, sandbox.facts]));
  process.stdout.write(`${JSON.stringify({ event: 'sandbox.ready', providers: facts })}\n`);
}

function readPorts(text: string): [name: string, port: number][] {
  return text.split(',').map(part => {
    const [, name = '', port = ''] = /^\s*([a-z0-9_-]+)\s*=\s*(\d{1,5})\s*$/.exec(part) ?? [];
    if (name === '' || Number(port) > 65_535) {
      throw new Error(`PATCHBAY_SANDBOX_PORTS holds "${part}". Write it as "slack=4010", several separated by commas.`);
    }
    return [name, Number(port)];
  });
}
