import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { chat_v1 } from '@googleapis/chat';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../../sandbox/googlechat/sandbox.ts';
import { clientOf } from './client.ts';
import { spaceNamed, testNow } from './places.ts';
import { walk } from './walk.ts';

let sandbox: GoogleChatSandbox;
let admin: chat_v1.Chat;
let app: chat_v1.Chat;

beforeAll(async () => {
  sandbox = await startGoogleChatSandbox({ now: () => testNow });
  admin = clientOf(sandbox, sandbox.accounts.admin.accessToken);
  app = clientOf(sandbox, sandbox.accounts.app.accessToken);
});
afterAll(() => sandbox.close());

describe('members', () => {
  it('walks the people and apps of a space', async () => {
    const space = spaceNamed(sandbox, 'Company');
    const { items } = await walk(async pageToken => {
      const { data } = await admin.spaces.members.list({
        parent: `spaces/${space.id}`,
        pageSize: 300,
        ...(pageToken === undefined ? {} : { pageToken }),
      });
      return { items: data.memberships, nextPageToken: data.nextPageToken };
    });
    expect(items.map(item => item.name)).toEqual(
      [...space.members.keys()].map(id => `spaces/${space.id}/members/${id}`),
    );
  });

  it('shows groups and invited people only when asked', async () => {
    const groups = { parent: `spaces/${spaceNamed(sandbox, 'Project Borealis').id}`, showGroups: true };
    const invited = { parent: `spaces/${spaceNamed(sandbox, 'Hiring').id}`, showInvited: true };
    const { data: withGroups } = await admin.spaces.members.list(groups);
    const { data: withInvited } = await admin.spaces.members.list(invited);
    expect(withGroups.memberships?.filter(item => item.groupMember !== undefined)).toHaveLength(3);
    expect(withInvited.memberships?.filter(item => item.state === 'INVITED')).toHaveLength(4);
  });

  it('tells the app of people only, with their names', async () => {
    const { data } = await app.spaces.members.list({ parent: `spaces/${spaceNamed(sandbox, 'Release notes').id}` });
    expect(data.memberships?.filter(item => item.member?.type === 'BOT')).toEqual([]);
    expect(data.memberships?.filter(item => item.member?.displayName === undefined)).toEqual([]);
  });

  it('filters by type and role', async () => {
    const parent = `spaces/${spaceNamed(sandbox, 'Company').id}`;
    const { data: bots } = await admin.spaces.members.list({ parent, filter: 'member.type = "BOT"' });
    const { data: managers } = await admin.spaces.members.list({
      parent,
      filter: 'member.type != "BOT" AND role = "ROLE_MANAGER"',
    });
    expect([...new Set(bots.memberships?.map(item => item.member?.type))]).toEqual(['BOT']);
    expect(managers.memberships?.map(item => item.role)).toEqual(['ROLE_MANAGER', 'ROLE_MANAGER']);
  });
});
