import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { outline } from './support/outline.ts';
import { smallFiles, smallWith } from './support/small.ts';

const notes = 'integrations/demo/unified/talk/notes.yaml';

describe('what is loaded', () => {
  it('gives the same hash for the same text, and another when a definition or its model changes', () => {
    const hashOf = (files: ReadonlyMap<string, string>) => loadFromFiles(files).integrations.get('demo')?.hash;
    const plain = hashOf(new Map(Object.entries(smallFiles)));
    const again = hashOf(new Map(Object.entries(smallFiles)));
    const mapped = hashOf(smallWith(notes, ['tags: labels', 'tags: topics']));
    const modelled = hashOf(smallWith('unified-models/talk/notes.yaml', ['Newest first.', 'None.']));
    const proved = hashOf(smallWith('integrations/demo/cases/a.yaml', ['', 'name: a']));
    expect([again === plain, mapped === plain, modelled === plain, proved === plain]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('accepts the three ways to write a method', () => {
    const list = (text: string) => {
      const files = smallWith('integrations/demo/unified/talk/rooms.yaml', [
        'list:\n  call: rooms.list\n  query:\n    kind: $native("kind", $query.kind)\n',
        text,
      ]);
      const { integrations, problems } = loadFromFiles(files);
      const method = integrations.get('demo')?.resources.get('talk/rooms')?.methods.get('list');
      return [
        problems.map(problem => problem.message),
        method?.variants.map(({ id, source }) => [id, outline(source)]),
      ];
    };
    const called = { kind: 'call', request: { endpoint: 'rooms.list', query: { kind: '("x")' } } };
    expect([
      list(`list: { call: rooms.list, query: { kind: '"x"' } }\n`),
      list(`list:\n  - { id: one, call: rooms.list, query: { kind: '"x"' } }\n`),
      list(
        `list:\n  call: rooms.list\n  variants:\n    - { id: one, query: { kind: '"x"' } }\n    - { id: two, call: rooms.whoami }\n`,
      ),
      list('list: { unsupported: The provider lists nothing. }\n'),
    ]).toEqual([
      [[], [['list', called]]],
      [[], [['one', called]]],
      [
        [],
        [
          ['one', called],
          ['two', { kind: 'call', request: { endpoint: 'rooms.whoami' } }],
        ],
      ],
      [['The mapping of rooms cannot list.'], undefined],
    ]);
  });
});
