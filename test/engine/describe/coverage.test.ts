import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import type { Cell } from '../../../src/engine/describe/cell.ts';
import { coverageOf } from '../../../src/engine/describe/coverage.ts';
import { grownFiles } from '../definitions/support/grown.ts';
import { filesWith, smallFiles } from '../definitions/support/small.ts';

const notesFile = 'integrations/demo/unified/talk/notes.yaml';

const cellsOf = (
  base: Readonly<Record<string, string>>,
  file = '',
  changes: readonly (readonly [string, string])[] = [],
): readonly Cell[] => coverageOf(loadFromFiles(filesWith(base, file, changes)));

const cell = (cells: readonly Cell[], resource: string, method: string): Cell | undefined =>
  cells.find(one => one.resource === resource && one.method === method);

describe('the coverage of an integration', () => {
  const small = cellsOf(smallFiles);

  it('has a cell for every method of every resource of the model', () => {
    expect(small.map(({ resource, method, state }) => `${resource} ${method} ${state}`)).toEqual([
      'notes list full',
      'notes get full',
      'notes create full',
      'rooms list full',
      'rooms get full',
    ]);
  });

  it('derives fields, filters, includes, expands and scopes from the expressions and endpoints of a list', () => {
    expect(cell(small, 'notes', 'list')).toEqual({
      integration: 'demo',
      model: 'talk',
      resource: 'notes',
      method: 'list',
      state: 'full',
      fields: ['id', 'text', 'room', 'tags', 'is_pinned'],
      missing: {},
      filters: ['created_at[gt]', 'created_at[gte]', 'created_at[lt]', 'created_at[lte]', 'room[id]'],
      includes: ['remote_data', 'deleted'],
      expands: ['room'],
      // Of the rooms that are walked when no room is named, and of the lookup.
      scopes: [{ credential: 'bot', all: [['a', 'b'], ['read']] }],
    });
  });

  it('tells what a write takes', () => {
    expect(cell(small, 'notes', 'create')).toMatchObject({ body: ['room.id', 'text.content'], filters: [] });
  });

  it('names the ways that fall short, once where they share the reason, and fields that one method lacks', () => {
    const cells = cellsOf(smallFiles, notesFile, [
      ['    order: { created_at: desc }', '    order: { created_at: desc }\n    partial: |\n      Only\n      some.'],
      ['skip: [forbidden] }', 'skip: [forbidden] }\n    partial: Only some.'],
      ['get:\n', 'get:\n  partial: Slow.\n  missing: { tags: Not told. }\n'],
    ]);
    expect(cell(cells, 'notes', 'list')).toMatchObject({ state: 'partial', reason: 'Only some.' });
    expect(cell(cells, 'notes', 'get')).toMatchObject({
      state: 'partial',
      reason: 'Slow.',
      fields: ['id', 'text', 'room', 'is_pinned'],
      missing: { tags: 'Not told.' },
    });
  });

  it('names each way with its own reason where they differ', () => {
    const cells = cellsOf(smallFiles, notesFile, [
      ['    order: { created_at: desc }', '    order: { created_at: desc }\n    partial: Only some.'],
    ]);
    expect(cell(cells, 'notes', 'list')).toMatchObject({ state: 'partial', reason: 'room: Only some.' });
  });

  it('gives the reason of what is not supported, and of what the definition does not mention', () => {
    const cells = cellsOf(smallFiles, notesFile, [
      ['get:\n  call: notes.list\n  pick: nid = $note\n', ''],
      [
        'create:\n  given: { body.room.id: rooms }\n  call: notes.write\n  body: { room: $room, content: $body.text.content }\n',
        'create: { unsupported: Demo lets nobody write. }\n',
      ],
    ]);
    expect(cell(cells, 'notes', 'get')).toEqual({
      integration: 'demo',
      model: 'talk',
      resource: 'notes',
      method: 'get',
      state: 'unsupported',
      reason: 'Its definition has no such method.',
      fields: [],
      missing: {},
      filters: [],
      includes: [],
      expands: [],
      scopes: [],
    });
    expect(cell(cells, 'notes', 'create')).toMatchObject({
      state: 'unsupported',
      reason: 'Demo lets nobody write.',
      fields: [],
    });
  });
});

describe('the coverage of records of several forms', () => {
  const grown = cellsOf(grownFiles);

  it('tells scopes by credential, through native parents, chains and lookups', () => {
    expect(cell(grown, 'rooms', 'list')?.scopes).toEqual([
      { credential: 'user', all: [['a', 'b'], ['read']] },
      { credential: 'app', all: [['read'], ['read.all']] },
    ]);
  });

  it('takes the filters of records inside others from those that hold them', () => {
    expect(cell(grown, 'files', 'list')).toMatchObject({
      state: 'partial',
      reason: 'The files of notes that can be listed.',
      filters: ['note[id]'],
      scopes: [
        { credential: 'user', all: [['a', 'b'], ['read']] },
        { credential: 'app', all: [['read.all']] },
      ],
    });
  });
});

it('the same integration is described once', () => {
  const catalogue = loadFromFiles(new Map(Object.entries(smallFiles)));
  expect(coverageOf(catalogue)[0]).toBe(coverageOf(catalogue)[0]);
});
