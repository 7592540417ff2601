import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { differencesOf, prepareRace } from '../../bench/mapping/contestants.ts';
import { recordPages } from '../../bench/mapping/pages.ts';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';

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

describe('the mapping benchmark', () => {
  it.each(['none', 'all'] as const)(
    'compares results that are the same to the byte, with lookups: %s',
    { timeout: 240_000 },
    async expand => {
      const pages = await recordPages(catalogue, { expand });
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
    },
  );
});
