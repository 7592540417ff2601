import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from './support/terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = openTerminal();
});
afterEach(() => terminal.end());

describe('patchbay functions', () => {
  it('explains one with its examples', async () => {
    const { code, out } = await terminal.run(['functions', '$isoFromSeconds']);
    expect({ code, out: out.split('\n').slice(0, 4) }).toEqual({
      code: 0,
      out: [
        '$isoFromSeconds(seconds)',
        '  Seconds since 1970, a number or a string of digits, as ISO 8601 UTC with milliseconds (cut off, not rounded).',
        '  seconds (number or string): The seconds, with decimals if need be.',
        '  $isoFromSeconds("1766458026.240809") → "2025-12-23T02:47:06.240Z"',
      ],
    });
  });

  it('lists all, those of mappings too', async () => {
    const { out } = await terminal.run(['functions', '--json']);
    const names: string[] = JSON.parse(out).map(({ name }: { name: string }) => name);
    expect(names).toEqual([...names].sort());
    expect(names).toEqual(expect.arrayContaining(['isoFromSeconds', 'key', 'toMarkdown', 'uppercase']));
  });
});

describe('patchbay', () => {
  it.each([
    [[], 2],
    [['chek'], 2],
    [['check', '--colour'], 2],
    [['new'], 2],
    [['--help'], 0],
    [['check', '--help'], 0],
  ])('ends %j with %i', async (args, code) => {
    expect((await terminal.run(args)).code).toBe(code);
  });
});
