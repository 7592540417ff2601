import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { chat_v1 } from '@googleapis/chat';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../../sandbox/googlechat/sandbox.ts';
import { clientOf, get, refusalOf } from './client.ts';
import { spaceNamed, testNow } from './places.ts';
import { walk } from './walk.ts';

let sandbox: GoogleChatSandbox;
let admin: chat_v1.Chat;
let member: chat_v1.Chat;
let app: chat_v1.Chat;

beforeAll(async () => {
  sandbox = await startGoogleChatSandbox({ now: () => testNow });
  admin = clientOf(sandbox, sandbox.accounts.admin.accessToken);
  member = clientOf(sandbox, sandbox.accounts.member.accessToken);
  app = clientOf(sandbox, sandbox.accounts.app.accessToken);
});
afterAll(() => sandbox.close());

/** Names of the spaces a user or app is in, with messages where they need some. */
function joinedNames(userId: string): string[] {
  return [...sandbox.store.spaces.values()]
    .filter(space => space.members.get(userId)?.state === 'JOINED')
    .filter(space => space.facts.spaceType === 'SPACE' || space.messages.all.length > 0)
    .map(space => `spaces/${space.id}`);
}

describe('spaces.list', () => {
  it('walks the spaces of the caller, without conversations that never had a message', async () => {
    const { items, pages } = await walk(async pageToken => {
      const { data } = await admin.spaces.list({ pageSize: 7, ...(pageToken === undefined ? {} : { pageToken }) });
      return { items: data.spaces, nextPageToken: data.nextPageToken };
    });
    expect(items.map(space => space.name)).toEqual(joinedNames(sandbox.accounts.admin.userId));
    expect(pages).toBeGreaterThan(5);
  });

  it('filters by type', async () => {
    const { data } = await admin.spaces.list({
      filter: 'spaceType = "GROUP_CHAT" OR space_type = "DIRECT_MESSAGE"',
      pageSize: 1000,
    });
    expect([...new Set(data.spaces?.map(space => space.spaceType))].sort()).toEqual(['DIRECT_MESSAGE', 'GROUP_CHAT']);
  });

  it('gives the app its own spaces, without their access settings', async () => {
    const { data } = await app.spaces.list({ pageSize: 1000 });
    expect(data.spaces?.map(space => space.name)).toEqual(joinedNames(sandbox.accounts.app.userId));
    expect(data.spaces?.filter(space => space.accessSettings !== undefined)).toEqual([]);
  });

  it('never lists permission settings, which get has', async () => {
    const { data } = await admin.spaces.list();
    const { data: first } = await admin.spaces.get({ name: data.spaces?.[0]?.name ?? '' });
    expect(data.spaces?.[0]?.permissionSettings).toBeUndefined();
    expect(first.permissionSettings?.manageApps).toEqual({ managersAllowed: true, assistantManagersAllowed: true });
  });
});

describe('spaces.search', () => {
  it('finds every named space for an administrator, also those nobody with credentials is in', async () => {
    const query = 'customer = "customers/my_customer" AND space_type = "SPACE"';
    const { items } = await walk(async pageToken => {
      const { data } = await admin.spaces.search({
        query,
        useAdminAccess: true,
        pageSize: 10,
        ...(pageToken === undefined ? {} : { pageToken }),
      });
      expect(data.totalSize).toBe(34);
      return { items: data.spaces, nextPageToken: data.nextPageToken };
    });
    const named = [...sandbox.store.spaces.values()].filter(space => space.facts.spaceType === 'SPACE');
    expect(items.map(space => space.name)).toEqual(named.map(space => `spaces/${space.id}`));
  });

  it('looks for words of the name and orders by members', async () => {
    const query =
      'customer = "customers/my_customer" AND space_type = "SPACE" AND (display_name:"proj" OR display_name:"ops call")';
    const { data } = await admin.spaces.search({
      query,
      useAdminAccess: true,
      orderBy: 'membership_count.joined_direct_human_user_count DESC',
    });
    expect(data.spaces?.map(space => space.displayName)).toEqual([
      'Project Atlas',
      'Project Borealis',
      'Ops & on-call',
    ]);
  });

  it('gives its results without the deprecated list to a member', async () => {
    const query = encodeURIComponent('display_name:"atlas" AND space_type = "SPACE"');
    const { body } = await get(
      sandbox,
      `https://chat.googleapis.com/v1/spaces:search?query=${query}&fields=*(space/displayName)`,
      sandbox.accounts.member.accessToken,
    );
    expect(body).toEqual({ results: [{ space: { displayName: 'Project Atlas' } }] });
  });

  it('finds nothing for a member who names nothing', async () => {
    const { data } = await member.spaces.search({ query: 'space_type = "SPACE"' });
    expect(data).toEqual({});
  });

  it('is refused with administrator access for a member', async () => {
    const call = member.spaces.search({
      query: 'customer = "customers/my_customer" AND space_type = "SPACE"',
      useAdminAccess: true,
    });
    expect(await refusalOf(call)).toEqual({
      code: 403,
      status: 'PERMISSION_DENIED',
      message: 'Request had insufficient authentication scopes.',
    });
  });
});

describe('spaces.get and findDirectMessage', () => {
  it('refuses a space the caller is not in and does not know others', async () => {
    const board = `spaces/${spaceNamed(sandbox, 'Board').id}`;
    expect(await refusalOf(member.spaces.get({ name: board }))).toEqual({
      code: 403,
      status: 'PERMISSION_DENIED',
      message: 'The caller does not have permission',
    });
    expect(await refusalOf(member.spaces.get({ name: 'spaces/AAQAnowhere' }))).toEqual({
      code: 404,
      status: 'NOT_FOUND',
      message: 'Space spaces/AAQAnowhere was not found.',
    });
    expect((await admin.spaces.get({ name: board, useAdminAccess: true })).data.displayName).toBe('Board');
  });

  it('finds the direct message with a person by id and by e-mail', async () => {
    const { userId, email } = sandbox.accounts.member;
    const byId = await admin.spaces.findDirectMessage({ name: `users/${userId}` });
    const byEmail = await admin.spaces.findDirectMessage({ name: `users/${email}` });
    expect(byEmail.data).toEqual(byId.data);
    expect(byId.data.spaceType).toBe('DIRECT_MESSAGE');
  });
});
