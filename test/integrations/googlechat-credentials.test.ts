import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../sandbox/googlechat/sandbox.ts';
import { createDispatcher } from '../../src/egress/dispatcher.ts';
import { parseDialMap } from '../../src/egress/dial-map.ts';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';
import { createLink } from '../../src/link/link.ts';
import { systemClock } from '../../src/start/clock.ts';
import { clientOf } from '../sandbox/googlechat/client.ts';
import { spaceNamed } from '../sandbox/googlechat/places.ts';
import { walk } from '../sandbox/googlechat/walk.ts';
import { appWith } from '../support/credentials.ts';
import { silentLog } from '../support/log.ts';
import type { SandboxEngine } from '../support/sandbox-engine.ts';
import { dialOf, openGoogleChat, sendMessage } from './googlechat-house.ts';

let sandbox: GoogleChatSandbox;
let member: SandboxEngine;
let app: SandboxEngine;

beforeAll(async () => {
  sandbox = await startGoogleChatSandbox();
  member = await openGoogleChat(sandbox, 'user', sandbox.accounts.member.accessToken);
  app = await openGoogleChat(sandbox, 'app', sandbox.accounts.app.accessToken);
});

afterAll(async () => {
  await member.close();
  await app.close();
  await sandbox.close();
});

/** Access tokens for a service account's key, asked for as the definition says. */
const tokensFor = async (auth: string, name: string, subject?: string) => {
  const { clientEmail, privateKey, privateKeyId } = sandbox.accounts.serviceAccount;
  const catalogue = loadCatalogue({ integrations: ['integrations'], models: ['unified-models'] });
  const integration = catalogue.integrations.get('googlechat');
  if (integration === undefined) throw new Error('The integration did not load.');
  const dispatcher = createDispatcher({ dial: parseDialMap(dialOf(sandbox)), allowCidrs: [], log: silentLog });
  const nothingStored = () => Promise.reject(new Error('Nothing is stored in this test.'));
  const link = createLink({
    store: {
      read: nothingStored,
      recall: nothingStored,
      claim: nothingStored,
      replace: nothingStored,
      release: nothingStored,
      refuse: nothingStored,
    },
    integration: () => integration,
    dispatcher,
    apps: appWith({}),
    clock: systemClock,
    log: silentLog,
  });
  try {
    return await link.open({
      integration,
      auth,
      credentials: {
        [name]: { client_email: clientEmail, private_key: privateKey, private_key_id: privateKeyId },
      },
      settings: subject === undefined ? {} : { subject },
    });
  } finally {
    await link.close();
    await dispatcher.close();
  }
};

describe('a person who is no administrator', () => {
  it('is linked with the organization that owns the spaces', () => {
    expect(member.account.settings).toEqual({
      user_id: sandbox.accounts.member.userId,
      domain: sandbox.accounts.member.email.split('@')[1],
      customer_id: sandbox.accounts.customerId,
      is_admin: false,
    });
  });

  it.each(['organizations', 'workspaces', 'channels', 'members', 'messages'])(
    'lists %s that fit the model, and gets each of the first page by its id',
    async resource => {
      const page = await member.list(resource, { limit: 20 });
      expect(page.warnings).toEqual([]);
      expect(page.records.length).toBeGreaterThan(0);
      for (const record of page.records) expect(await member.get(resource, String(record['id']))).toEqual(record);
    },
  );

  it('lists the people whom the directory shows', async () => {
    const shown = [...sandbox.store.directory.values()].filter(
      user => user.includeInGlobalAddressList && !user.suspended && !user.archived && user.deletionTime === undefined,
    );
    const { ids } = await member.walk('members', { limit: 250 });
    expect([...ids].sort()).toEqual(shown.map(user => user.id).sort());
  });

  it('finds a colleague by the e-mail address', async () => {
    const { email, userId } = sandbox.accounts.admin;
    const { records } = await member.list('members', { query: { email } });
    expect(records.map(record => record['id'])).toEqual([userId]);
  });

  it('lists the spaces that the official client lists', async () => {
    const official = clientOf(sandbox, sandbox.accounts.member.accessToken);
    const { items } = await walk(async pageToken => {
      const { data } = await official.spaces.list({ pageSize: 25, ...(pageToken === undefined ? {} : { pageToken }) });
      return { items: data.spaces, nextPageToken: data.nextPageToken };
    });
    const { ids } = await member.walk('channels', { limit: 20 });
    expect(ids.map(id => `spaces/${id}`)).toEqual(items.map(space => space.name));
  });

  it('is told that groups are for administrators', async () => {
    await expect(member.list('groups')).rejects.toMatchObject({ code: 'PROVIDER_FORBIDDEN' });
  });
});

describe('the app itself', () => {
  it('lists the spaces it is in and gets each by its id', async () => {
    const joined = [...sandbox.store.spaces.values()].filter(
      ({ members, facts, messages }) =>
        members.has(sandbox.accounts.app.userId) && (facts.spaceType === 'SPACE' || messages.all.length > 0),
    );
    const { ids, records } = await app.walk('channels', { limit: 10 });
    expect([...ids].sort()).toEqual(joined.map(({ id }) => id).sort());
    for (const record of records.slice(0, 8)) expect(await app.get('channels', String(record['id']))).toEqual(record);
  });

  it.each([
    { resource: 'workspaces', needs: 'user' },
    { resource: 'groups', needs: 'user' },
    { resource: 'members', needs: 'user' },
    { resource: 'messages', needs: 'user or approved_app' },
    { resource: 'attachments', needs: 'user or approved_app' },
  ])('cannot list $resource and is told which credential can', async ({ resource, needs }) => {
    const refusal = app.list(resource);
    await expect(refusal).rejects.toMatchObject({ code: 'METHOD_NOT_SUPPORTED' });
    await expect(refusal).rejects.toThrow(`needs a ${needs} credential`);
  });

  it('lists the people in a space', async () => {
    const { id } = spaceNamed(sandbox, 'Project Atlas');
    const official = clientOf(sandbox, sandbox.accounts.app.accessToken);
    const { data } = await official.spaces.members.list({ parent: `spaces/${id}`, pageSize: 1000 });
    const { ids, records } = await app.walk('members', { limit: 10, query: { channel: { id } } });
    expect(ids.map(user => `users/${user}`)).toEqual(data.memberships?.map(({ member: person }) => person?.name));
    expect([...new Set(records.map(record => record['type']))]).toEqual(['user']);
  });

  it('sends a message and reads it again', async () => {
    const { id } = spaceNamed(sandbox, 'Project Atlas');
    const sent = await sendMessage(app, 'from the app', {
      channel: { id },
      body: { format: 'markdown', content: 'Deployed' },
    });
    expect(sent['author']).toMatchObject({ id: sandbox.accounts.app.userId, type: 'bot' });
    expect(await app.get('messages', String(sent['id']))).toEqual(sent);
  });
});

describe('a service account', () => {
  it('without a subject is the app itself', async () => {
    const { app: token } = await tokensFor('service_account', 'app');
    const house = await openGoogleChat(sandbox, 'app', token?.['access_token'] ?? '');
    const theirs = await app.walk('channels', { limit: 50 });
    const { ids } = await house.walk('channels', { limit: 50 });
    await house.close();
    expect(ids).toEqual(theirs.ids);
  });

  it('that an administrator approved lists the messages of its spaces', async () => {
    const { approved_app: token } = await tokensFor('approved_app', 'approved_app');
    const house = await openGoogleChat(sandbox, 'approved_app', token?.['access_token'] ?? '');
    const space = spaceNamed(sandbox, 'Project Atlas');
    const { records } = await house.list('messages', { limit: 20, query: { channel: { id: space.id } } });
    const fetched = await house.get('messages', String(records[0]?.['id']));
    await house.close();
    expect(records.length).toBe(20);
    expect(fetched).toEqual(records[0]);
  });

  it('with a subject acts for that person', async () => {
    // What the administrator of the organization enters for the service account's client id.
    const scopes = [
      'openid',
      'userinfo.email',
      'chat.spaces.readonly',
      'chat.memberships.readonly',
      'chat.messages.readonly',
      'chat.messages.create',
      'directory.readonly',
      'admin.directory.customer.readonly',
      'admin.directory.domain.readonly',
      'admin.directory.group.readonly',
      'admin.directory.user.readonly',
      'drive.metadata.readonly',
    ];
    Object.assign(sandbox.store.serviceAccount, { delegatedScopes: scopes });
    const { email, userId } = sandbox.accounts.admin;
    const { user: token } = await tokensFor('service_account', 'user', email);
    const house = await openGoogleChat(sandbox, 'user', token?.['access_token'] ?? '');
    const counts: Record<string, number> = {};
    for (const resource of [
      'organizations',
      'workspaces',
      'groups',
      'channels',
      'members',
      'messages',
      'attachments',
    ]) {
      counts[resource] = (await house.list(resource, { limit: 3, expand: [] })).records.length;
    }
    const { settings } = house.account;
    await house.close();
    expect(settings).toMatchObject({ user_id: userId, is_admin: true });
    expect(counts).toEqual({
      organizations: 1,
      workspaces: 3,
      groups: 3,
      channels: 3,
      members: 3,
      messages: 3,
      attachments: 3,
    });
  });
});
