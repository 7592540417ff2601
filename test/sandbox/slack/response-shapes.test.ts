import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { methods } from '../../../sandbox/slack/methods/table.ts';
import { startSlackSandbox, type SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { dialledClientOf, dialledFetch } from './client.ts';
import { collectShapes, hasKnownShapes, readKnownShapes, type Shapes } from './known-shapes.ts';

if (!hasKnownShapes) console.log('skipped: the recorded shapes of the live API are not on this machine');

const answered: Shapes = new Map();
let called: string[] = [];
let sandbox: SlackSandbox;
beforeAll(async () => {
  sandbox = await startSlackSandbox({ now: () => 1_770_000_000_000 });
  called = await callEveryMethod(answered);
});
afterAll(() => sandbox.close());

describe('answers of the sandbox', () => {
  it('satisfy the official client for every method of the table', () => {
    expect(called).toEqual(Object.keys(methods).sort());
  });

  it.skipIf(!hasKnownShapes)('have only fields and types that the live API was seen to send', () => {
    const known = readKnownShapes();
    const isKnown = (path: string, type: string): boolean => known.get(path)?.has(type) === true;
    const strange = [...answered].flatMap(([path, types]) =>
      [...types].filter(type => !isKnown(path, type)).map(type => `${path} ${type}`),
    );
    expect(strange).toEqual([]);
  });
});

/** Calls every method of the table at least once, and those that read on everything of all three workspaces. */
async function callEveryMethod(into: Shapes): Promise<string[]> {
  const called = new Set<string>();
  const caller = (token: string) => {
    const client = dialledClientOf(sandbox, token);
    return async (method: string, args: Record<string, unknown> = {}): Promise<unknown> => {
      const { ...answer } = await client.apiCall(method, args);
      // The client adds what it read from headers.
      const { scopes: _scopes, acceptedScopes: _accepted, ...metadata } = answer.response_metadata ?? {};
      const { response_metadata: _metadata, ...body } = answer;
      collectShapes(method, Object.keys(metadata).length === 0 ? body : { ...body, response_metadata: metadata }, into);
      called.add(method);
      return answer;
    };
  };
  const { workspace1, workspace2, workspace3 } = sandbox.tokens;
  for (const workspace of [workspace1, workspace2, workspace3]) {
    await readEverything(caller(workspace.bot), workspace.teamId, workspace.botUserId);
    await readEverything(caller(workspace.user), workspace.teamId, workspace.userId);
    await caller(workspace.user)('search.messages', { query: 'release', count: 100 });
  }
  await writeEverything(caller(workspace1.bot), workspace1.teamId);
  await caller(workspace1.bot)('auth.revoke', { test: true });
  return [...called].sort();
}

type Call = (method: string, args?: Record<string, unknown>) => Promise<unknown>;

async function readEverything(call: Call, teamId: string, userId: string): Promise<void> {
  const workspace = sandbox.store.workspace(teamId);
  const channels = [...(workspace?.channels.values() ?? [])].filter(channel => channel.members.has(userId));
  await call('auth.test');
  await call('team.info');
  await call('auth.teams.list', { include_icon: true });
  await call('conversations.list', { types: 'public_channel,private_channel,mpim,im', limit: 1000 });
  await call('users.conversations', { types: 'public_channel,private_channel,mpim,im', limit: 999 });
  await call('users.list', { limit: 1000, include_locale: true });
  await call('usergroups.list', { include_disabled: true, include_count: true, include_users: true });
  await call('files.list', { count: 200, show_files_hidden_by_limit: true });
  await call('reactions.list');
  for (const channel of channels) {
    await call('conversations.info', { channel: channel.id, include_num_members: true });
    await call('conversations.members', { channel: channel.id });
    await call('conversations.history', { channel: channel.id, limit: 400 });
    const [parent] = channel.messages.roots.filter(message => channel.messages.replies(message.ts).length > 0);
    if (parent !== undefined) await call('conversations.replies', { channel: channel.id, ts: parent.ts });
  }
  const [first] = channels;
  const root = first?.messages.roots.find(message => message.reactions !== undefined);
  await call('reactions.get', { channel: first?.id, timestamp: root?.ts });
  await call('chat.getPermalink', { channel: first?.id, message_ts: root?.ts });
  const file = [...(workspace?.files.values() ?? [])].find(
    candidate => candidate.record.user === workspace?.tokenUserId && !candidate.deleted,
  );
  if (userId === workspace?.tokenUserId) await call('files.info', { file: file?.record.id });
  for (const user of [...(workspace?.users.values() ?? [])].slice(0, 20)) {
    await call('users.info', { user: user.id, include_locale: true });
    await call('users.profile.get', { user: user.id });
    await call('users.getPresence', { user: user.id });
    if (user.profile.email !== undefined && !user.deleted)
      await call('users.lookupByEmail', { email: user.profile.email });
  }
  await call('users.getPresence', { user: userId });
  await call('bots.info', { bot: [...(workspace?.bots.keys() ?? [])][0] });
  const group = [...(workspace?.usergroups.keys() ?? [])][0];
  await call('usergroups.users.list', { usergroup: group });
}

async function writeEverything(call: Call, teamId: string): Promise<void> {
  const workspace = sandbox.store.workspace(teamId);
  const people = [...(workspace?.users.values() ?? [])]
    .filter(user => !user.deleted && !user.is_bot)
    .map(user => user.id);
  const { channel } = (await call('conversations.create', { name: 'written' })) as { channel: { id: string } };
  const place = { channel: channel.id };
  await call('conversations.rename', { ...place, name: 'rewritten' });
  await call('conversations.setPurpose', { ...place, purpose: 'Purpose' });
  await call('conversations.setTopic', { ...place, topic: 'Topic' });
  await call('conversations.join', place);
  await call('conversations.invite', { ...place, users: people.slice(5, 7).join(',') });
  await call('conversations.kick', { ...place, user: people[5] });
  await call('conversations.open', { users: people[8], return_im: true });
  await call('conversations.open', { users: people[8] });
  const posted = (await call('chat.postMessage', { ...place, text: 'a *bold* <https://example.com|link>' })) as {
    ts: string;
  };
  await call('chat.postMessage', {
    ...place,
    markdown_text: '# Title\n- one\n- two',
    thread_ts: posted.ts,
    reply_broadcast: true,
  });
  await call('chat.postMessage', {
    ...place,
    text: 'x',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }],
  });
  await call('chat.update', { ...place, ts: posted.ts, text: 'edited' });
  await call('reactions.add', { ...place, timestamp: posted.ts, name: 'eyes' });
  await call('reactions.remove', { ...place, timestamp: posted.ts, name: 'eyes' });
  await call('conversations.history', place);
  await call('chat.delete', { ...place, ts: posted.ts });
  const upload = (await call('files.getUploadURLExternal', { filename: 'a.txt', length: 3 })) as {
    upload_url: string;
    file_id: string;
  };
  await dialledFetch(sandbox)(upload.upload_url, { method: 'POST', body: 'abc' });
  await call('files.completeUploadExternal', { files: [{ id: upload.file_id, title: 'A' }], channel_id: channel.id });
  await call('files.info', { file: upload.file_id });
  await call('conversations.history', place);
  await call('files.delete', { file: upload.file_id });
  const made = (await call('usergroups.create', { name: 'Made', handle: 'made', include_count: true })) as {
    usergroup: { id: string };
  };
  const usergroup = made.usergroup.id;
  await call('usergroups.update', { usergroup, name: 'Remade' });
  await call('usergroups.users.update', { usergroup, users: people.slice(0, 2).join(',') });
  await call('usergroups.disable', { usergroup });
  await call('usergroups.enable', { usergroup });
  await call('conversations.archive', place);
  await call('conversations.unarchive', place);
  await call('conversations.leave', place);
}
