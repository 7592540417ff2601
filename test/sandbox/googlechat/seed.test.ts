import { describe, expect, it } from 'vitest';
import { createSeededStore, defaultSeed } from '../../../sandbox/googlechat/seed/store.ts';
import type { GoogleChatStore } from '../../../sandbox/googlechat/store/store.ts';

const now = (): number => Date.UTC(2025, 11, 1);

/** Everything of a store that is data, as text. */
function textOf(store: GoogleChatStore): string {
  const replacer = (_key: string, value: unknown): unknown => (value instanceof Map ? [...value] : value);
  const { customer, directory, groups, users, spaces, driveFiles, media } = store;
  return JSON.stringify({ customer, directory, groups, users, spaces, driveFiles, media }, replacer);
}

describe('the seed', () => {
  const { store, accounts } = createSeededStore(defaultSeed, now);
  const spaces = [...store.spaces.values()];
  const messages = spaces.flatMap(space => [...space.messages.all]);
  const named = (name: string) => spaces.find(space => space.facts.displayName === name);

  it('has the planned size', () => {
    const types = spaces.map(space => space.facts.spaceType);
    expect({
      spaces: spaces.length,
      named: types.filter(type => type === 'SPACE').length,
      groupChats: types.filter(type => type === 'GROUP_CHAT').length,
      directMessages: types.filter(type => type === 'DIRECT_MESSAGE').length,
      messages: messages.length,
      users: [...store.directory.values()].filter(user => user.deletionTime === undefined).length,
      deletedUsers: [...store.directory.values()].filter(user => user.deletionTime !== undefined).length,
      groups: store.groups.size,
    }).toEqual({
      spaces: 60,
      named: 34,
      groupChats: 10,
      directMessages: 16,
      messages: 25_000,
      users: 1200,
      deletedUsers: 12,
      groups: 45,
    });
  });

  it('has a space of 5,000 messages that start threads, one of 300, an empty one and one nobody can read', () => {
    const roots = (name: string) =>
      named(name)?.messages.all.filter(message => message.id === `${message.threadId}.${message.threadId}`).length;
    const insiders = [accounts.admin.userId, accounts.member.userId, accounts.app.userId];
    expect({
      firehose: roots('Engineering firehose'),
      releaseNotes: roots('Release notes'),
      empty: named('Empty room')?.messages.all.length,
      insidersOfBoard: insiders.filter(id => named('Board')?.members.has(id)),
    }).toEqual({ firehose: 5000, releaseNotes: 300, empty: 0, insidersOfBoard: [] });
  });

  it('has messages of every kind', () => {
    const kinds = {
      edited: messages.some(message => message.updatedMicros !== undefined),
      deleted: messages.some(message => message.deleted !== undefined),
      cards: messages.some(message => message.cardsV2 !== undefined),
      uploads: messages.some(message => message.attachments.some(attachment => attachment.source.kind === 'uploaded')),
      driveFiles: messages.some(message => message.attachments.some(attachment => attachment.source.kind === 'drive')),
      gifs: messages.some(message => message.gifs !== undefined),
      quotes: messages.some(message => message.quote !== undefined),
      reactions: messages.some(message => message.reactions.length > 0),
      privateOnes: messages.some(message => message.privateTo !== undefined),
      clientIds: messages.some(message => message.clientId !== undefined),
      mentions: messages.some(message => message.content.some(span => span.kind === 'mention')),
      byDeletedUsers: messages.some(message => store.users.get(message.senderId)?.deleted === true),
    };
    expect(Object.entries(kinds).filter(([, isThere]) => !isThere)).toEqual([]);
  });

  it('gives the same data, tokens and keys for the same seed', () => {
    const again = createSeededStore(defaultSeed, now);
    expect(textOf(again.store) === textOf(store)).toBe(true);
    expect(again.accounts).toEqual(accounts);
  });

  it('gives other data for another seed', () => {
    const other = createSeededStore(1, now);
    expect(other.accounts.admin.userId).not.toBe(accounts.admin.userId);
    expect(other.accounts.serviceAccount.privateKey).not.toBe(accounts.serviceAccount.privateKey);
  });
});
