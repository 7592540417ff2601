import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import { deriveCursorSecret, parseMasterKeys } from '../../src/store/master-keys.ts';
import { testKeys } from '../support/store.ts';

const bare = testKeys.v1.slice(3);
const howTo =
  'A master key is 32 random bytes in base64 (make one with `openssl rand -base64 32`); several are written `v2:<base64>,v1:<base64>`.';

describe('parseMasterKeys', () => {
  it.each([
    ['one without a version', bare, 1, [1]],
    ['several, of which the first wraps', `${testKeys.v1},${testKeys.v2}`, 1, [1, 2]],
    ['one a line, with a trailing newline', `${testKeys.v2}\n${testKeys.v1}\n`, 2, [2, 1]],
    ['the URL-safe alphabet without padding', bare.replaceAll('+', '-').replaceAll('/', '_').replace('=', ''), 1, [1]],
  ])('reads %s', (_, text, wrappingVersion, versions) => {
    const keys = parseMasterKeys(text, 'PATCHBAY_MASTER_KEY');
    expect(keys.wrappingVersion).toBe(wrappingVersion);
    expect([...keys.byVersion.keys()]).toEqual(versions);
  });

  it.each([
    ['', 'is empty'],
    ['not-base64!', 'cannot be read'],
    ['v0:' + bare, 'cannot be read'],
    ['c2hvcnQ=', 'version 1 has 5 bytes instead of 32'],
    [Buffer.alloc(33, 'abcdefghijklmnopqrstuvwxyz').toString('base64'), 'version 1 has 33 bytes instead of 32'],
    [Buffer.alloc(32).toString('base64'), 'version 1 repeats itself and is not random'],
    [Buffer.from('Pack my box with five dozen jugs').toString('base64'), 'version 1 is text and not random'],
    [`v2:${bare},v2:${bare}`, 'names version 2 twice'],
  ])('refuses %j and does not repeat it', (text, problem) => {
    expect(() => parseMasterKeys(text, 'PATCHBAY_MASTER_KEY')).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: `PATCHBAY_MASTER_KEY: the master key ${problem}. ${howTo}`,
      }),
    );
  });

  it('prints no key', () => {
    const keys = parseMasterKeys(bare, 'test');
    const hex = Buffer.from(bare, 'base64').toString('hex');
    const shown = `${inspect(keys, { depth: 9 })} ${JSON.stringify({ keys, all: [...keys.byVersion] })}`;
    expect(shown).not.toContain(bare.slice(0, 8));
    expect(shown).not.toContain(hex.slice(0, 8));
  });
});

describe('deriveCursorSecret', () => {
  it('stays while a newer key is rolled out and differs from the key', () => {
    const before = deriveCursorSecret(parseMasterKeys(testKeys.v1, 'test'));
    const during = deriveCursorSecret(parseMasterKeys(`${testKeys.v2},${testKeys.v1}`, 'test'));
    const after = deriveCursorSecret(parseMasterKeys(testKeys.v2, 'test'));
    expect(during).toEqual(before);
    expect(after).not.toEqual(before);
    expect(Buffer.from(before).toString('base64')).not.toBe(bare);
    expect(before).toHaveLength(32);
  });
});
