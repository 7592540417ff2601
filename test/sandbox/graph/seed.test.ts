import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSeededStore, defaultSeed } from '../../../sandbox/graph/seed/store.ts';
import { channelsOf, type Tenant } from '../../../sandbox/graph/store/tenant.ts';

const now = (): number => Date.UTC(2025, 11, 1);

function tenants(seed: number): Tenant[] {
  const { store } = createSeededStore(seed, now);
  return store.tenantIds.flatMap(id => store.tenant(id) ?? []);
}

const logsOf = (tenant: Tenant) => [...channelsOf(tenant), ...tenant.chats.values()].map(({ messages }) => messages);

/** A hash of everything; `backwards` reads the messages in the opposite order before. */
function digest(seed: number, reading: 'forwards' | 'backwards' = 'forwards'): string {
  const all = tenants(seed);
  if (reading === 'backwards') for (const log of all.flatMap(logsOf).reverse()) log.all();
  const hash = createHash('sha256');
  for (const tenant of all) {
    const groups = [...tenant.groups.values()].map(group => group.record);
    hash.update(JSON.stringify([tenant.organization, [...tenant.users], groups]));
    for (const log of logsOf(tenant)) hash.update(JSON.stringify(log.all()));
  }
  return hash.digest('hex');
}

function tally<T extends string>(values: Iterable<T>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

describe('the seed', () => {
  it('holds 60 channels and chats, 1,200 people and 25,000 messages', () => {
    const all = tenants(defaultSeed);
    expect({
      conversations: all.reduce((sum, tenant) => sum + channelsOf(tenant).length + tenant.chats.size, 0),
      people: all.reduce((sum, tenant) => sum + tenant.users.size, 0),
      messages: all.flatMap(logsOf).reduce((sum, log) => sum + log.all().length, 0),
    }).toEqual({ conversations: 60, people: 1200, messages: 25_000 });
  });

  it('gives the same bytes for the same seed, whatever is read first', () => {
    expect(digest(7, 'backwards')).toBe(digest(7));
  });

  it('gives other bytes for another seed', () => {
    expect(digest(7)).not.toBe(digest(8));
  });

  it('has a channel of 5,000 roots, one of exactly 300, an empty one, and archived, private and shared ones', () => {
    const [tenant] = tenants(defaultSeed);
    const channels = tenant === undefined ? [] : channelsOf(tenant);
    const roots = (name: string) => channels.find(({ record }) => record.displayName === name)?.messages.roots().length;
    expect({
      firehose: roots('Telemetry firehose'),
      releaseNotes: roots('Release notes'),
      empty: roots('Empty room'),
      kinds: tally(channels.map(({ record }) => record.membershipType)),
      archived: channels.filter(({ record }) => record.isArchived).length,
      oldIds: channels.filter(({ record }) => record.id.endsWith('@thread.skype')).length,
    }).toEqual({
      firehose: 5000,
      releaseNotes: 300,
      empty: 0,
      kinds: { standard: 24, private: 6, shared: 2 },
      archived: 3,
      oldIds: 1,
    });
  });

  it('has every kind of chat, group and person in every tenant', () => {
    const kinds = tenants(defaultSeed).map(tenant => ({
      chats: Object.keys(tally([...tenant.chats.values()].map(({ record }) => record.chatType))).sort(),
      groups: new Set(
        [...tenant.groups.values()].map(({ record }) =>
          JSON.stringify([record.groupTypes, record.mailEnabled, record.securityEnabled]),
        ),
      ).size,
      guests: [...tenant.users.values()].some(
        user => user.userType === 'Guest' && user.externalUserState === 'Accepted',
      ),
      invited: [...tenant.users.values()].some(user => user.externalUserState === 'PendingAcceptance'),
      disabled: [...tenant.users.values()].some(user => !user.accountEnabled),
      nameless: [...tenant.users.values()].some(
        user => user.givenName === null && user.userType === 'Member' && user.accountEnabled,
      ),
      withoutMail: [...tenant.users.values()].some(user => user.mail === null),
    }));
    const each = {
      chats: ['group', 'meeting', 'oneOnOne'],
      groups: 5,
      guests: true,
      invited: true,
      disabled: true,
      nameless: true,
      withoutMail: true,
    };
    // The small tenant has no group of every kind without a team.
    expect(kinds).toEqual([each, { ...each, groups: 3 }]);
  });

  it('has edited, deleted and system messages, replies, mentions, files, cards and authors of every kind', () => {
    const [tenant] = tenants(defaultSeed);
    const records = tenant === undefined ? [] : logsOf(tenant).flatMap(log => log.all().map(({ record }) => record));
    const deleted = records.filter(record => record.deletedDateTime !== null);
    expect({
      deletedAreEmpty: deleted.every(({ body, attachments }) => body.content === '' && attachments.length === 0),
      someDeleted: deleted.length > 100,
      someEdited: records.some(record => record.lastEditedDateTime !== null),
      someReplies: records.some(record => record.replyToId !== null),
      someReactions: records.some(record => record.reactions.length > 0),
      systemWithoutAuthor: records
        .filter(record => record.messageType === 'systemEventMessage')
        .every(({ from, eventDetail }) => from === null && eventDetail !== null),
      mentions: Object.keys(
        tally(
          records.flatMap(({ mentions }) =>
            mentions.map(({ mentioned }) => mentioned.conversation?.conversationIdentityType ?? 'user'),
          ),
        ),
      ).sort(),
      attachments: Object.keys(
        tally(records.flatMap(({ attachments }) => attachments.map(({ contentType }) => contentType))),
      ).sort(),
      authors: Object.keys(
        tally(
          records.map(
            ({ from }) => from?.application?.applicationIdentityType ?? from?.user?.userIdentityType ?? 'nobody',
          ),
        ),
      ).sort(),
      fractionDigits: Object.keys(
        tally(records.map(({ createdDateTime }) => String(/\.(\d+)Z$/.exec(createdDateTime)?.[1]?.length ?? 0))),
      ).sort(),
    }).toEqual({
      deletedAreEmpty: true,
      someDeleted: true,
      someEdited: true,
      someReplies: true,
      someReactions: true,
      systemWithoutAuthor: true,
      mentions: ['channel', 'chat', 'user'],
      attachments: [
        'application/vnd.microsoft.card.adaptive',
        'application/vnd.microsoft.teams.card.o365connector',
        'messageReference',
        'reference',
      ],
      authors: ['aadUser', 'bot', 'emailUser', 'federatedUser', 'nobody', 'office365Connector'],
      fractionDigits: ['0', '1', '2', '3'],
    });
  });
});
