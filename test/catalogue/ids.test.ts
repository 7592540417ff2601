import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';
import { decodeId, encodeId, type IdKey } from '../../src/engine/mapping/ids.ts';

interface GoldenId {
  readonly integration: string;
  /** With its shape where the resource has several. */
  readonly resource: string;
  /** As the provider writes them; `name` alone where the provider's own id is a path. */
  readonly parts: Readonly<Record<string, string>>;
  readonly id: string;
}

// Customers keep ids for ever: a line of this file is never changed, only added to.
const golden = JSON.parse(readFileSync(new URL('ids.golden.json', import.meta.url), 'utf8')) as readonly GoldenId[];

const { integrations } = loadCatalogue({ integrations: ['integrations'], models: ['unified-models'] });
const keys: ReadonlyMap<string, IdKey> = new Map(
  [...integrations.values()].flatMap(({ name, resources }) =>
    [...resources.values()].flatMap(({ resource, shapes }) =>
      [...shapes].map(([shape, { key }]) => [`${name} ${resource}${shape && `.${shape}`}`, key] as const),
    ),
  ),
);
const keyOf = ({ integration, resource }: GoldenId): IdKey => keys.get(`${integration} ${resource}`) ?? { parts: [] };

describe('ids of the shipped integrations', () => {
  it('are frozen for every resource, in every shape', () => {
    const frozen = new Set(golden.map(({ integration, resource }) => `${integration} ${resource}`));
    expect([...keys.keys()].filter(name => !frozen.has(name))).toEqual([]);
    expect([...frozen].filter(name => !keys.has(name))).toEqual([]);
  });

  it.each(golden)('stay as they are: $integration $resource $id', one => {
    expect(encodeId(keyOf(one), one.parts)).toBe(one.id);
    expect(decodeId(keyOf(one), one.id)).toMatchObject(one.parts);
  });

  const part = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });

  it.each([...keys])('are read back whatever their parts are, and need no escape in a URL: %s', (_, key) => {
    const parts = fc.record(Object.fromEntries(key.parts.map(({ name }) => [name, part])), {
      requiredKeys: key.parts.filter(({ optional }) => !optional).map(({ name }) => name),
    });
    fc.assert(
      fc.property(parts, given => {
        const id = encodeId(key, given) ?? '';
        const { name, ...read } = decodeId(key, id) ?? {};
        expect(read).toEqual(given);
        expect(name === undefined).toBe(key.pattern === undefined);
        expect(encodeURIComponent(id).replaceAll('%3A', ':').replaceAll('%40', '@')).toBe(id);
        expect(new URL(`https://api.example/x/${id}/y`).pathname).toBe(`/x/${id}/y`);
      }),
      { numRuns: 300 },
    );
  });
});
