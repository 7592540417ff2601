import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeId, encodeId, type IdKey } from '../../../src/engine/mapping/ids.ts';

interface GoldenId {
  readonly key: readonly string[];
  readonly parts: Readonly<Record<string, string>>;
  readonly id: string;
}

// Customers keep ids for ever: a line of this file is never changed, only added to.
const golden = JSON.parse(readFileSync(new URL('ids.golden.json', import.meta.url), 'utf8')) as readonly GoldenId[];

const keyOf = (names: readonly string[]): IdKey => ({
  parts: names.map(name => ({ name: name.replace('?', ''), optional: name.endsWith('?') })),
});

const part = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
const message = keyOf(['channel', 'thread?', 'ts']);

describe('the id codec', () => {
  it.each(golden)('keeps $id as it is for ever', ({ key, parts, id }) => {
    expect(encodeId(keyOf(key), parts)).toBe(id);
    expect(decodeId(keyOf(key), id)).toEqual(parts);
  });

  it('reads back whatever parts it wrote', () => {
    fc.assert(
      fc.property(part, fc.option(part, { nil: undefined }), part, (channel, thread, ts) => {
        const parts = thread === undefined ? { channel, ts } : { channel, thread, ts };
        const id = encodeId(message, parts);
        expect(id === undefined ? undefined : decodeId(message, id)).toEqual(parts);
      }),
    );
  });

  it('writes ids that a URL path carries unchanged', () => {
    fc.assert(
      fc.property(part, part, (channel, ts) => {
        const id = encodeId(message, { channel, ts }) ?? '';
        expect(id).toMatch(/^[A-Za-z0-9._:@!~-]+$/);
        expect(new URL(`https://api.example/x/${id}/y`).pathname).toBe(`/x/${id}/y`);
      }),
    );
  });

  it.each(['.', '..', '%2e', '/', '\\', '?', '#', ' '])(
    'writes %j so that it stays one segment of a URL path',
    text => {
      const id = encodeId(keyOf(['name']), { name: text }) ?? '';
      expect(new URL(`https://api.example/x/${id}/y`).pathname).toBe(`/x/${id}/y`);
    },
  );

  it('has one spelling per value: whatever it reads, it writes the same', () => {
    const characters = fc.constantFrom('a', '!', '~', '4', '1', 'c', '3', 'A', '%', '.');
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 16 }), id => {
        const parts = decodeId(message, id);
        if (parts) expect(encodeId(message, parts)).toBe(id);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each(['', 'C1', 'C1~~', '~~1', 'C1~~1~2', 'C1~~!4', 'C1~~!41', 'C1~~!C3!A9', 'C1~~!ff', 'C1~~a b', 'C1~~é'])(
    'refuses %j',
    id => {
      expect(decodeId(message, id)).toBeUndefined();
    },
  );

  it('gives no id while a required part is missing', () => {
    expect(encodeId(message, { channel: 'C1' })).toBeUndefined();
    expect(encodeId(message, { channel: 'C1', ts: '' })).toBeUndefined();
    expect(encodeId(message, { channel: 'C1', ts: null })).toBeUndefined();
  });
});
