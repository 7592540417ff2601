import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadCases } from '../../../src/engine/definitions/cases.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

const scratch = scratchFolder();
afterAll(() => {
  scratch.remove();
});

/** Writes files below `<name>/integrations` and gives that path. */
function folderWith(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(scratch.path, name, 'integrations');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const caseOf = (name: string): string =>
  `name: ${name}\ncall: { resource: rooms, method: list }\nexpect: { result: [] }\n`;
const valueOf = (name: string) => ({ name, call: { resource: 'rooms', method: 'list' }, expect: { result: [] } });

it('gives the cases of an abstract integration to each one that extends it, but for those it has of its own', () => {
  const folder = folderWith('inherited', {
    'base/integration.yaml': 'format: 1\nname: base\nabstract: true\n',
    'base/cases/rooms.list.yaml': caseOf('lists rooms'),
    'base/cases/rooms.list-empty.yaml': caseOf('lists no rooms'),
    'one/integration.yaml': 'format: 1\nname: one\nextends: base\n',
    'one/cases/rooms.list.yaml': caseOf('lists rooms its own way'),
    'two/integration.yaml': 'format: 1\nname: two\nextends: base\n',
  });
  expect(loadCases([folder])).toEqual({
    cases: [
      { integration: 'one', file: 'integrations/base/cases/rooms.list-empty.yaml', value: valueOf('lists no rooms') },
      { integration: 'one', file: 'integrations/one/cases/rooms.list.yaml', value: valueOf('lists rooms its own way') },
      { integration: 'two', file: 'integrations/base/cases/rooms.list-empty.yaml', value: valueOf('lists no rooms') },
      { integration: 'two', file: 'integrations/base/cases/rooms.list.yaml', value: valueOf('lists rooms') },
    ],
    problems: [],
  });
});

it('reports a mistake in an inherited case once, where it stands', () => {
  const folder = folderWith('mistaken', {
    'base/integration.yaml': 'format: 1\nname: base\nabstract: true\n',
    'base/cases/rooms.list.yaml': 'name: says nothing\n',
    'one/integration.yaml': 'format: 1\nname: one\nextends: base\n',
    'two/integration.yaml': 'format: 1\nname: two\nextends: base\n',
  });
  const { cases, problems } = loadCases([folder]);
  expect(cases).toEqual([]);
  expect(problems.map(({ file, message }) => [file, message])).toEqual([
    ['integrations/base/cases/rooms.list.yaml', 'The document lacks the key `call`.'],
    ['integrations/base/cases/rooms.list.yaml', 'The document lacks the key `expect`.'],
  ]);
});
