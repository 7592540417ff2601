import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { chat_v1 } from '@googleapis/chat';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../../sandbox/googlechat/sandbox.ts';
import { clientOf, refusalOf } from './client.ts';
import { spaceNamed, testNow } from './places.ts';

let sandbox: GoogleChatSandbox;
let admin: chat_v1.Chat;
let member: chat_v1.Chat;

beforeAll(async () => {
  sandbox = await startGoogleChatSandbox({ now: () => testNow });
  admin = clientOf(sandbox, sandbox.accounts.admin.accessToken);
  member = clientOf(sandbox, sandbox.accounts.member.accessToken);
});
afterAll(() => sandbox.close());

/** People of the Directory beside those with credentials. */
function someone(index: number): string {
  const people = [...sandbox.store.directory.values()].filter(
    user => !user.suspended && user.deletionTime === undefined,
  );
  return `users/${people[index + 10]?.id ?? ''}`;
}

const human = (name: string): chat_v1.Schema$Membership => ({ member: { name, type: 'HUMAN' } });

describe('spaces.create', () => {
  it('makes a space that its creator manages', async () => {
    const { data } = await admin.spaces.create({
      requestBody: { spaceType: 'SPACE', displayName: 'New space', spaceDetails: { description: 'd' } },
    });
    const { data: members } = await admin.spaces.members.list({ parent: data.name ?? '' });
    expect(data).toMatchObject({
      spaceType: 'SPACE',
      displayName: 'New space',
      spaceDetails: { description: 'd' },
      membershipCount: { joinedDirectHumanUserCount: 1 },
    });
    expect(members.memberships?.map(item => [item.member?.name, item.role])).toEqual([
      [`users/${sandbox.accounts.admin.userId}`, 'ROLE_MANAGER'],
    ]);
  });

  it('refuses a name that is taken, a missing name and other types', async () => {
    const create = (requestBody: chat_v1.Schema$Space) => refusalOf(admin.spaces.create({ requestBody }));
    expect(await create({ spaceType: 'SPACE', displayName: 'Company' })).toEqual({
      code: 409,
      status: 'ALREADY_EXISTS',
      message: 'A space with this display name exists already.',
    });
    expect(await create({ spaceType: 'SPACE' })).toMatchObject({
      code: 400,
      message: 'The display name is required for a named space.',
    });
    expect(await create({ spaceType: 'DIRECT_MESSAGE' })).toMatchObject({ code: 400 });
  });

  it('makes one space for one request ID', async () => {
    const create = () =>
      admin.spaces.create({ requestId: 's-1', requestBody: { spaceType: 'SPACE', displayName: 'Once' } });
    expect((await create()).data).toEqual((await create()).data);
  });
});

describe('spaces.setup', () => {
  it('makes a group chat with its members', async () => {
    const memberships = [human(someone(0)), human(someone(1))];
    const { data } = await admin.spaces.setup({ requestBody: { space: { spaceType: 'GROUP_CHAT' }, memberships } });
    expect(data).toMatchObject({ spaceType: 'GROUP_CHAT', membershipCount: { joinedDirectHumanUserCount: 3 } });
  });

  it('gives the direct message that exists already', async () => {
    const name = `users/${sandbox.accounts.member.email}`;
    const { data: known } = await admin.spaces.findDirectMessage({ name });
    const { data } = await admin.spaces.setup({
      requestBody: { space: { spaceType: 'DIRECT_MESSAGE' }, memberships: [human(name)] },
    });
    expect(data.name).toBe(known.name);
  });

  it('refuses a group chat of two and more than 49 members', async () => {
    const setup = (memberships: chat_v1.Schema$Membership[]) =>
      refusalOf(admin.spaces.setup({ requestBody: { space: { spaceType: 'GROUP_CHAT' }, memberships } }));
    expect(await setup([human(someone(0))])).toMatchObject({
      code: 400,
      message: 'A group chat needs at least two memberships.',
    });
    expect(await setup(Array.from({ length: 50 }, (_, index) => human(someone(index))))).toMatchObject({
      code: 400,
      message: 'At most 49 memberships are allowed.',
    });
  });
});

describe('spaces.patch and delete', () => {
  it('replaces description and guidelines together', async () => {
    const { data: created } = await admin.spaces.create({
      requestBody: { spaceType: 'SPACE', displayName: 'Patched', spaceDetails: { description: 'a', guidelines: 'b' } },
    });
    const { data } = await admin.spaces.patch({
      name: created.name ?? '',
      updateMask: 'display_name,spaceDetails',
      requestBody: { displayName: 'Patched again', spaceDetails: { description: 'c' } },
    });
    expect([data.displayName, data.spaceDetails]).toEqual(['Patched again', { description: 'c' }]);
  });

  it('refuses paths that do not exist or stand with others', async () => {
    const name = `spaces/${spaceNamed(sandbox, 'Marketing').id}`;
    const patch = (updateMask: string) =>
      refusalOf(admin.spaces.patch({ name, updateMask, requestBody: { displayName: 'x' } }));
    expect(await patch('createTime')).toMatchObject({ code: 400, message: 'Invalid update mask path: createTime' });
    expect(await patch('displayName,spaceHistoryState')).toMatchObject({
      code: 400,
      message: 'spaceHistoryState has to be updated alone.',
    });
  });

  it('deletes a space with everything in it, for managers only', async () => {
    const name = `spaces/${spaceNamed(sandbox, 'Marketing').id}`;
    expect(await refusalOf(member.spaces.delete({ name }))).toMatchObject({ code: 403 });
    expect((await admin.spaces.delete({ name, useAdminAccess: true })).data).toEqual({});
    expect(await refusalOf(member.spaces.messages.list({ parent: name }))).toMatchObject({ code: 404 });
  });
});

describe('members', () => {
  it('are added, promoted and removed', async () => {
    const { data: space } = await admin.spaces.create({ requestBody: { spaceType: 'SPACE', displayName: 'Team' } });
    const parent = space.name ?? '';
    const name = someone(3);
    const { data: added } = await admin.spaces.members.create({ parent, requestBody: human(name) });
    const { data: promoted } = await admin.spaces.members.patch({
      name: added.name ?? '',
      updateMask: 'role',
      requestBody: { role: 'ROLE_MANAGER' },
    });
    expect(await refusalOf(admin.spaces.members.create({ parent, requestBody: human(name) }))).toMatchObject({
      code: 409,
    });
    const { data: removed } = await admin.spaces.members.delete({ name: added.name ?? '' });
    expect([added.state, added.role, promoted.role, removed.state]).toEqual([
      'JOINED',
      'ROLE_MEMBER',
      'ROLE_MANAGER',
      'NOT_A_MEMBER',
    ]);
    expect(await refusalOf(admin.spaces.members.get({ name: added.name ?? '' }))).toMatchObject({ code: 404 });
  });

  it('add the calling app by its alias', async () => {
    const { data: space } = await admin.spaces.create({
      requestBody: { spaceType: 'SPACE', displayName: 'With the app' },
    });
    const parent = space.name ?? '';
    const { data } = await admin.spaces.members.create({
      parent,
      requestBody: { member: { name: 'users/app', type: 'BOT' } },
    });
    const { data: own } = await admin.spaces.members.get({ name: `${parent}/members/app` });
    expect(own).toEqual(data);
    expect(data.member).toMatchObject({ name: `users/${sandbox.accounts.app.userId}`, type: 'BOT' });
  });

  it('from outside need a space that takes them', async () => {
    const external = [...sandbox.store.users.values()].find(
      user => user.email?.endsWith('@fjordline.example') === true,
    );
    const parent = `spaces/${spaceNamed(sandbox, 'Project Atlas').id}`;
    const call = admin.spaces.members.create({ parent, requestBody: human(`users/${external?.email ?? ''}`) });
    expect(await refusalOf(call)).toMatchObject({
      code: 403,
      message: 'The space does not take people from outside the organization.',
    });
  });
});
