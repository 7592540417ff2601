import type * as Graph from '@microsoft/microsoft-graph-types';
import type { Client } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startScene, type Scene } from './scene.ts';

let scene: Scene;
let user: Client;
let app: Client;

beforeAll(async () => {
  scene = await startScene();
  ({ user, app } = scene);
});
afterAll(() => scene.sandbox.close());

const names = (items: { displayName?: string | null }[]): string[] => items.map(item => item.displayName ?? '').sort();

describe('teams and channels', () => {
  it('lists the teams a person joined, with null for what a listing does not know', async () => {
    const { value } = (await user.api('/me/joinedTeams').get()) as { value: Graph.Team[] };
    const engineering = scene.team('Engineering').record;
    expect(names(value)).toEqual([
      'All of Contoso',
      'Engineering',
      'New starters',
      'Offsite 2024',
      'Project Borealis',
      'Sales',
      'Support Desk',
    ]);
    expect(value.find(item => item.id === engineering.id)).toEqual({
      id: engineering.id,
      displayName: 'Engineering',
      description: engineering.description,
      visibility: null,
      isArchived: false,
      tenantId: scene.tenant.id,
      createdDateTime: null,
      internalId: null,
      classification: null,
      specialization: null,
      webUrl: null,
      isMembershipLimitedToOwners: null,
      memberSettings: null,
      guestSettings: null,
      messagingSettings: null,
      funSettings: null,
      discoverySettings: null,
      tagSettings: null,
      summary: null,
    });
  });

  it('gives a single team whole', async () => {
    const { tenantId: _, ...record } = scene.team('Engineering').record;
    expect(await user.api(`/teams/${record.id}`).get()).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#teams/$entity',
      ...record,
    });
  });

  it('adds the hosts of shared channels to the associated teams', async () => {
    const { value } = (await user.api('/me/teamwork/associatedTeams').get()) as { value: Graph.AssociatedTeamInfo[] };
    expect(names(value)).toContain('Design Crits');
    expect(value.every(item => Reflect.get(item, '@odata.type') === '#microsoft.graph.associatedTeamInfo')).toBe(true);
  });

  it('lists every team to an app, a page at a time', async () => {
    const { items, pages } = await scene.walk<Graph.Team>(app, '/teams?$top=4');
    expect({ ids: items.map(item => item.id), pages }).toEqual({ ids: [...scene.tenant.teams.keys()], pages: 3 });
    expect(items.every(item => item.createdDateTime === null && item.isArchived === null && item.webUrl === null)).toBe(
      true,
    );
  });

  it('hides private channels from people who are not in them, and from apps nothing', async () => {
    const path = `/teams/${scene.team('Engineering').record.id}/channels`;
    const seen = (await user.api(path).get()) as { value: Graph.Channel[] };
    const all = (await app.api(path).get()) as { value: Graph.Channel[] };
    expect(names(seen.value)).not.toContain('Hiring panel');
    expect(names(all.value)).toContain('Hiring panel');
  });

  it('calls a shared channel by that name only when later enum members are asked for', async () => {
    const path = `/teams/${scene.team('Engineering').record.id}/channels?$filter=membershipType eq 'shared'`;
    const plain = (await user.api(path).get()) as { value: Graph.Channel[] };
    const asked = (await user.api(path).header('Prefer', 'include-unknown-enum-members').get()) as {
      value: Graph.Channel[];
    };
    expect([plain.value.map(item => item.membershipType), asked.value.map(item => item.membershipType)]).toEqual([
      ['unknownFutureValue'],
      ['shared'],
    ]);
  });

  it('shows incoming shared channels in allChannels, with the address of their host', async () => {
    const sales = scene.team('Sales').record.id;
    const { value } = (await user.api(`/teams/${sales}/allChannels`).get()) as { value: Graph.Channel[] };
    const incoming = scene.channel('Calibration with Sales');
    expect(value.map(item => [item.id, Reflect.get(item, '@odata.id') as string]).at(-1)).toEqual([
      incoming.record.id,
      `https://graph.microsoft.com/v1.0/tenants/${scene.tenant.id}/teams/${incoming.teamId}/channels/${incoming.record.id}`,
    ]);
  });

  it('walks the members of a team of 640', async () => {
    const { record, members } = scene.team('All of Contoso');
    const { items, pages } = await scene.walk<Graph.AadUserConversationMember>(user, `/teams/${record.id}/members`);
    expect({ users: new Set(items.map(item => item.userId)).size, pages }).toEqual({ users: members.size, pages: 7 });
  });

  it('gives membership ids in base64, those of channels and chats with + and /', async () => {
    const chats = [...scene.tenant.chats.values()].flatMap(({ members }) => [...members.values()].map(({ id }) => id));
    const { value } = (await user.api(`/teams/${scene.team('Engineering').record.id}/members?$top=999`).get()) as {
      value: Graph.ConversationMember[];
    };
    expect({
      base64: [...chats, ...value.map(item => item.id ?? '')].every(
        id => Buffer.from(id, 'base64').toString('base64') === id,
      ),
      plus: chats.some(id => id.includes('+')),
      slash: chats.some(id => id.includes('/')),
      padded: value.some(item => item.id?.endsWith('=')),
    }).toEqual({ base64: true, plus: true, slash: true, padded: true });
  });

  it('finds a membership by its encoded id', async () => {
    const chat = [...scene.tenant.chats.values()].find(
      ({ members }) =>
        members.has(scene.sandbox.tokens.tenant1.userId) && [...members.values()].some(({ id }) => id.includes('/')),
    );
    const member = [...(chat?.members.values() ?? [])].find(({ id }) => id.includes('/'));
    const found = (await user
      .api(`/chats/${chat?.record.id}/members/${encodeURIComponent(member?.id ?? '')}`)
      .get()) as Graph.AadUserConversationMember;
    expect(found.userId).toBe(member?.userId);
  });

  it('counts who is in a channel indirectly too', async () => {
    const { record, teamId, members } = scene.channel('Calibration with Sales');
    const path = `/teams/${teamId}/channels/${encodeURIComponent(record.id)}`;
    const direct = await scene.walk<Graph.ConversationMember>(user, `${path}/members`);
    const all = await scene.walk<Graph.ConversationMember>(user, `${path}/allMembers`);
    expect(direct.items.length).toBe(members.size);
    expect(all.items.length).toBeGreaterThan(scene.team('Sales').members.size);
  });
});

describe('who may see what', () => {
  const refusals: readonly (readonly [title: string, path: () => string, status: number, code: string])[] = [
    ['a team the person is not in', () => `/teams/${scene.team('Board').record.id}`, 403, 'Forbidden'],
    [
      'a private channel the person is not in',
      () => `/teams/${scene.team('Sales').record.id}/channels/${scene.channel('Payroll').record.id}/messages`,
      403,
      'Forbidden',
    ],
    [
      'a chat of other people',
      () =>
        `/chats/${[...scene.tenant.chats.values()].find(({ members }) => !members.has(scene.sandbox.tokens.tenant1.userId))?.record.id ?? ''}`,
      403,
      'Forbidden',
    ],
    [
      'chats of somebody else',
      () =>
        `/users/${[...scene.tenant.users.keys()].find(id => id !== scene.sandbox.tokens.tenant1.userId) ?? ''}/chats`,
      403,
      'Forbidden',
    ],
    ['a team that does not exist', () => '/teams/11111111-2222-4333-8444-555555555555', 404, 'NotFound'],
    ['an id that is no GUID', () => '/teams/19:abc/channels', 400, 'BadRequest'],
    [
      'a channel that does not exist',
      () => `/teams/${scene.team('Sales').record.id}/channels/19:00000000000000000000000000000000@thread.tacv2`,
      404,
      'NotFound',
    ],
    [
      'an export by a person',
      () => `/teams/${scene.team('Engineering').record.id}/channels/getAllMessages`,
      412,
      'PreconditionFailed',
    ],
  ];

  it.each(refusals)('refuses %s', async (_, path, statusCode, code) => {
    await expect(user.api(path()).get()).rejects.toMatchObject({ statusCode, code });
  });

  it('lets an app read every team, channel and chat', async () => {
    const payroll = scene.channel('Payroll');
    const { items } = await scene.walk<Graph.ChatMessage>(
      app,
      `/teams/${payroll.teamId}/channels/${payroll.record.id}/messages?$top=50`,
    );
    const chats = await scene.walk<Graph.Chat>(app, '/chats?$top=5');
    expect({ payroll: items.length, chats: chats.items.length, pages: chats.pages }).toEqual({
      payroll: 90,
      chats: scene.tenant.chats.size,
      pages: 3,
    });
  });

  it('has no signed-in person for an app', async () => {
    await expect(app.api('/me/chats').get()).rejects.toMatchObject({ statusCode: 400, code: 'BadRequest' });
  });
});

describe('chats', () => {
  it('lists a person’s chats by their last message, with members and the last message in full', async () => {
    const path = '/me/chats?$expand=members,lastMessagePreview&$orderby=lastMessagePreview/createdDateTime desc&$top=3';
    const { items, pages } = await scene.walk<Graph.Chat>(user, path, { Prefer: 'include-unknown-enum-members' });
    const mine = [...scene.tenant.chats.values()].filter(({ members }) =>
      members.has(scene.sandbox.tokens.tenant1.userId),
    );
    const times = items.map(item => Date.parse(item.lastMessagePreview?.createdDateTime ?? '1970-01-01'));
    expect({
      count: items.length,
      pages,
      sorted: times.every((time, index) => time <= (times[index - 1] ?? Infinity)),
    }).toEqual({
      count: mine.length,
      pages: Math.ceil(mine.length / 3),
      sorted: true,
    });
    expect(items.map(item => item.members?.length).sort()).toEqual(mine.map(({ members }) => members.size).sort());
  });

  it('filters chats by their type', async () => {
    const { items } = await scene.walk<Graph.Chat>(
      user,
      "/me/chats?$filter=chatType eq 'meeting'&$select=id,chatType,topic",
    );
    expect(items.map(item => item.topic).sort()).toEqual(['All hands', 'Weekly calibration review']);
    expect(items.every(item => Object.keys(item).sort().join() === 'chatType,id,topic')).toBe(true);
  });

  it('shows an app no viewpoint, and a person whether they hid the chat', async () => {
    const path = `/chats/${scene.chat('Budget < 2026 & beyond').record.id}`;
    const seen = (await user.api(path).get()) as Graph.Chat;
    const byApp = (await app.api(path).get()) as Graph.Chat;
    expect([seen.viewpoint?.isHidden, byApp.viewpoint]).toEqual([true, null]);
  });
});
