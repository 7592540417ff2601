import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createLog } from '../../src/start/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { StoredAccount } from '../../src/store/store.ts';
import { silentLog } from '../support/log.ts';
import { createTestStore, type TestStore } from '../support/store.ts';
import { loadAcme } from './support/acme.ts';
import { setTimes, storeAccount } from './support/accounts.ts';
import { startFakeAcme, type FakeAcme, type ScriptedAnswer } from './support/fake-acme.ts';
import { openHouse } from './support/house.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
const expired = { lifeSeconds: 3_600, leftSeconds: -1 };
const heard: string[] = [];
let test: TestStore;
let acme: FakeAcme;
beforeAll(async () => {
  [test, acme] = await Promise.all([createTestStore(), startFakeAcme()]);
});
afterAll(async () => {
  await acme.close();
  await test.end();
});

/** What a provider may answer that gives everything back that it was sent. */
const echoes: readonly ((form: Readonly<Record<string, string>>) => ScriptedAnswer)[] = [
  form => ({ status: 200, body: { ok: false, error: form['refresh_token'] ?? form['assertion'] ?? '', ...form } }),
  form => ({ status: 400, body: { error: form['client_secret'] ?? 'x', error_description: JSON.stringify(form) } }),
  form => ({ status: 400, body: { error: 'invalid_request', error_description: JSON.stringify(form), hint: form } }),
  form => ({ status: 502, body: `<html>${JSON.stringify(form)}</html>` }),
  form => ({
    status: 302,
    body: form,
    headers: { location: `https://x.example/?${new URLSearchParams(form).toString()}` },
  }),
  form => ({ status: 200, body: { access_token: { nested: JSON.stringify(form) } } }),
  form => ({ status: 400, body: { error: 'invalid_grant', error_description: JSON.stringify(form) } }),
];

const secretsOf = async (): Promise<readonly string[]> => {
  const lines = pem.split('\n').filter(line => line.length > 40);
  const forms = acme.asked.flatMap(({ form }) => [form['client_secret'], form['refresh_token'], form['assertion']]);
  return [...lines, ...forms.flatMap(secret => secret ?? []), 'canary-'];
};

describe('secrets of token requests', () => {
  it('come back in no error, no log line and no row, whatever a provider answers', async () => {
    const stream = { write: (line: string) => void heard.push(line) };
    const options = { catalogue: loadAcme(), store: test.store, dial: acme.dial, log: createLog('debug', stream) };
    const house = openHouse({ ...options, limits: { shortPauseMs: 0 } });
    const key = { client_email: 'robot@acme.example', private_key: pem };
    const own = { client_id: 'own-1', client_secret: 'canary-own' };
    for (const echo of echoes) {
      const accounts: StoredAccount[] = [
        await storeAccount(test, { properties: { ...acme.families.begin() } }),
        await storeAccount(test, { properties: key }, { auth: 'service_account' }),
        await storeAccount(test, { properties: own }, { auth: 'app_only', settings: { tenant_id: 't1' } }),
      ];
      acme.answer = echo;
      for (const account of accounts) {
        await setTimes(test.database.connection, account.id, expired);
        const errors = [await house.list(account).catch(String), await house.list(account).catch((e: unknown) => e)];
        heard.push(inspect(errors, { depth: 9 }));
      }
      acme.answer = undefined;
    }
    await house.close();
    const all = heard.join('\n');
    const found = (await secretsOf()).filter(secret => all.includes(secret));
    const said = ['account needs to be linked again', 'access token not renewed', 'no access token was given'];
    expect([said.filter(words => all.includes(words)), found]).toEqual([said, []]);
    expect(JSON.stringify(acme.asked)).toContain('canary-');
    expect(await storedText()).not.toContain('canary-');
  });
});

const storedText = async (): Promise<string> => {
  const db = openDatabase({ connection: test.database.connection, log: silentLog, max: 1 });
  const { rows } = await sql<{ text: string }>`select a::text || coalesce(c::text, '') as text
    from patchbay.integrated_accounts a left join patchbay.credentials c on c.account_id = a.id`.execute(db);
  await db.destroy();
  return rows.map(({ text }) => text).join('\n');
};
