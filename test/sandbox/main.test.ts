import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';

const script = join(import.meta.dirname, '../../sandbox/main.ts');
let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
});

function start(ports: string): { process: ChildProcess; exit: Promise<unknown> } {
  child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, PATCHBAY_SANDBOX_PORTS: ports },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  return { process: child, exit: once(child, 'exit').then(([code]) => code as unknown) };
}

interface Ready {
  event: string;
  providers: {
    slack: { address: string; accounts: { label: string; token: string; user_token: string; team_id: string }[] };
  };
}

async function readyLine(running: ChildProcess): Promise<Ready> {
  if (running.stdout === null) throw new Error('The output is piped.');
  const [line] = (await once(createInterface({ input: running.stdout }), 'line')) as [string];
  return JSON.parse(line) as Ready;
}

describe('the sandbox process', () => {
  it('says where it is and which accounts it has, answers, and ends on SIGTERM', async () => {
    const running = start('slack=0');
    const { event, providers } = await readyLine(running.process);
    const account = providers.slack.accounts[0];
    const headers = { authorization: `Bearer ${account?.token}` };
    const answer: unknown = await (await fetch(`http://${providers.slack.address}/api/auth.test`, { headers })).json();
    running.process.kill('SIGTERM');
    expect([event, providers.slack.accounts.map(({ label }) => label)]).toEqual([
      'sandbox.ready',
      ['Northwind Robotics', 'Café Müller & Söhne', 'Helios Research'],
    ]);
    expect(answer).toMatchObject({ ok: true, team_id: account?.team_id });
    expect(await running.exit).toBe(0);
  });

  it('ends when the parent that started it is gone', async () => {
    const running = start('slack=0');
    await readyLine(running.process);
    running.process.disconnect();
    expect(await running.exit).toBe(0);
  });

  it('says what is wrong with a list of ports it cannot read', async () => {
    const running = start('slack:4010');
    let text = '';
    running.process.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    expect(await running.exit).toBe(1);
    expect(text).toBe(
      'The sandbox cannot start: PATCHBAY_SANDBOX_PORTS holds "slack:4010". Write it as "slack=4010", several separated by commas.\n',
    );
  });
});
