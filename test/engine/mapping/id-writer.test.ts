import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIdWriter } from '../../../src/engine/mapping/id-writer.ts';
import { encodeId, type IdKey } from '../../../src/engine/mapping/ids.ts';

const part = (name: string, optional = false): IdKey['parts'][number] => ({ name, optional });

const keys: readonly IdKey[] = [
  { parts: [part('user')] },
  { tag: 'c', parts: [part('user')] },
  { parts: [part('user', true)] },
  { parts: [part('channel'), part('thread', true), part('user')] },
  { tag: 'm', parts: [part('channel'), part('thread'), part('user')] },
  {
    parts: [part('channel'), part('user')],
    pattern: { segments: [{ literal: 'spaces' }, { part: 'channel' }, { literal: 'people' }, { part: 'user' }] },
  },
  { tag: 's', parts: [part('user')], pattern: { segments: [{ literal: 'people' }, { part: 'user' }] } },
  { parts: [part('user'), part('channel')], pattern: { segments: [{ part: 'channel' }, { part: 'user' }] } },
];

const names = fc.subarray(['name', 'channel', 'thread', 'user', 'other'], { minLength: 1 });

const values = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    '.',
    '..',
    0,
    -3,
    1.5,
    Infinity,
    true,
    {},
    [],
    'C1',
    'a~b',
    'é',
    '😀',
    '\ud800',
  ),
  fc.string(),
  fc.stringMatching(/^(spaces|people|x)?\/?[a-z.~]{0,3}\/?(people|spaces)?\/[a-z1é]{0,3}$/),
);

describe('a writer of ids', () => {
  it('writes what the values by name are encoded as, call after call', () => {
    const given = fc.tuple(fc.constantFrom(...keys), names, fc.array(fc.array(values, { minLength: 5, maxLength: 5 })));
    fc.assert(
      fc.property(given, ([key, order, calls]) => {
        const write = createIdWriter(key, order);
        const byName = (list: readonly unknown[]) => Object.fromEntries(order.map((name, at) => [name, list[at]]));
        expect(calls.map(list => write(...list.slice(0, order.length)))).toEqual(
          calls.map(list => encodeId(key, byName(list))),
        );
      }),
      { numRuns: 5_000 },
    );
  });

  it('writes a path that the provider has for an id', () => {
    const [, , , , , space] = keys;
    const write = createIdWriter(space ?? { parts: [] }, ['name']);
    expect([write('spaces/A b/people/~1'), write('spaces/A/people'), write('rooms/A/people/1'), write(7)]).toEqual([
      'A!20b~!7e1',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
