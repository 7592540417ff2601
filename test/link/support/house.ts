import { randomBytes } from 'node:crypto';

import { createDispatcher } from '../../../src/egress/dispatcher.ts';
import { parseDialMap } from '../../../src/egress/dial-map.ts';
import type { Answer, Call } from '../../../src/engine/call.ts';
import type { Catalogue } from '../../../src/engine/definitions/catalogue.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import type { Clock, Log } from '../../../src/engine/ports.ts';
import { createLink, type Link } from '../../../src/link/link.ts';
import type { LinkLimits } from '../../../src/link/link-ports.ts';
import { systemClock } from '../../../src/start/clock.ts';
import type { Store, StoredAccount } from '../../../src/store/store.ts';
import { appWith } from '../../support/credentials.ts';
import { noRates } from '../../support/no-rates.ts';

/** The rooms from the store to the provider, as a running server has them. */
export interface House {
  readonly engine: Engine;
  readonly link: Link;
  /** Lists the resource once through an account. */
  list(account: StoredAccount, resource?: string): Promise<Answer>;
  /** Creates a record through an account. */
  create(account: StoredAccount, body: unknown): Promise<Answer>;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly catalogue: Catalogue;
  readonly store: Store;
  readonly dial: string;
  readonly log: Log;
  readonly model?: string;
  readonly clock?: Clock;
  readonly limits?: Partial<LinkLimits>;
  /** Facts of the registered app. */
  readonly app?: Readonly<Record<string, string | number>>;
}

/** Id and secret of the app that tests have registered. */
export const testApp = { client_id: 'app-1', client_secret: 'canary-app-secret' };

/** Puts one together. */
export function openHouse(options: HouseOptions): House {
  const { catalogue, store, log } = options;
  const clock = options.clock ?? systemClock;
  const apps = appWith(options.app ?? testApp);
  const dispatcher = createDispatcher({ dial: parseDialMap(options.dial), allowCidrs: [], log });
  const link = createLink({
    store: store.credentials,
    integration: name => catalogue.integrations.get(name),
    dispatcher,
    apps,
    clock,
    log,
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const { credentials } = link;
  const cursorSecret = randomBytes(32);
  const outside = { dispatcher, credentials, apps, limiter: noRates, clock, log };
  const guard = { perProvider: 1_000, perAccount: 1_000 };
  const engine = createEngine(catalogue, { ...outside, cursorSecret, randomBytes }, { guard });
  const call = (account: StoredAccount, method: string, more: Partial<Call>): Promise<Answer> =>
    engine.run({
      account,
      model: options.model ?? 'talk',
      resource: 'rooms',
      method,
      query: {},
      limit: 10,
      expand: [],
      include: [],
      requestId: 'req-1',
      deadlineMs: clock.monotonicMs() + 60_000,
      ...more,
    });
  return {
    engine,
    link,
    list: (account, resource = 'rooms') => call(account, 'list', { resource }),
    create: (account, body) => call(account, 'create', { body }),
    close: async () => {
      await link.close();
      await dispatcher.close();
    },
  };
}
