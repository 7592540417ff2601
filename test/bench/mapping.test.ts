import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { differencesOf, prepareRace } from '../../bench/mapping/contestants.ts';
import { recordPages, type Page } from '../../bench/mapping/pages.ts';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';
import { createBudget, type Budget } from '../../src/engine/expressions/budget.ts';
import { createRecordMapper } from '../../src/engine/mapping/record.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const catalogue = loadCatalogue({ integrations: [folder('integrations')], models: [folder('unified-models')] });

const ofGraph = [
  'attachments',
  'channels.channel',
  'channels.chat',
  'groups',
  'members.roster',
  'members.user',
  'messages.chat',
  'messages.reply',
  'messages.root',
  'organizations',
  'workspaces',
];

describe.each(['none', 'all'] as const)('the mapping benchmark, with lookups: %s', expand => {
  let pages: readonly Page[];
  beforeAll(async () => {
    pages = await recordPages(catalogue, { expand });
  }, 240_000);

  it('compares results that are the same to the byte', { timeout: 240_000 }, async () => {
    const differences = await Promise.all(pages.map(page => differencesOf(prepareRace(page))));
    expect(differences.flat().map(one => one.slice(0, 500))).toEqual([]);
    expect(pages.map(({ mapping }) => mapping).sort()).toEqual([
      'googlechat/attachments',
      'googlechat/channels',
      'googlechat/groups',
      'googlechat/members.group_member',
      'googlechat/members.membership',
      'googlechat/members.person',
      'googlechat/members.user',
      'googlechat/messages',
      'googlechat/organizations',
      'googlechat/workspaces',
      ...ofGraph.map(name => `microsoft/${name}`),
      ...ofGraph.map(name => `msteams/${name}`),
      'slack/attachments',
      'slack/channels',
      'slack/groups',
      'slack/members',
      'slack/messages',
      'slack/organizations',
      'slack/workspaces',
    ]);
  });

  it.each(['fields', 'unit'] as const)(
    'maps no record into an error of time, however slow the machine and new the code: %s',
    code => {
      const faults = pages.flatMap(({ plan, items }) => {
        const mapper = createRecordMapper(plan.mapping, plan.resource.schema, undefined, { code });
        return items.flatMap(item => mapper.map(item, slowBudget()).faults);
      });
      expect(faults).toEqual([]);
    },
  );
});

/** The clocks say at every look that a second has passed, and that all of it was work. */
function slowBudget(): Budget {
  let now = 0;
  const later = (): number => (now += 1_000);
  return createBudget({}, { monotonicMs: later, cpuMs: later, nowMs: () => 0, random: () => 0 });
}
