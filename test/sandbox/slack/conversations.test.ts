import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSlackSandbox, type SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { clientOf, codeOf } from './client.ts';
import { channelOf, peopleOf, workspaceOf } from './places.ts';

let sandbox: SlackSandbox;
beforeAll(async () => {
  sandbox = await startSlackSandbox({ now: () => 1_770_000_000_000 });
});
afterAll(() => sandbox.close());

const bot = () => clientOf(sandbox, sandbox.tokens.workspace1.bot);
const idOf = (name: string): string => channelOf(sandbox, name).id;

async function newestOf(channel: string) {
  const [message] = (await bot().conversations.history({ channel, limit: 1 })).messages ?? [];
  return { subtype: message?.subtype, user: message?.user, text: message?.text };
}

describe('writes to conversations', () => {
  it('create, rename and describe a channel, as later reads and its history show', async () => {
    const { botUserId } = sandbox.tokens.workspace1;
    const created = await bot().conversations.create({ name: 'new-plans' });
    const channel = created.channel?.id ?? '';
    await bot().conversations.rename({ channel, name: 'newer-plans' });
    await bot().conversations.setTopic({ channel, topic: 'the topic' });
    await bot().conversations.setPurpose({ channel, purpose: 'the purpose' });
    const { channel: info } = await bot().conversations.info({ channel, include_num_members: true });
    expect({
      name: info?.name,
      previous: info?.previous_names,
      topic: info?.topic,
      purpose: info?.purpose,
      isMember: info?.is_member,
      members: info?.num_members,
    }).toEqual({
      name: 'newer-plans',
      previous: ['new-plans'],
      topic: { value: 'the topic', creator: botUserId, last_set: 1_770_000_000 },
      purpose: { value: 'the purpose', creator: botUserId, last_set: 1_770_000_000 },
      isMember: true,
      members: 1,
    });
    expect(await newestOf(channel)).toEqual({
      subtype: 'channel_purpose',
      user: botUserId,
      text: `<@${botUserId}> set the channel description: the purpose`,
    });
  });

  it('make private channels that only members see', async () => {
    const created = await bot().conversations.create({ name: 'hidden-plans', is_private: true });
    const channel = created.channel?.id ?? '';
    const outsider = clientOf(sandbox, sandbox.tokens.workspace1.user);
    expect([created.channel?.is_private, await codeOf(outsider.conversations.info({ channel }))]).toEqual([
      true,
      'channel_not_found',
    ]);
  });

  it('archive and bring back', async () => {
    const { channel: made } = await bot().conversations.create({ name: 'short-lived' });
    const channel = made?.id ?? '';
    await bot().conversations.archive({ channel });
    const archived = await bot().conversations.info({ channel });
    const listed = await bot().conversations.list({ limit: 1000, exclude_archived: true });
    const refused = await codeOf(bot().chat.postMessage({ channel, text: 'x' }));
    await bot().conversations.unarchive({ channel });
    const back = await bot().conversations.info({ channel });
    expect([
      archived.channel?.is_archived,
      listed.channels?.some(candidate => candidate.id === channel),
      refused,
      back.channel?.is_archived,
    ]).toEqual([true, false, 'is_archived', false]);
  });

  it('let people in and out, and the history tells', async () => {
    const { channel: made } = await bot().conversations.create({ name: 'guest-list' });
    const channel = made?.id ?? '';
    const [first = '', second = ''] = peopleOf(sandbox).slice(10, 12);
    await bot().conversations.invite({ channel, users: `${first},${second}` });
    const invited = await bot().conversations.members({ channel });
    await bot().conversations.kick({ channel, user: first });
    const left = await bot().conversations.members({ channel });
    const self = sandbox.tokens.workspace1.botUserId;
    expect([invited.members, left.members, await newestOf(channel)]).toEqual([
      [self, first, second],
      [self, second],
      { subtype: 'channel_leave', user: first, text: `<@${first}> has left the channel` },
    ]);
  });

  it('join a public channel once', async () => {
    const channel = idOf('design-crits');
    const before = await codeOf(bot().conversations.history({ channel }));
    await bot().conversations.join({ channel });
    const after = await bot().conversations.history({ channel, limit: 1 });
    const again = await bot().conversations.join({ channel });
    expect([before, after.messages?.[0]?.subtype, again.response_metadata?.warnings]).toEqual([
      'not_in_channel',
      'channel_join',
      ['already_in_channel'],
    ]);
  });

  it('open a direct message once, and one with several people', async () => {
    const [first = '', second = ''] = peopleOf(sandbox).slice(20, 22);
    const opened = await bot().conversations.open({ users: first, return_im: true });
    const again = await bot().conversations.open({ users: first });
    const group = await bot().conversations.open({ users: `${first},${second}`, return_im: true });
    const info = await bot().conversations.info({ channel: group.channel?.id ?? '' });
    expect([opened.channel?.user, again.already_open, again.channel?.id === opened.channel?.id]).toEqual([
      first,
      true,
      true,
    ]);
    expect([info.channel?.is_mpim, info.channel?.name?.startsWith('mpdm-patchbay--')]).toEqual([true, true]);
  });

  it('refuse what Slack refuses', async () => {
    const general = idOf('general');
    const hiring = idOf('hiring');
    const im = [...workspaceOf(sandbox).channels.values()].find(
      channel => channel.kind === 'im' && channel.members.has(sandbox.tokens.workspace1.botUserId),
    );
    const [person = ''] = [...channelOf(sandbox, 'hiring').members.keys()].filter(
      id => id !== sandbox.tokens.workspace1.botUserId,
    );
    expect({
      taken: await codeOf(bot().conversations.create({ name: 'hiring' })),
      upperCase: await codeOf(bot().conversations.create({ name: 'Shouting' })),
      punctuation: await codeOf(bot().conversations.create({ name: '---' })),
      long: await codeOf(bot().conversations.create({ name: 'x'.repeat(81) })),
      nameless: await codeOf(bot().apiCall('conversations.create', {})),
      general: await codeOf(bot().conversations.archive({ channel: general })),
      archivedTwice: await codeOf(bot().conversations.archive({ channel: idOf('project-cobalt') })),
      notArchived: await codeOf(bot().conversations.unarchive({ channel: hiring })),
      imRenamed: await codeOf(bot().conversations.rename({ channel: im?.id ?? '', name: 'x' })),
      longPurpose: await codeOf(bot().conversations.setPurpose({ channel: hiring, purpose: 'x'.repeat(251) })),
      self: await codeOf(bot().conversations.invite({ channel: hiring, users: sandbox.tokens.workspace1.botUserId })),
      alreadyIn: await codeOf(bot().conversations.invite({ channel: hiring, users: person })),
      nobody: await codeOf(bot().conversations.invite({ channel: hiring, users: 'U0NOBODY' })),
      kickSelf: await codeOf(bot().conversations.kick({ channel: hiring, user: sandbox.tokens.workspace1.botUserId })),
      kickGeneral: await codeOf(bot().conversations.kick({ channel: general, user: person })),
      openNobody: await codeOf(bot().conversations.open({ users: 'U0NOBODY' })),
      openNone: await codeOf(bot().apiCall('conversations.open', {})),
    }).toEqual({
      taken: 'name_taken',
      upperCase: 'invalid_name_specials',
      punctuation: 'invalid_name_punctuation',
      long: 'invalid_name_maxlength',
      nameless: 'invalid_name_required',
      general: 'cant_archive_general',
      archivedTwice: 'already_archived',
      notArchived: 'not_archived',
      imRenamed: 'method_not_supported_for_channel_type',
      longPurpose: 'too_long',
      self: 'cant_invite_self',
      alreadyIn: 'already_in_channel',
      nobody: 'user_not_found',
      kickSelf: 'cant_kick_self',
      kickGeneral: 'cant_kick_from_general',
      openNobody: 'user_not_found',
      openNone: 'users_list_not_supplied',
    });
  });
});

describe('user groups', () => {
  it('are created, changed, filled, disabled and enabled, as later reads show', async () => {
    const people = peopleOf(sandbox).slice(0, 3);
    const created = await bot().usergroups.create({
      name: 'Night Watch',
      handle: 'night-watch',
      description: 'who is up',
    });
    const usergroup = created.usergroup?.id ?? '';
    await bot().usergroups.update({ usergroup, name: 'Day Watch' });
    await bot().usergroups.users.update({ usergroup, users: people.join(',') });
    const users = await bot().usergroups.users.list({ usergroup });
    await bot().usergroups.disable({ usergroup });
    const enabledOnly = await bot().usergroups.list({});
    const all = await bot().usergroups.list({ include_disabled: true, include_count: true });
    await bot().usergroups.enable({ usergroup });
    const after = await bot().usergroups.list({});
    const shown = all.usergroups?.find(group => group.id === usergroup);
    expect([users.users, enabledOnly.usergroups?.some(group => group.id === usergroup)]).toEqual([people, false]);
    expect([shown?.name, shown?.handle, shown?.user_count, shown?.date_delete, shown?.users]).toEqual([
      'Day Watch',
      'night-watch',
      3,
      1_770_000_000,
      undefined,
    ]);
    expect(after.usergroups?.some(group => group.id === usergroup)).toBe(true);
  });

  it('have names of their own', async () => {
    const [taken] = workspaceOf(sandbox).usergroups.values();
    expect([
      await codeOf(bot().usergroups.create({ name: taken?.name ?? '', handle: 'other' })),
      await codeOf(bot().usergroups.create({ name: 'Other', handle: taken?.handle ?? '' })),
      await codeOf(bot().usergroups.disable({ usergroup: 'S0NONE' })),
    ]).toEqual(['name_already_exists', 'handle_already_exists', 'no_such_subteam']);
  });
});
