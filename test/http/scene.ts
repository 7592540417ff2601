import type { FastifyInstance, InjectOptions } from 'fastify';
import type { Clock } from '../../src/engine/ports.ts';
import { buildApp } from '../../src/http/app.ts';
import type { AppDeps, AppLimits } from '../../src/http/app.ts';
import { createDrain } from '../../src/http/drain.ts';
import type { Drain } from '../../src/http/drain.ts';
import type { GivenAccount } from '../../src/link/link.ts';
import type { ApiKeyScope, Store, StoredAccount } from '../../src/store/store.ts';
import { recordingLog } from '../support/log.ts';
import type { LogLine } from '../support/log.ts';
import { createTestStore } from '../support/store.ts';
import { createFakeEngine } from './fake-engine.ts';
import type { FakeEngine } from './fake-engine.ts';

/** The app on a real store, over an engine that answers what the test says. */
export interface Scene {
  readonly app: FastifyInstance;
  readonly engine: FakeEngine;
  readonly store: Store;
  readonly drain: Drain;
  readonly environmentId: string;
  /** A key with all scopes. */
  readonly key: string;
  readonly logged: readonly LogLine[];
  createKey(scopes: readonly ApiKeyScope[]): Promise<string>;
  createAccount(): Promise<StoredAccount>;
  /** Calls with the key unless the test gives headers of its own. */
  call(options: InjectOptions): Promise<{ status: number; headers: Record<string, unknown>; body: unknown }>;
  /** Takes the database away for good. */
  loseDatabase(): Promise<void>;
  end(): Promise<void>;
}

/** Stands still, so that deadlines and expiries are literal. */
export const stillClock: Clock = {
  nowMs: () => Date.parse('2025-12-23T02:47:06.000Z'),
  monotonicMs: () => 5_000,
  sleep: () => Promise.resolve(),
};

/** Sets one up. @param more what else the app is built with */
export async function createScene(
  limits: Partial<AppLimits> = {},
  more: Pick<AppDeps, 'contract' | 'reference'> = {},
): Promise<Scene> {
  const { store, environment, database, end } = await createTestStore();
  const engine = createFakeEngine();
  const drain = createDrain();
  const log = recordingLog();
  const link = { open: (given: GivenAccount) => Promise.resolve(given.credentials) };
  const app = buildApp({ engine, store, link, clock: stillClock, log, drain, limits, ...more });
  const createKey = async (scopes: readonly ApiKeyScope[]): Promise<string> =>
    (await store.keys.create(environment.id, { name: 'test', scopes })).secret;
  const key = await createKey(['read', 'write', 'manage']);
  return {
    app,
    engine,
    store,
    drain,
    environmentId: environment.id,
    key,
    logged: log.lines,
    createKey,
    createAccount: () =>
      store.accounts.create(environment.id, {
        integration: 'chat',
        auth: 'bot_token',
        credentials: { bot: { properties: { access_token: 'cht_secret' } } },
      }),
    call: async options => {
      const answer = await app.inject({ headers: { authorization: `Bearer ${key}` }, ...options });
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: answer.body === '' ? undefined : JSON.parse(answer.body),
      };
    },
    loseDatabase: () => database.drop(),
    end: async () => {
      await app.close();
      await end();
    },
  };
}
