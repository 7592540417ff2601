import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { NewAccount } from '../../src/store/store.ts';
import { createTestStore, type TestStore } from '../support/store.ts';

let house: TestStore;
beforeAll(async () => {
  house = await createTestStore();
});
afterAll(() => house.end());

const account = (changes: Partial<NewAccount> = {}): NewAccount => ({
  integration: 'acme',
  auth: 'bot_token',
  credentials: { bot: { properties: { access_token: 'token-1' } } },
  ...changes,
});

describe('accounts', () => {
  it('returns what was stored, with the names of its credentials and none of their values', async () => {
    const { store, environment } = house;
    const created = await store.accounts.create(environment.id, {
      integration: 'acme',
      tenantId: 'customer-7',
      metadata: { plan: 'gold', seats: 3, trial: false },
      label: 'Acme Inc.',
      externalIds: ['T1', 'T1:E2'],
      settings: { team_id: 'T1' },
      auth: 'oauth',
      credentials: {
        user: { properties: { access_token: 'token-u' } },
        bot: {
          properties: { access_token: 'token-b', refresh_token: 'token-r' },
          expiresAt: '2030-01-01T00:00:00.000Z',
        },
      },
    });
    expect(created).toEqual({
      id: expect.stringMatching(/^acc_[0-9a-z]{24}$/),
      environmentId: environment.id,
      integration: 'acme',
      tenantId: 'customer-7',
      metadata: { plan: 'gold', seats: 3, trial: false },
      label: 'Acme Inc.',
      externalIds: ['T1', 'T1:E2'],
      settings: { team_id: 'T1' },
      status: 'active',
      statusReason: null,
      auth: 'oauth',
      credentials: ['bot', 'user'],
      version: 1,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: created.createdAt,
    });
    expect(await store.accounts.get(environment.id, created.id)).toEqual(created);
  });

  it('does not find an account of another environment, and does not delete it', async () => {
    const { store, environment } = house;
    const { id } = await store.accounts.create(environment.id, account());
    expect(await store.accounts.get('env_other', id)).toBeUndefined();
    expect(await store.accounts.delete('env_other', id)).toBe(false);
    expect(await store.accounts.list('env_other', { limit: 10 })).toEqual({ accounts: [], nextCursor: null });
    expect((await store.accounts.get(environment.id, id))?.id).toBe(id);
  });

  it('deletes an account once, with its credentials', async () => {
    const { store, environment } = house;
    const { id } = await store.accounts.create(environment.id, account());
    expect(await store.accounts.delete(environment.id, id)).toBe(true);
    expect(await store.accounts.delete(environment.id, id)).toBe(false);
    await expect(store.credentials.read(id, 'bot')).rejects.toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
  });

  it('finds accounts by tenant, integration and metadata, a number or boolean by its spelling', async () => {
    const { store, environment } = house;
    const add = async (changes: Partial<NewAccount>) =>
      (await store.accounts.create(environment.id, account(changes))).id;
    const found = async (query: { tenantId?: string; integration?: string; metadata?: Record<string, string> }) =>
      (await store.accounts.list(environment.id, { limit: 10, ...query })).accounts.map(({ id }) => id);
    const first = await add({ tenantId: 'find-1', integration: 'one', metadata: { plan: 3, region: 'eu' } });
    const second = await add({ tenantId: 'find-1', integration: 'two', metadata: { plan: '3', trial: true } });

    expect(await found({ tenantId: 'find-1' })).toEqual([second, first]);
    expect(await found({ tenantId: 'find-1', integration: 'one' })).toEqual([first]);
    expect(await found({ metadata: { plan: '3' } })).toEqual([second, first]);
    expect(await found({ metadata: { plan: '3', region: 'eu' } })).toEqual([first]);
    expect(await found({ metadata: { trial: 'true' } })).toEqual([second]);
    expect(await found({ metadata: { plan: '33' } })).toEqual([]);
    expect(await found({ tenantId: "find-1' or true --" })).toEqual([]);
  });

  it('walks all accounts newest first, each once, though one is deleted and one added on the way', async () => {
    const { store, environment } = house;
    const ids: string[] = [];
    for (const _ of [1, 2, 3, 4, 5, 6, 7]) {
      ids.unshift((await store.accounts.create(environment.id, account({ tenantId: 'walk' }))).id);
    }
    const page = (cursor?: string) =>
      store.accounts.list(environment.id, { tenantId: 'walk', limit: 3, ...(cursor === undefined ? {} : { cursor }) });

    const first = await page();
    await store.accounts.delete(environment.id, first.accounts[2]?.id ?? '');
    await store.accounts.create(environment.id, account({ tenantId: 'walk' }));
    const second = await page(first.nextCursor ?? '');
    const third = await page(second.nextCursor ?? '');
    expect([first, second, third].map(({ accounts }) => accounts.map(({ id }) => id))).toEqual([
      ids.slice(0, 3),
      ids.slice(3, 6),
      ids.slice(6),
    ]);
    expect(third.nextCursor).toBeNull();
  });

  it.each(['', 'x', 'bm90IGEgY3Vyc29y', Buffer.from("2025-01-01T00:00:00.000Z~acc_1' or 1=1").toString('base64url')])(
    'refuses the cursor %j',
    async cursor => {
      await expect(house.store.accounts.list(house.environment.id, { limit: 1, cursor })).rejects.toMatchObject({
        code: 'REQUEST_CURSOR_INVALID',
      });
    },
  );

  it('marks an account once as needing to be linked again, and says why when its credential is read', async () => {
    const { store, environment } = house;
    const created = await store.accounts.create(environment.id, account());
    const seen = await store.credentials.read(created.id, 'bot');
    expect(await store.credentials.refuse(seen, 'the provider refused "bot" (token_revoked)')).toBe(true);
    expect(await store.credentials.refuse(seen, 'the provider refused "bot" (invalid_auth)')).toBe(false);
    const marked = await store.accounts.get(environment.id, created.id);
    expect(marked).toEqual({
      ...created,
      status: 'needs_reauth',
      statusReason: 'the provider refused "bot" (token_revoked)',
      version: 2,
      updatedAt: marked?.updatedAt,
    });
    await expect(store.credentials.read(created.id, 'bot')).rejects.toMatchObject({
      code: 'ACCOUNT_NEEDS_REAUTH',
      message: `The account ${created.id} has to be linked again: the provider refused "bot" (token_revoked). Link it again to go on.`,
    });
  });
});
