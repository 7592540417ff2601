import { createSecretKey } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createDataKey, open, seal, unwrapDataKey, type Place } from '../../src/store/envelope.ts';
import { parseMasterKeys } from '../../src/store/master-keys.ts';
import { testKeys } from '../support/store.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const place: Place = { environmentId: 'env_1', accountId: 'acc_1', column: 'credentials.ciphertext/bot' };
const text = fc.string({ unit: 'binary' });
const anyPlace = fc.record({ environmentId: text, accountId: text, column: text });
const unreadable = {
  code: 'INTERNAL',
  message:
    'The stored secret credentials.ciphertext/bot of account acc_1 does not decrypt: it was changed or moved in the ' +
    'database, or the master key is not the one it was encrypted with.',
};

describe('seal and open', () => {
  it('gives back every plaintext at its own place', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), anyPlace, (plaintext, where) => {
        expect(open(key, where, seal(key, where, plaintext))).toEqual(Buffer.from(plaintext));
      }),
      { numRuns: 200 },
    );
  });

  it('refuses what was sealed for another place', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (from, to) => {
        fc.pre(JSON.stringify(from) !== JSON.stringify(to));
        expect(() => open(key, to, seal(key, from, Buffer.from('x')))).toThrow('does not decrypt');
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the parts of a place apart, so that no shift of letters between them fits', () => {
    const sealed = seal(key, { ...place, environmentId: 'env_1a', accountId: 'cc_1' }, Buffer.from('x'));
    expect(() => open(key, { ...place, environmentId: 'env_1', accountId: 'acc_1' }, sealed)).toThrow(
      expect.objectContaining(unreadable),
    );
  });

  it('refuses any flipped bit, any cut and another key', () => {
    const sealed = seal(key, place, Buffer.from('xoxb-secret'));
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), bit => {
        const flipped = Buffer.from(sealed);
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(() => open(key, place, flipped)).toThrow(expect.objectContaining(unreadable));
      }),
      { numRuns: sealed.length * 8 },
    );
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), size => {
        expect(() => open(key, place, sealed.subarray(0, size))).toThrow(expect.objectContaining(unreadable));
      }),
    );
    const other = createSecretKey(Buffer.alloc(32, 8));
    expect(() => open(other, place, sealed)).toThrow(expect.objectContaining(unreadable));
  });

  it('never makes the same bytes twice and never shows the plaintext', () => {
    const sealed = Array.from({ length: 1_000 }, () => seal(key, place, Buffer.from('xoxb-secret')).toString('latin1'));
    expect(new Set(sealed).size).toBe(1_000);
    expect(sealed.filter(bytes => bytes.includes('xoxb'))).toEqual([]);
  });
});

describe('data keys', () => {
  const v1 = parseMasterKeys(testKeys.v1, 'test');
  const v2 = parseMasterKeys(testKeys.v2, 'test');
  const both = parseMasterKeys(`${testKeys.v2},${testKeys.v1}`, 'test');

  it('are wrapped by the first master key and opened by the version that wrapped them', () => {
    const old = createDataKey(v1, place);
    const fresh = createDataKey(both, place);
    expect([old.stored.masterKeyVersion, fresh.stored.masterKeyVersion]).toEqual([1, 2]);
    expect(unwrapDataKey(both, place, old.stored).equals(old.dataKey)).toBe(true);
    expect(unwrapDataKey(v2, place, fresh.stored).equals(fresh.dataKey)).toBe(true);
  });

  it('say which version of the master key is missing', () => {
    const { stored } = createDataKey(both, place);
    expect(() => unwrapDataKey(v1, place, stored)).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message:
          'A stored secret was encrypted with version 2 of the master key, which is not configured. ' +
          'Add it to PATCHBAY_MASTER_KEY as "v2:<base64>".',
      }),
    );
  });
});
