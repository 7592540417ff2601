import { readFileSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openApi } from '../../sandbox/demo/api.ts';
import { isRunning } from '../../src/store/embedded/processes.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { childPids, postmasterPid } from '../support/postmaster.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const isLinux = process.platform === 'linux';
if (!isLinux) console.log('skipped: what is left of a demo that was killed; it is looked up in /proc');

let folder: ReturnType<typeof scratchFolder>;
let env: Record<string, string>;
let running: Demo[];
beforeEach(() => {
  folder = scratchFolder();
  env = { PATCHBAY_DATA: folder.path, PORT: '18080' };
  running = [];
});
afterEach(async () => {
  for (const demo of running) demo.signal('SIGTERM');
  await Promise.all(running.map(demo => demo.finished));
  folder.remove();
});

const start = (more: Record<string, string> = {}): Demo => {
  const demo = startDemo({ ...env, ...more });
  running.push(demo);
  return demo;
};
const environmentFile = (): Record<string, string> =>
  Object.fromEntries(
    readFileSync(join(folder.path, 'demo.env'), 'utf8')
      .trim()
      .split('\n')
      .map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
const modeOf = (name: string): number => statSync(join(folder.path, name)).mode & 0o777;

describe('npm start', () => {
  it('serves, shows an answer of every provider, and writes what a client needs', async () => {
    const demo = start();
    const shown = await demo.shown;
    const { PATCHBAY_URL: url = '', PATCHBAY_KEY: key = '', ACCOUNT_SLACK: account = '', ...more } = environmentFile();
    const reply = await openApi(url, key).call('GET', `/integrated-accounts/${account}`);

    for (const provider of ['slack', 'googlechat', 'msteams', 'microsoft']) {
      expect(shown).toMatch(new RegExp(`^ {2}${provider} +GET channels, limit 5 +\\d+ ms: \\S+`, 'm'));
    }
    expect(shown).toContain(
      `  URL      ${url}\n  API key  ${key}\n  Docs     ${url}/docs\n  Try      curl -H 'Authorization: Bearer ${key}' '${url}/unified/`,
    );
    expect(Object.keys(more)).toEqual(['ACCOUNT_GOOGLECHAT', 'ACCOUNT_MSTEAMS', 'ACCOUNT_MICROSOFT']);
    expect(reply.status).toBe(200);
    expect([modeOf('demo.env'), modeOf('master.key'), modeOf('postgres')]).toEqual([0o600, 0o600, 0o700]);
  });

  it('uses database, key and account again, and stops everything on SIGINT and SIGTERM', async () => {
    const first = start();
    await first.shown;
    const before = environmentFile();
    first.signal('SIGINT');
    const { code, stdout, stderr } = await first.finished;
    expect({ code, stderr, last: stdout.trim().split('\n').at(-1) }).toEqual({
      code: 0,
      stderr: '',
      last: 'Stopped.',
    });
    await expect(fetch(`${before.PATCHBAY_URL ?? ''}/healthz`)).rejects.toThrow();

    const second = start();
    await second.shown;
    expect(environmentFile()).toEqual(before);
    const pid = postmasterPid(join(folder.path, 'postgres'));
    second.signal('SIGTERM');
    expect((await second.finished).code).toBe(0);
    expect(isRunning(pid)).toBe(false);
  });

  it.skipIf(!isLinux)(
    'takes its children along when it is killed, but for the database, which the next start adopts',
    async () => {
      const killed = start();
      await killed.shown;
      const before = environmentFile();
      const children = childPids(killed.pid);
      const pid = postmasterPid(join(folder.path, 'postgres'));
      killed.signal('SIGKILL');
      await expect.poll(() => children.filter(isRunning)).toEqual([]);
      expect(children).toHaveLength(2);

      const next = start();
      await next.shown;
      expect(environmentFile()).toEqual(before);
      next.signal('SIGTERM');
      await next.finished;
      expect(isRunning(pid)).toBe(false);
    },
  );

  it('takes the next port when its own is in use, and says so', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const demo = start({ PORT: String(port) });
    const shown = await demo.shown;
    other.close();
    // Whoever else works on this machine may have the one behind it.
    const [, taken] = new RegExp(`^Port ${port} is in use; taking (\\d+)\\.$`, 'm').exec(shown) ?? [];
    expect(Number(taken) - port).toBeGreaterThan(0);
    expect(environmentFile().PATCHBAY_URL).toBe(`http://127.0.0.1:${taken}`);
  });

  it('says who has the database when it is started twice', async () => {
    await start().shown;
    const { code, stdout, stderr } = await start().finished;
    expect(code).toBe(1);
    expect(stdout).not.toContain('Ready');
    expect(stderr).toMatch(
      /CONFIG_INVALID: Another Patchbay \(process \d+\) uses the database in \S+\. Stop it, name another folder in PATCHBAY_DATA, /,
    );
  });
});
