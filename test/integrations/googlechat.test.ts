import type { chat_v1 } from '@googleapis/chat';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../sandbox/googlechat/sandbox.ts';
import { clientOf } from '../sandbox/googlechat/client.ts';
import { spaceNamed } from '../sandbox/googlechat/places.ts';
import { walk } from '../sandbox/googlechat/walk.ts';
import type { SandboxEngine } from '../support/sandbox-engine.ts';
import { openGoogleChat } from './googlechat-house.ts';

let sandbox: GoogleChatSandbox;
let house: SandboxEngine;
let official: chat_v1.Chat;

beforeAll(async () => {
  sandbox = await startGoogleChatSandbox();
  const { accessToken } = sandbox.accounts.admin;
  house = await openGoogleChat(sandbox, 'user', accessToken);
  official = clientOf(sandbox, accessToken);
});

afterAll(async () => {
  await house.close();
  await sandbox.close();
});

describe('linking', () => {
  it('learns who the account is and that it may read the Directory', () => {
    expect(house.account.settings).toEqual({
      user_id: sandbox.accounts.admin.userId,
      domain: sandbox.accounts.admin.email.split('@')[1],
      customer_id: sandbox.accounts.customerId,
      is_admin: true,
    });
  });
});

describe('every resource', () => {
  it.each([
    { resource: 'organizations', expand: [] },
    { resource: 'workspaces', expand: [] },
    { resource: 'groups', expand: [] },
    { resource: 'channels', expand: ['members'] },
    { resource: 'members', expand: [] },
    { resource: 'messages', expand: [] },
    { resource: 'attachments', expand: ['file'] },
  ])('lists $resource that fit the model, and gets each of the first page by its id', async ({ resource, expand }) => {
    const page = await house.list(resource, { limit: 60, expand });
    expect(page.warnings).toEqual([]);
    expect(page.records.length).toBeGreaterThan(0);
    for (const record of page.records) expect(await house.get(resource, String(record['id']))).toEqual(record);
  });

  it('lists the organization that the store has', async () => {
    const { records } = await house.list('organizations');
    expect(records.map(({ id, name }) => ({ id, name }))).toEqual([
      { id: sandbox.store.customer.id, name: sandbox.store.customer.name },
    ]);
  });

  it('lists the domains that the store has', async () => {
    const { ids } = await house.walk('workspaces', { limit: 2 });
    expect(ids).toEqual(sandbox.store.customer.domains.map(domain => domain.domainName));
  });

  it('lists the groups that the store has', async () => {
    const { ids } = await house.walk('groups', { limit: 7 });
    expect([...ids].sort()).toEqual([...sandbox.store.groups.keys()].sort());
  });

  it('lists the people that the store has, and those deleted when asked for', async () => {
    const users = [...sandbox.store.directory.values()];
    const { ids } = await house.walk('members', { limit: 400 });
    const deleted = await house.walk('members', { limit: 50, query: { status: 'deleted' } });
    const isDeleted = ({ deletionTime }: (typeof users)[number]): boolean => deletionTime !== undefined;
    expect([...ids].sort()).toEqual(
      users
        .filter(user => !isDeleted(user))
        .map(user => user.id)
        .sort(),
    );
    expect([...deleted.ids].sort()).toEqual(
      users
        .filter(isDeleted)
        .map(user => user.id)
        .sort(),
    );
  });

  it('lists the spaces that the official client lists', async () => {
    const { items } = await walk(async pageToken => {
      const { data } = await official.spaces.list({ pageSize: 10, ...(pageToken === undefined ? {} : { pageToken }) });
      return { items: data.spaces, nextPageToken: data.nextPageToken };
    });
    const { ids } = await house.walk('channels', { limit: 9 });
    expect(ids.map(id => `spaces/${id}`)).toEqual(items.map(space => space.name));
  });

  it.each([
    { type: 'channel', count: 4 },
    { type: 'private_channel', count: 23 },
    { type: 'group_dm', count: 5 },
    { type: 'dm', count: 6 },
  ])('lists the spaces that are $type', async ({ type, count }) => {
    const { ids, records } = await house.walk('channels', { limit: 4, query: { type } });
    expect([...new Set(records.map(record => record['type']))]).toEqual([type]);
    expect(new Set(ids).size).toBe(count);
  });

  it('lists the members of a space that the official client lists, apps and guests too', async () => {
    const { id } = spaceNamed(sandbox, 'Partner Fjordline');
    const { data } = await official.spaces.members.list({ parent: `spaces/${id}`, pageSize: 1000 });
    const { ids, records } = await house.walk('members', { limit: 10, query: { channel: { id } } });
    expect(ids.map(member => `users/${member}`)).toEqual(data.memberships?.map(({ member }) => member?.name));
    expect([...new Set(records.map(record => record['type']))].sort()).toEqual(['bot', 'guest', 'user']);
  });

  it('lists the people of a group, with those of the groups in it', async () => {
    const group = [...sandbox.store.groups.values()].find(({ members }) =>
      members.some(({ type }) => type === 'GROUP'),
    );
    const inner = group?.members.flatMap(({ id }) => sandbox.store.groups.get(id)?.members ?? []) ?? [];
    const people = [...(group?.members ?? []), ...inner].filter(({ type }) => type === 'USER' || type === 'EXTERNAL');
    const { ids, records } = await house.walk('members', { limit: 100, query: { group: { id: group?.id } } });
    expect([...ids].sort()).toEqual([...new Set(people.map(({ id }) => id))].sort());
    expect(records.some(record => record['first_name'] !== undefined)).toBe(true);
  });

  it.each(['northwind.example', 'northwind-robotics.example'])('lists the people of the domain %s', async id => {
    const users = [...sandbox.store.directory.values()].filter(user => user.deletionTime === undefined);
    const { ids } = await house.walk('members', { limit: 300, query: { workspace: { id } } });
    expect([...ids].sort()).toEqual(
      users
        .filter(user => user.primaryEmail.endsWith(`@${id}`))
        .map(user => user.id)
        .sort(),
    );
  });

  it('finds a person by the e-mail address', async () => {
    const { email, userId } = sandbox.accounts.member;
    const { records } = await house.list('members', { query: { email } });
    expect(records.map(record => record['id'])).toEqual([userId]);
  });
});

describe('a provider that misbehaves', () => {
  it('shows no token in any error', async () => {
    const { accessToken } = sandbox.accounts.admin;
    const failures = await Promise.allSettled([
      house.get('channels', 'AAQAGone'),
      house.list('messages', { query: { channel: { id: 'AAQAGone' } } }),
      house.list('channels', { query: { search: accessToken } }),
      house.list('channels', { cursor: accessToken }),
    ]);
    const messages = failures.map(failure =>
      failure.status === 'rejected' ? JSON.stringify({ ...failure.reason, text: String(failure.reason) }) : '',
    );
    expect(failures.map(failure => failure.status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    expect(messages.filter(message => message.includes(accessToken))).toEqual([]);
  });

  it('is asked again where the Directory is out of quota', async () => {
    const body = {
      error: {
        code: 403,
        message: 'Rate Limit Exceeded',
        errors: [{ domain: 'usageLimits', reason: 'rateLimitExceeded' }],
      },
    };
    const headers = { 'content-type': 'application/json' };
    sandbox.faults.add({
      on: '/admin/directory/v1/groups',
      effect: { kind: 'reply', status: 403, headers, body: JSON.stringify(body) },
    });
    const page = await house.list('groups', { limit: 5 });
    expect(page.records.length).toBe(5);
  });
});
