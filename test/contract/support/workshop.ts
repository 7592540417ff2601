import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createDispatcher, type DispatcherOptions } from '../../../src/egress/dispatcher.ts';
import { loadCatalogue } from '../../../src/engine/definitions/load.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import type { GuardLimits } from '../../../src/engine/transport/guard/guard.ts';
import { createLimiter } from '../../../src/engine/transport/rates/limiter.ts';
import { buildApp, type AppLimits } from '../../../src/http/app.ts';
import { createDrain } from '../../../src/http/drain.ts';
import { createLink } from '../../../src/link/link.ts';
import { systemClock as clock } from '../../../src/start/clock.ts';
import type { NewAccount, Store } from '../../../src/store/store.ts';
import { build } from '../../support/built.ts';
import { appWith } from '../../support/credentials.ts';
import { silentLog } from '../../support/log.ts';
import { createTestStore } from '../../support/store.ts';
import { quillFolders } from './quill-values.ts';
import type { Quill } from './quill.ts';

/** What is special about a server over the same provider. */
export interface DoorOptions {
  readonly limits?: Partial<AppLimits>;
  readonly guard?: Partial<GuardLimits>;
  readonly egress?: Partial<DispatcherOptions>;
  readonly store?: Store;
  readonly reference?: string;
  readonly isLeaving?: true;
}

/** A store with the keys and accounts that calls are made with. */
export interface Workshop {
  readonly store: Store;
  readonly keys: { readonly all: string; readonly readOnly: string; readonly manageOnly: string };
  newAccount(settings: Readonly<Record<string, unknown>>, more?: Partial<NewAccount>): Promise<string>;
  /** Starts a server over the provider; its address. */
  open(options?: DoorOptions): Promise<string>;
  close(): Promise<void>;
}

/** Starts one. Each of its servers has an engine, a way out and limits of its own over one store. */
export async function openWorkshop(quill: Quill): Promise<Workshop> {
  // The script of the reference page comes from the build.
  await build();
  const catalogue = loadCatalogue({
    integrations: ['integrations', quillFolders.integrations],
    models: ['unified-models', quillFolders.models],
  });
  if (catalogue.problems.length > 0) throw new Error(JSON.stringify(catalogue.problems, null, 2));
  const { store, environment, end } = await createTestStore();
  const key = async (scopes: readonly ('read' | 'write' | 'manage')[]): Promise<string> =>
    (await store.keys.create(environment.id, { name: 'test', scopes })).secret;
  const closers: (() => Promise<unknown>)[] = [];
  const dial = new Map([['api.quill.example', { host: '127.0.0.1', port: quill.port, tls: false }]]);
  return {
    store,
    keys: {
      all: await key(['read', 'write', 'manage']),
      readOnly: await key(['read']),
      manageOnly: await key(['manage']),
    },
    newAccount: async (settings, more) => {
      const credentials = { bot: { properties: { access_token: 'quill-key' } } };
      const account = { integration: 'quill', auth: 'token', credentials, settings, ...more };
      return (await store.accounts.create(environment.id, account)).id;
    },
    async open({ limits = {}, guard = {}, egress = {}, store: own = store, reference, isLeaving } = {}) {
      const dispatcher = createDispatcher({ dial, allowCidrs: [], log: silentLog, ...egress });
      const link = createLink({
        store: own.credentials,
        integration: name => catalogue.integrations.get(name),
        dispatcher,
        apps: appWith({}),
        clock,
        log: silentLog,
      });
      const { credentials } = link;
      const limiter = createLimiter(clock, { rates: 'declared' });
      const ports = { dispatcher, credentials, apps: appWith({}), limiter, clock, log: silentLog };
      const engine: Engine = createEngine(
        catalogue,
        { ...ports, cursorSecret: store.cursorSecret, randomBytes },
        // The provider fails all the time here, and is asked all the same.
        { validation: 'strict', guard: { failures: 1_000_000, perProvider: 1_000, perAccount: 1_000, ...guard } },
      );
      const drain = createDrain();
      const app = buildApp({
        engine,
        store: own,
        link,
        clock,
        log: silentLog,
        drain,
        limits,
        contract: { version: '1.2.3' },
        reference: { folder: reference ?? 'dist/reference' },
      });
      await app.listen({ host: '127.0.0.1', port: 0 });
      if (isLeaving) drain.begin();
      closers.push(async () => {
        app.server.closeAllConnections();
        await app.close();
        await dispatcher.close();
        await link.close();
      });
      // A server that listens on a port has an address of this form.
      return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    },
    close: async () => {
      await Promise.all(closers.map(closer => closer()));
      await end();
    },
  };
}
