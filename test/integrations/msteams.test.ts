import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startScene, type Scene } from '../sandbox/graph/scene.ts';
import type { SandboxEngine } from '../support/sandbox-engine.ts';
import { openGraphHouse } from './graph-house.ts';

let scene: Scene;
let house: SandboxEngine;

beforeAll(async () => {
  scene = await startScene();
  house = await openGraphHouse(scene.sandbox, 'msteams', scene.sandbox.tokens.tenant1.delegated);
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
  const { items } = await scene.walk<Named>(scene.user, path);
  return items.map(({ id }) => form(id));
};

describe('linking', () => {
  it('learns who is signed in, and where', () => {
    const { tenantId, userId } = scene.sandbox.tokens.tenant1;
    expect(house.account.settings).toEqual({ tenant_id: tenantId, user_id: userId });
  });
});

describe('every resource', () => {
  it.each(['organizations', 'workspaces', 'groups', 'channels', 'members', 'messages', 'attachments'])(
    'lists %s that fit the model, and gets each of the first page by its id',
    async resource => {
      const page = await house.list(resource, { limit: 25 });
      expect(page.warnings).toEqual([]);
      expect(page.records.length).toBeGreaterThan(0);
      // One by one some are told more of: when a team was made, how large a file is.
      for (const record of page.records) expect(await house.get(resource, String(record['id']))).toMatchObject(record);
    },
  );

  it('lists the tenant as the official client does', async () => {
    const { ids } = await house.walk('organizations', { limit: 1 });
    expect(ids).toEqual(await officialIds('/organization'));
  });

  it('lists the teams that the official client lists', async () => {
    const { ids } = await house.walk('workspaces', { limit: 3 });
    expect(ids).toEqual(await officialIds('/me/joinedTeams'));
    expect(ids).toHaveLength(7);
  });

  it('lists the groups that the official client lists', async () => {
    const { ids } = await house.walk('groups', { limit: 7 });
    expect(ids).toEqual(await officialIds('/groups?$top=50'));
    expect(ids).toHaveLength(scene.tenant.groups.size);
  });

  it('lists the people that the official client lists', async () => {
    const { ids } = await house.walk('members', { limit: 100 });
    expect(ids).toEqual(await officialIds('/users?$top=999'));
    expect(ids).toHaveLength(scene.tenant.users.size);
  });

  it('lists the channels of each team and then the chats that the official client lists', async () => {
    const teams = await officialIds('/me/joinedTeams');
    const channels = await Promise.all(
      teams.map(team => officialIds(`/teams/${team}/channels`, id => `t~${team}~${id}`)),
    );
    const chats = await officialIds('/me/chats?$top=50', id => `c~${id}`);
    const { ids } = await house.walk('channels', { limit: 4 });
    expect(ids).toEqual([...channels.flat(), ...chats]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('lists who is in a team, a channel, a chat and a group as the official client does', async () => {
    const team = scene.team('Engineering').record.id;
    const shared = scene.channel('Calibration with Sales');
    const chat = scene.chat('All hands').record.id;
    const { items: teams } = await scene.walk<{ userId: string }>(scene.user, `/teams/${team}/members`);
    const { items: channels } = await scene.walk<{ userId: string }>(
      scene.user,
      `${scene.channelPath('Calibration with Sales')}/allMembers`,
    );
    const { items: chats } = await scene.walk<{ userId: string }>(
      scene.user,
      `/chats/${encodeURIComponent(chat)}/members`,
    );
    const idsBy = async (query: Record<string, unknown>): Promise<string[]> =>
      (await house.walk('members', { limit: 50, query })).ids;
    expect(await idsBy({ workspace: { id: team } })).toEqual(teams.map(({ userId }) => userId));
    expect(await idsBy({ channel: { id: `t~${shared.teamId}~${shared.record.id}` } })).toEqual(
      channels.map(({ userId }) => userId),
    );
    expect(await idsBy({ channel: { id: `c~${chat}` } })).toEqual(chats.map(({ userId }) => userId));
    expect(await idsBy({ group: { id: team } })).toEqual(
      await officialIds(`/groups/${team}/members/microsoft.graph.user?$top=999`),
    );
  });
});

describe('what is asked for with expand', () => {
  it('names people, channels and files in strict mode', async () => {
    const { teamId, record } = scene.channel('Release notes');
    const query = { channel: { id: `t~${teamId}~${record.id}` } };
    const { records, warnings } = await house.list('messages', {
      limit: 20,
      query,
      expand: ['author', 'channel', 'replies'],
    });
    const files = await house.list('attachments', { limit: 5, query, expand: ['file'] });
    expect([...warnings, ...files.warnings]).toEqual([]);
    expect(records.map(record => record['channel'])).toEqual(
      records.map(() => ({ id: query.channel.id, name: 'Release notes', type: 'channel' })),
    );
    expect(records.every(record => typeof record['has_children'] === 'boolean')).toBe(true);
    expect(files.records.every(record => typeof record['size'] === 'number')).toBe(true);
  });
});

describe('a provider that misbehaves', () => {
  it('shows no token in any error', async () => {
    const { delegated } = scene.sandbox.tokens.tenant1;
    const failures = await Promise.allSettled([
      house.get('channels', 't~00000000-0000-4000-8000-000000000000~19:gone@thread.tacv2'),
      house.get('members', '00000000-0000-4000-8000-000000000000'),
      house.list('channels', { query: { search: delegated } }),
      house.list('channels', { cursor: delegated }),
    ]);
    const messages = failures.map(failure =>
      failure.status === 'rejected' ? JSON.stringify({ ...failure.reason, text: String(failure.reason) }) : '',
    );
    expect(failures.map(failure => failure.status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    expect(messages.filter(message => message.includes(delegated))).toEqual([]);
  });
});
