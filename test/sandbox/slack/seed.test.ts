import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSeededStore, defaultSeed } from '../../../sandbox/slack/seed/store.ts';
import type { MessageRecord } from '../../../sandbox/slack/store/records.ts';
import type { Channel, Workspace } from '../../../sandbox/slack/store/workspace.ts';

const now = () => 1_770_000_000_000;

function workspacesOf(seed: number): Workspace[] {
  const { store } = createSeededStore(seed, now);
  return store.teams.flatMap(team => store.workspace(team.id) ?? []);
}

/** A hash over everything in the workspaces, members and messages and bytes of files included. */
function fingerprint(workspaces: readonly Workspace[]): string {
  const hash = createHash('sha256');
  for (const workspace of workspaces) {
    const { team, users, bots, usergroups, channels, files } = workspace;
    hash.update(JSON.stringify([team, [...users], [...bots], [...usergroups]]));
    for (const channel of channels.values()) {
      hash.update(JSON.stringify({ ...channel, members: [...channel.members], messages: channel.messages.all() }));
    }
    for (const file of files.values()) hash.update(JSON.stringify(file.record)).update(file.content());
  }
  return hash.digest('hex');
}

const built = workspacesOf(defaultSeed);
const messagesOf = (workspace: Workspace): MessageRecord[] =>
  [...workspace.channels.values()].flatMap(channel => channel.messages.all());

/** Which kinds of things a workspace has; every one should. */
function variety(workspace: Workspace): string[] {
  const users = [...workspace.users.values()];
  const channels = [...workspace.channels.values()];
  const messages = messagesOf(workspace);
  const files = [...workspace.files.values()];
  const hasBot = (channel: Channel): boolean => channel.members.has(workspace.app.botUserId);
  const facts: Record<string, boolean> = {
    owner: users.some(user => user.is_primary_owner === true),
    bot: users.some(user => user.is_bot),
    workflow: users.some(user => user.is_workflow_bot === true),
    app: users.some(user => user.is_app_user),
    guest: users.some(user => user.is_restricted === true && user.is_ultra_restricted !== true),
    single_channel_guest: users.some(user => user.is_ultra_restricted === true),
    deactivated: users.some(user => user.deleted),
    invited: users.some(user => user.is_invited_user === true),
    nameless: users.some(user => !user.is_bot && user.id !== 'USLACKBOT' && user.profile.first_name === undefined),
    without_email: users.some(user => !user.is_bot && user.id !== 'USLACKBOT' && user.profile.email === undefined),
    without_phone: users.some(user => !user.is_bot && user.profile.phone === ''),
    unicode: users.some(user => /[^\u0000-\u024f]/.test(user.profile.real_name)),
    public_channel: channels.some(channel => channel.kind === 'public'),
    private_channel: channels.some(channel => channel.kind === 'private'),
    mpim: channels.some(channel => channel.kind === 'mpim'),
    im: channels.some(channel => channel.kind === 'im'),
    archived: channels.some(channel => channel.archived),
    shared: channels.some(channel => channel.shared !== 'no'),
    empty: channels.some(channel => channel.messages.count === 0),
    public_without_bot: channels.some(channel => channel.kind === 'public' && !hasBot(channel)),
    private_without_bot: channels.some(channel => channel.kind === 'private' && !hasBot(channel)),
    disabled_group: [...workspace.usergroups.values()].some(group => group.date_delete > 0),
    empty_group: [...workspace.usergroups.values()].some(group => group.users.length === 0),
    thread: messages.some(message => message.thread_ts !== undefined && message.thread_ts !== message.ts),
    edited: messages.some(message => message.edited !== undefined),
    by_bot: messages.some(message => message.bot_id !== undefined && message.user !== undefined),
    by_webhook: messages.some(message => message.bot_id !== undefined && message.user === undefined),
    mention: messages.some(message => message.text.includes('<@')),
    link: messages.some(message => message.text.includes('<https://')),
    rich_text: messages.some(message => message.blocks?.some(block => block.type === 'rich_text') === true),
    other_blocks: messages.some(message => message.blocks?.some(block => block.type === 'section') === true),
    attachment: messages.some(message => message.attachments !== undefined),
    reaction: messages.some(message => message.reactions !== undefined),
    file: messages.some(message => message.files !== undefined),
    hosted: files.some(file => file.record.mode === 'hosted'),
    snippet: files.some(file => file.record.mode === 'snippet'),
    external: files.some(file => file.record.is_external),
    deleted_file: files.some(file => file.deleted),
    unshared_file: files.some(({ record }) => [...record.channels, ...record.groups, ...record.ims].length === 0),
  };
  return Object.keys(facts).filter(name => facts[name] !== true);
}

const subtypes = [
  'bot_message',
  'channel_archive',
  'channel_convert_to_private',
  'channel_join',
  'channel_leave',
  'channel_name',
  'channel_purpose',
  'channel_topic',
  'channel_unarchive',
  'file_share',
  'huddle_thread',
  'me_message',
  'pinned_item',
  'reminder_add',
  'thread_broadcast',
  'tombstone',
];

describe('the seed', () => {
  it('gives the same bytes for the same seed and others for another', () => {
    const first = fingerprint(built);
    expect([fingerprint(workspacesOf(defaultSeed)) === first, fingerprint(workspacesOf(1)) === first]).toEqual([
      true,
      false,
    ]);
  });

  it('gives the same workspace whichever is built first', () => {
    const { store } = createSeededStore(defaultSeed, now);
    const backwards = store.teams
      .map(team => team.id)
      .reverse()
      .flatMap(id => store.workspace(id) ?? []);
    expect(fingerprint(backwards.reverse())).toBe(fingerprint(built));
  });

  it('has 3 workspaces, 60 channels, 1,200 members and 25,000 messages', () => {
    const sum = (count: (workspace: Workspace) => number) =>
      built.reduce((total, workspace) => total + count(workspace), 0);
    expect({
      workspaces: built.length,
      channels: sum(workspace => workspace.channels.size),
      members: sum(workspace => workspace.users.size),
      messages: sum(workspace => messagesOf(workspace).length),
    }).toEqual({ workspaces: 3, channels: 60, members: 1200, messages: 25_000 });
  });

  it('has something of everything in every workspace', () => {
    expect(built.map(variety)).toEqual([[], [], []]);
  });

  it('has every subtype of message in every workspace', () => {
    const seen = built.map(workspace =>
      [...new Set(messagesOf(workspace).flatMap(message => message.subtype ?? []))].sort(),
    );
    expect(seen).toEqual([subtypes, subtypes, subtypes]);
  });

  it('puts the third workspace into an organization and gives its people to it', () => {
    const [first, , third] = built;
    const person = third?.users.get(third.tokenUserId);
    expect([first?.enterprise, third?.team.enterprise_id, person?.enterprise_user?.enterprise_id]).toEqual([
      null,
      third?.enterprise?.id,
      third?.enterprise?.id,
    ]);
  });

  it('has ids in the real form', () => {
    const ids = built.flatMap(workspace => [
      workspace.team.id,
      ...workspace.users.keys(),
      ...workspace.bots.keys(),
      ...workspace.channels.keys(),
      ...workspace.usergroups.keys(),
      ...workspace.files.keys(),
    ]);
    const strange = ids.filter(id => id !== 'USLACKBOT' && !/^[TUWBCGDSF]0[A-Z0-9]{9}$/.test(id));
    expect([strange, new Set(ids.map(id => id.slice(0, 1))).size]).toEqual([[], 9]);
  });

  it('has no address and no handle twice', () => {
    const users = built.flatMap(workspace =>
      [...workspace.users.values()].filter(user => user.id !== 'USLACKBOT' && !user.is_bot),
    );
    const emails = users.flatMap(user => user.profile.email ?? []);
    expect([new Set(emails).size, new Set(users.map(user => user.name)).size]).toEqual([emails.length, users.length]);
  });
});
