import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelsOf } from '../../sandbox/graph/store/tenant.ts';
import { startScene, type Scene } from '../sandbox/graph/scene.ts';
import type { SandboxEngine } from '../support/sandbox-engine.ts';
import { isShown, openGraphHouse } from './graph-house.ts';

let scene: Scene;
let house: SandboxEngine;

beforeAll(async () => {
  scene = await startScene();
  house = await openGraphHouse(scene.sandbox, 'microsoft', scene.sandbox.tokens.tenant1.application);
});

afterAll(async () => {
  await house.close();
  await scene.sandbox.close();
});

interface Named {
  readonly id: string;
}

/** What the official client walks, as ids of ours. */
const officialIds = async (path: string, form: (id: string) => string = id => id): Promise<string[]> => {
  const { items } = await scene.walk<Named>(scene.app, path);
  return items.map(({ id }) => form(id));
};

const teamsFilter = encodeURIComponent("resourceProvisioningOptions/Any(x:x eq 'Team')");

describe('linking', () => {
  it('learns which tenant it is', () => {
    expect(house.account.settings).toEqual({ tenant_id: scene.sandbox.tokens.tenant1.tenantId });
  });
});

describe('every resource', () => {
  it.each(['organizations', 'groups', 'channels', 'members', 'messages', 'attachments'])(
    'lists %s that fit the model, and gets each of the first page by its id',
    async resource => {
      const page = await house.list(resource, { limit: 25 });
      expect(page.warnings).toEqual([]);
      expect(page.records.length).toBeGreaterThan(0);
      // One by one some are told more of: how large a file is.
      for (const record of page.records) expect(await house.get(resource, String(record['id']))).toMatchObject(record);
    },
  );

  it('lists workspaces that fit the model, and gets each by its id', async () => {
    const fields = ['name', 'description', 'status', 'organization'];
    const page = await house.list('workspaces', { fields });
    const got = await Promise.all(
      page.records.map(record => house.get('workspaces', String(record['id']), { fields })),
    );
    expect(page.warnings).toEqual([]);
    expect(page.records).toHaveLength(scene.tenant.teams.size);
    expect(got).toEqual(page.records);
    expect(got.filter(({ status }) => status === 'inactive')).toHaveLength(1);
  });

  it('lists the teams, groups and people that the official client lists', async () => {
    expect((await house.walk('workspaces', { limit: 2 })).ids).toEqual(
      await officialIds(`/groups?$filter=${teamsFilter}&$select=id`),
    );
    expect((await house.walk('groups', { limit: 40 })).ids).toEqual(await officialIds('/groups?$top=999'));
    expect((await house.walk('members', { limit: 300 })).ids).toEqual(await officialIds('/users?$top=999'));
  });

  it('lists every channel and chat of the tenant once', async () => {
    const { ids } = await house.walk('channels', { limit: 5 });
    const channels = channelsOf(scene.tenant).map(({ teamId, record }) => `t~${teamId}~${record.id}`);
    const chats = [...scene.tenant.chats.values()].map(({ record }) => `c~${record.id}`);
    expect([...ids].sort()).toEqual([...channels, ...chats].sort());
    expect(ids.slice(-chats.length)).toEqual(await officialIds('/chats?$top=50', id => `c~${id}`));
  });

  it('lists the open channels and the chats of one person', async () => {
    const { userId } = scene.sandbox.tokens.tenant1;
    const channels = channelsOf(scene.tenant)
      .filter(({ record, members }) => record.membershipType === 'standard' && members.has(userId))
      .map(({ teamId, record }) => `t~${teamId}~${record.id}`);
    const chats = [...scene.tenant.chats.values()]
      .filter(({ members }) => members.has(userId))
      .map(({ record }) => `c~${record.id}`);
    const { ids } = await house.walk('channels', { limit: 6, query: { member: { id: userId } } });
    expect([...ids].sort()).toEqual([...channels, ...chats].sort());
  });
});

describe('people', () => {
  it.each([
    { query: { type: 'guest' }, keeps: (type: string) => type === 'Guest' },
    { query: { type: 'user' }, keeps: (type: string) => type === 'Member' },
  ])('of a type are those of the store: $query', async ({ query, keeps }) => {
    const expected = [...scene.tenant.users.values()].filter(({ userType }) => keeps(userType)).map(({ id }) => id);
    const { ids } = await house.walk('members', { limit: 200, query });
    expect([...ids].sort()).toEqual(expected.sort());
  });

  it('in a state are those of the store', async () => {
    const users = [...scene.tenant.users.values()];
    const idsIn = async (status: string): Promise<string[]> =>
      [...(await house.walk('members', { limit: 500, query: { status } })).ids].sort();
    const invited = users.filter(user => user.accountEnabled && user.externalUserState === 'PendingAcceptance');
    const inactive = users.filter(user => !user.accountEnabled);
    const others = users.filter(user => !invited.includes(user) && !inactive.includes(user));
    expect(await idsIn('invited')).toEqual(invited.map(({ id }) => id).sort());
    expect(await idsIn('inactive')).toEqual(inactive.map(({ id }) => id).sort());
    expect(await idsIn('active')).toEqual(others.map(({ id }) => id).sort());
    expect(await idsIn('deleted')).toEqual([]);
  });

  it('with an e-mail address are found by it, whatever its case', async () => {
    const [user] = [...scene.tenant.users.values()].filter(({ mail }) => mail !== null);
    const { ids } = await house.walk('members', { limit: 5, query: { email: user?.mail?.toUpperCase() } });
    expect(ids).toEqual([user?.id]);
  });

  it('made between two times are those of the store', async () => {
    const created_at = { gt: '2024-06-01T00:00:00.000Z', lte: '2024-09-01T00:00:00.000Z' };
    const expected = [...scene.tenant.users.values()]
      .filter(({ createdDateTime: at }) => Date.parse(at) > Date.parse(created_at.gt))
      .filter(({ createdDateTime: at }) => Date.parse(at) <= Date.parse(created_at.lte))
      .map(({ id }) => id);
    const { ids } = await house.walk('members', { limit: 100, query: { created_at } });
    expect(expected.length).toBeGreaterThan(20);
    expect([...ids].sort()).toEqual(expected.sort());
  });

  it('have time zones, sign-ins, teams and groups where that is asked for', async () => {
    const { records, warnings } = await house.list('members', {
      limit: 30,
      expand: ['mailbox', 'sign_in', 'teams', 'groups', 'profile', 'organization'],
    });
    const filled = (field: string) => records.filter(record => record[field] !== undefined).length;
    expect(warnings).toEqual([]);
    expect(records).toHaveLength(30);
    expect(filled('timezone')).toBe(30);
    expect(['last_login_at', 'workspaces', 'groups', 'organizations'].filter(field => filled(field) === 0)).toEqual([]);
  });
});

describe('messages', () => {
  it('of a private channel and of a chat nobody linked is in are those of the store', async () => {
    const closed = scene.channel('Acquisition');
    const place = `${closed.teamId}~${closed.record.id}`;
    const chat = scene.chat('Executive assistants');
    const channelWalk = await house.walk('messages', { limit: 9, query: { channel: { id: `t~${place}` } } });
    const chatWalk = await house.walk('messages', { limit: 9, query: { channel: { id: `c~${chat.record.id}` } } });
    expect(channelWalk.ids).toEqual(
      closed.messages
        .roots()
        .filter(isShown)
        .map(({ record }) => `m~${place}~${record.id}`),
    );
    expect(chatWalk.ids).toEqual(
      [...chat.messages.all()]
        .reverse()
        .filter(isShown)
        .map(({ record }) => `c~${chat.record.id}~${record.id}`),
    );
  });

  it('can each be read alone: a root, a reply and one of a chat', async () => {
    const { teamId, record, messages } = scene.channel('Incidents');
    const reply = messages.all().find(({ record: one }) => one.replyToId !== null)?.record;
    const chat = scene.chat('Executive assistants');
    const ids = [
      `m~${teamId}~${record.id}~${reply?.replyToId ?? ''}`,
      `r~${teamId}~${record.id}~${reply?.replyToId ?? ''}~${reply?.id ?? ''}`,
      `c~${chat.record.id}~${chat.messages.all()[0]?.record.id ?? ''}`,
    ];
    const read = await Promise.all(ids.map(id => house.get('messages', id)));
    expect(read.map(({ id }) => id)).toEqual(ids);
    expect(read.map(({ parent }) => parent)).toEqual([undefined, { id: ids[0], type: 'message' }, undefined]);
  });

  it('are sent by nobody here', async () => {
    const body = { channel: { id: 'c~19:any@thread.v2' }, body: { format: 'text', content: 'no' } };
    await expect(house.create('messages', body)).rejects.toMatchObject({ code: 'METHOD_NOT_SUPPORTED' });
  });
});

describe('attachments', () => {
  it('of a channel are the files of its messages, with what the library knows of each', async () => {
    const { teamId, record, messages } = scene.channel('Release notes');
    const files = messages
      .roots()
      .filter(isShown)
      .flatMap(({ record: message }) =>
        message.attachments.filter(({ contentUrl }) => contentUrl !== null).map(({ name }) => name),
      );
    const query = { channel: { id: `t~${teamId}~${record.id}` } };
    const { records } = await house.walk('attachments', { limit: 3, query, expand: ['file'] });
    expect(files.length).toBeGreaterThan(5);
    expect(records.map(({ file_name: name }) => name)).toEqual(files);
    expect(records.every(({ size, content_type: type }) => typeof size === 'number' && typeof type === 'string')).toBe(
      true,
    );
  });
});
