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
    const { data } = await admin.spaces.list({ filter: 'spaceType = "GROUP_CHAT" OR space_type = "DIRECT_MESSAGE"', pageSize: 1000 });
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
      const { data } = await admin.spaces.search({ query, useAdminAccess: true, pageSize: 10, ...(pageToken === undefined ? {} : { pageToken }) });
      expect(data.totalSize).toBe(34);
      return { items: data.results, nextPageToken: data.nextPageToken };
    });
    const named = [...sandbox.store.spaces.values()].filter(space => space.facts.spaceType === 'SPACE');
    expect(items.map(result => result.space?.name)).toEqual(named.map(space => `spaces/${space.id}`));
  });

  it('looks for words of the name and orders by members', async () => {
    const query = 'customer = "customers/my_customer" AND space_type = "SPACE" AND (display_name:"proj" OR display_name:"ops call")';
    const { data } = await admin.spaces.search({ query, useAdminAccess: true, orderBy: 'membership_count.joined_direct_human_user_count DESC' });
    expect(data.results?.map(result => result.space?.displayName)).toEqual(['Project Atlas', 'Project Borealis', 'Ops & on-call']);
  });

  it('finds nothing for a member who names nothing', async () => {
    const { data } = await member.spaces.search({ query: 'space_type = "SPACE"' });
    expect(data).toEqual({});
  });

  it('is refused with administrator access for a member', async () => {
    const call = member.spaces.search({ query: 'customer = "customers/my_customer" AND space_type = "SPACE"', useAdminAccess: true });
    expect(await refusalOf(call)).toEqual({ code: 403, status: 'PERMISSION_DENIED', message: 'Request had insufficient authentication scopes.' });
  });
});

describe('spaces.get and findDirectMessage', () => {
  it('refuses a space the caller is not in and does not know others', async () => {
    const board = `spaces/${spaceNamed(sandbox, 'Board').id}`;
    expect(await refusalOf(member.spaces.get({ name: board }))).toEqual({ code: 403, status: 'PERMISSION_DENIED', message: 'The caller does not have permission' });
    expect(await refusalOf(member.spaces.get({ name: 'spaces/AAQAnowhere' }))).toEqual({ code: 404, status: 'NOT_FOUND', message: 'Space spaces/AAQAnowhere was not found.' });
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

describe('members', () => {
  it('walks the people and apps of a space', async () => {
    const space = spaceNamed(sandbox, 'Company');
    const { items } = await walk(async pageToken => {
      const { data } = await admin.spaces.members.list({ parent: `spaces/${space.id}`, pageSize: 300, ...(pageToken === undefined ? {} : { pageToken }) });
      return { items: data.memberships, nextPageToken: data.nextPageToken };
    });
    expect(items.map(item => item.name)).toEqual([...space.members.keys()].map(id => `spaces/${space.id}/members/${id}`));
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
    const { data: managers } = await admin.spaces.members.list({ parent, filter: 'member.type != "BOT" AND role = "ROLE_MANAGER"' });
    expect([...new Set(bots.memberships?.map(item => item.member?.type))]).toEqual(['BOT']);
    expect(managers.memberships?.map(item => item.role)).toEqual(['ROLE_MANAGER', 'ROLE_MANAGER']);
  });
});

describe('messages', () => {
  it('walks a space of 5,000 messages in both directions', async () => {
    const space = spaceNamed(sandbox, 'Engineering firehose');
    const seen = (order: string) =>
      walk(async pageToken => {
        const { data } = await admin.spaces.messages.list({ parent: `spaces/${space.id}`, pageSize: 900, orderBy: order, fields: 'messages(name,privateMessageViewer/name),nextPageToken', ...(pageToken === undefined ? {} : { pageToken }) });
        return { items: data.messages, nextPageToken: data.nextPageToken };
      });
    const visible = space.messages.all
      .filter(message => message.deleted === undefined)
      .filter(message => message.privateTo === undefined || message.privateTo === sandbox.accounts.admin.userId)
      .map(message => `spaces/${space.id}/messages/${message.id}`);
    expect((await seen('create_time ASC')).items.map(message => message.name)).toEqual(visible);
    expect((await seen('createTime DESC')).items.map(message => message.name)).toEqual([...visible].reverse());
  });

  it('gives 25 messages unless asked otherwise and {} for an empty space', async () => {
    const { data } = await admin.spaces.messages.list({ parent: `spaces/${spaceNamed(sandbox, 'Company').id}` });
    const { data: empty } = await admin.spaces.messages.list({ parent: `spaces/${spaceNamed(sandbox, 'Empty room').id}` });
    expect(data.messages).toHaveLength(25);
    expect(empty).toEqual({});
  });

  it('shows deleted messages on request, without their content', async () => {
    const space = spaceNamed(sandbox, 'Release notes');
    const { data } = await admin.spaces.messages.list({ parent: `spaces/${space.id}`, pageSize: 1000, showDeleted: true });
    const deleted = data.messages?.filter(message => message.deleteTime !== undefined) ?? [];
    expect(deleted).toHaveLength(space.messages.all.filter(message => message.deleted !== undefined).length);
    expect([...new Set(deleted.map(message => message.text))]).toEqual([undefined]);
  });

  it('filters by thread and time', async () => {
    const space = spaceNamed(sandbox, 'Support desk');
    const reply = space.messages.all.find(message => space.messages.thread(message.threadId).length > 5);
    const parent = `spaces/${space.id}`;
    const threadId = reply?.threadId ?? '';
    const { data: thread } = await admin.spaces.messages.list({ parent, filter: `thread.name = ${parent}/threads/${threadId}`, pageSize: 1000 });
    const second = thread.messages?.[1]?.createTime ?? '';
    const { data: later } = await admin.spaces.messages.list({ parent, filter: `createTime > "${second}" AND thread.name = ${parent}/threads/${threadId}`, pageSize: 1000 });
    expect(thread.messages?.every(message => message.thread?.name === `${parent}/threads/${threadId}`)).toBe(true);
    expect(later.messages?.map(message => message.name)).toEqual(thread.messages?.slice(2).map(message => message.name));
  });

  it('writes the text in the syntax asked for', async () => {
    const space = spaceNamed(sandbox, 'Release notes');
    const styled = space.messages.all.find(message => message.content.some(span => span.kind === 'text' && span.strike === true));
    const name = `spaces/${space.id}/messages/${styled?.id ?? ''}`;
    const { data: chat } = await admin.spaces.messages.get({ name, markupSyntax: 'MARKUP_SYNTAX_CHAT' });
    const { data: markdown } = await admin.spaces.messages.get({ name, markupSyntax: 'MARKUP_SYNTAX_MARKDOWN' });
    expect(chat.formattedText).toMatch(/^\*.+\* _.+_, ~not this~ but `npm run build`/);
    expect(markdown.formattedText).toMatch(/^\*\*.+\*\* \*.+\*, ~~not this~~ but `npm run build`/);
    expect(markdown.text).toBe(chat.text);
  });

  it('cannot be listed by the app with chat.bot', async () => {
    const call = app.spaces.messages.list({ parent: `spaces/${spaceNamed(sandbox, 'Company').id}` });
    expect(await refusalOf(call)).toEqual({ code: 403, status: 'PERMISSION_DENIED', message: 'Request had insufficient authentication scopes.' });
  });

  it('are searched over all spaces of the caller', async () => {
    const requestBody = { filter: 'finance AND attachment:* AND space.space_type = "SPACE"', pageSize: 100 };
    const { data } = await admin.spaces.messages.search({ parent: 'spaces/-', requestBody });
    const texts = data.results?.map(result => result.message?.text ?? '') ?? [];
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.filter(text => !text.toLowerCase().includes('finance'))).toEqual([]);
  });
});

describe('attachments and reactions', () => {
  it('gives metadata to the app and bytes to people in the space', async () => {
    const space = spaceNamed(sandbox, 'Release notes');
    const message = space.messages.all.find(candidate => candidate.attachments[0]?.source.kind === 'uploaded');
    const name = `spaces/${space.id}/messages/${message?.id ?? ''}/attachments/${message?.attachments[0]?.id ?? ''}`;
    const { data } = await app.spaces.messages.attachments.get({ name });
    expect(await refusalOf(admin.spaces.messages.attachments.get({ name }))).toMatchObject({ code: 403 });
    const resourceName = data.attachmentDataRef?.resourceName ?? '';
    const media = await admin.media.download({ resourceName, alt: 'media' }, { responseType: 'arraybuffer' });
    expect(media.headers.get('content-type')).toBe(data.contentType);
    expect(Buffer.from(media.data as unknown as ArrayBuffer)).toEqual(sandbox.store.media.get(resourceName)?.content());
  });

  it('lists reactions and filters them', async () => {
    const space = spaceNamed(sandbox, 'Company');
    const message = space.messages.all.find(candidate => candidate.reactions.length > 2 && candidate.privateTo === undefined);
    const parent = `spaces/${space.id}/messages/${message?.id ?? ''}`;
    const { data } = await admin.spaces.messages.reactions.list({ parent });
    const userId = message?.reactions[0]?.userId ?? '';
    const { data: one } = await admin.spaces.messages.reactions.list({ parent, filter: `user.name = "users/${userId}"` });
    expect(data.reactions).toHaveLength(message?.reactions.length ?? 0);
    expect(one.reactions?.map(reaction => reaction.user?.name)).toEqual([`users/${userId}`]);
  });
});

describe('partial responses', () => {
  it('keep what the mask names', async () => {
    const token = sandbox.accounts.admin.accessToken;
    const { body } = await get(sandbox, 'https://chat.googleapis.com/v1/spaces?pageSize=1&fields=spaces(spaceType,membershipCount/joinedDirectHumanUserCount)', token);
    expect(body).toEqual({ spaces: [{ spaceType: 'SPACE', membershipCount: { joinedDirectHumanUserCount: expect.any(Number) as number } }] });
  });
});
