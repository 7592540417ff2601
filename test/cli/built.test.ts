import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { build } from '../support/built.ts';

const root = resolve(import.meta.dirname, '../..');

/** Runs the command as a process of its own, from another folder. */
const run = async (args: readonly string[], input = '') => {
  const child = spawn(process.execPath, [join(root, 'bin/patchbay.mjs'), ...args], { cwd: join(root, 'docs') });
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, out, err };
};

beforeAll(build);

describe('bin/patchbay.mjs', () => {
  it('maps what comes on standard input, without colours and with its exit code', async () => {
    const { code, out } = await run(['map', 'slack/groups', '-', '--json'], '{ "id": "S1", "name": "Platform" }');
    expect({ code, record: JSON.parse(out).records[0].record }).toEqual({
      code: 0,
      record: { id: 'S1', name: 'Platform', type: 'custom' },
    });
  });

  it('ends with 2 when the command line is wrong', async () => {
    const { code, out, err } = await run(['check', 'slak']);
    expect({ code, out, last: err.trim().split('\n').at(-1) }).toEqual({
      code: 2,
      out: '',
      last: 'There is no integration `slak`. Did you mean `slack`?',
    });
  });
});
