import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gaps } from '../../src/cli/cases/coverage.ts';
import { checkQuality } from '../../src/cli/quality/check-quality.ts';
import { loadFromFiles } from '../../src/engine/definitions/load.ts';
import { smallFiles } from '../engine/definitions/support/small.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const { integrations, models } = loadFromFiles(new Map(Object.entries(smallFiles)));
const [integration] = integrations.values();
if (!integration) throw new Error('The small integration did not load.');
const nothingMissing: Gaps = { methods: [], fields: [], values: [], kinds: [], endpoints: [], moments: [] };

let folder: ReturnType<typeof scratchFolder>;
beforeAll(() => {
  folder = scratchFolder();
  mkdirSync(join(folder.path, 'integrations/demo'), { recursive: true });
  mkdirSync(join(folder.path, 'test'));
  writeFileSync(join(folder.path, 'integrations/demo/integration.yaml'), '');
  writeFileSync(
    join(folder.path, 'integrations/demo/README.md'),
    '## Scopes\n\n`rooms.list` takes none.\n\n## Limits\n',
  );
});
afterAll(() => folder.remove());

/** What is wrong with some claims, each with its line. */
const problemsOf = (rules: string, gaps = nothingMissing, of = integration) => {
  writeFileSync(join(folder.path, 'integrations/demo/quality.yaml'), `rules:\n${rules}`);
  const problems = checkQuality([join(folder.path, 'integrations')], { integration: of, models, cases: [], gaps });
  return problems.map(({ line, message }) => `${line}: ${message}`);
};

const [rooms] = integration.resources;
const partly = { ...integration, resources: new Map(rooms && [rooms]) };

describe('quality.yaml', () => {
  it('is held against what a machine can see, rule by rule', () => {
    const claims = [
      'resources',
      'coverage',
      'refusals',
      'writes',
      'scopes',
      'rates',
      'docs',
      'descriptions',
      'readme',
      'icon',
    ];
    expect(
      problemsOf(
        claims.map(rule => `  ${rule}: done\n`).join(''),
        { ...nothingMissing, fields: ['rooms.name'] },
        partly,
      ),
    ).toEqual([
      '2: The rule `resources` is not done: the definition does not tell of notes.list, notes.get, notes.create.',
      '3: The rule `coverage` is not done: no case shows rooms.name.',
      '4: The rule `refusals` is not done: no case ends in REQUEST_ID_INVALID, PROVIDER_NOT_FOUND, PROVIDER_FORBIDDEN.',
      '5: The rule `writes` is not done: no case ends in PROVIDER_OUTCOME_UNKNOWN, and these are not idempotent: notes.write.',
      '6: The rule `scopes` is not done: neither scopes nor a word in README.md have notes.list, notes.write.',
      '7: The rule `rates` is not done: neither a rate nor a word in README.md have rooms.whoami, rooms.info, notes.list, notes.write.',
      '8: The rule `docs` is not done: no link have rooms.whoami, rooms.list, rooms.info, notes.list, notes.write.',
      '9: The rule `descriptions` is not done: no description have settings.team, token.key.',
      '10: The rule `readme` is not done: README.md lacks the section App registration, Known gaps.',
      '11: The rule `icon` is not done: there is no icon.svg.',
    ]);
  });

  it('says where a rule is proved that no machine can see', () => {
    expect(
      problemsOf(
        '  sandbox: { done: test/nothing.ts }\n  official_client: done\n  hostile_values: { done: elsewhere/x.ts }\n',
      ),
    ).toEqual([
      '2: The rule `sandbox` is not done: there is no test/nothing.ts.',
      '3: A rule is `{ done: <file or folder that proves it> }`, `todo` or `{ exempt: <reason> }`.',
    ]);
  });

  it('takes what is still to be done, and what is exempt with a reason', () => {
    expect(
      problemsOf('  coverage: todo\n  icon: { exempt: It has none. }\n  readme: { exempt: "" }\n  docs: yes\n'),
    ).toEqual([
      '4: A rule is `done`, `todo` or `{ exempt: <reason> }`.',
      '5: A rule is `done`, `todo` or `{ exempt: <reason> }`.',
    ]);
  });
});
