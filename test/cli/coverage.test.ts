import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from './support/terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = openTerminal();
});
afterEach(() => terminal.end());

describe('patchbay coverage', () => {
  it('prints every cell as JSON, and 26 pairs or more of the 28 answer list and get', async () => {
    const { code, out } = await terminal.run(['coverage', '--json']);
    const { cells } = JSON.parse(out) as { cells: { method: string; state: string; reason?: string }[] };
    const reads = cells.filter(({ method }) => method === 'list' || method === 'get');
    expect({ code, reads: reads.length }).toEqual({ code: 0, reads: 56 });
    expect(reads.filter(({ state }) => state !== 'unsupported').length).toBeGreaterThanOrEqual(52);
    expect(cells.filter(({ state, reason }) => state !== 'full' && !reason)).toEqual([]);
  });

  it('shows one integration as a table', async () => {
    const { code, out } = await terminal.run(['coverage', 'slack']);
    const lines = out.split('\n');
    expect({ code, head: lines[0]?.trim() }).toEqual({ code: 0, head: 'slack' });
    expect(lines).toContain('messages get          full 9');
  });

  it('tells what is wrong with a definition instead of its cells', async () => {
    terminal.write('integrations/broken/integration.yaml', 'format: 1\nname: broken\n');
    const { code, out, err } = await terminal.run(['coverage', 'broken', '--json']);
    expect({ code, out: JSON.parse(out), err: err.split('\n')[0] }).toEqual({
      code: 1,
      out: { cells: [] },
      err: 'integrations/broken/integration.yaml:1:1 error DEFINITION_INVALID',
    });
  });

  it('refuses a name that no integration has', async () => {
    const { code, err } = await terminal.run(['coverage', 'slak']);
    expect({ code, err }).toEqual({ code: 2, err: 'There is no integration `slak`. Did you mean `slack`?\n' });
  });
});
