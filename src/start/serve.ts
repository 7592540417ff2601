import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { FastifyInstance } from 'fastify';

import type { Config } from '../config/variables.ts';
import { createDispatcher } from '../egress/dispatcher.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import type { Log } from '../engine/ports.ts';
import type { GuardLimits } from '../engine/transport/guard/guard.ts';
import { createLimiter } from '../engine/transport/rates/limiter.ts';
import { PatchbayError } from '../errors.ts';
import { buildApp, type AppDeps } from '../http/app.ts';
import { createDrain } from '../http/drain.ts';
import { createLink } from '../link/link.ts';
import { createStore } from '../store/create-store.ts';
import { rememberReads } from '../store/memory/remember-reads.ts';
import { migrateStore } from '../store/migrate.ts';
import type { Store } from '../store/store.ts';
import { checkApps } from './check-apps.ts';
import { createClosers } from './closers.ts';
import { systemClock as clock } from './clock.ts';
import { startDatabase } from './database.ts';
import { openDefinitions } from './definitions.ts';
import { packageRoot } from './package-root.ts';
import { productVersion } from './version.ts';

/** A server that accepts calls. */
export interface RunningServer {
  /** Where it listens. */
  readonly url: string;
  /** Answers what was accepted, then closes everything, last the database it started. */
  stop(): Promise<void>;
}

/**
 * The whole house, listening. What was opened before a failure is closed again.
 *
 * @throws PatchbayError CONFIG_INVALID, STORE_UNAVAILABLE
 */
export async function serve(config: Config, log: Log): Promise<RunningServer> {
  const closers = createClosers(log);
  try {
    const starting = startDatabase(config, log);
    // Whatever happens meanwhile: what it starts is stopped, and its failure is met where it is waited for.
    closers.add('database', () =>
      starting.then(
        database => database.stop(),
        () => undefined,
      ),
    );
    starting.catch(() => undefined);
    const definitions = await openDefinitions(config, log);
    checkApps(config.apps, definitions.catalogue, log);
    const { connection } = await starting;
    await migrateStore({ connection, log });
    const { masterKeys, databaseConnections: maxConnections } = config;
    const stored = await createStore({ connection, masterKeys, log, maxConnections });
    const store = rememberReads(stored, { connection, clock, log });
    closers.add('store', () => store.close());
    const dispatcher = createDispatcher({ dial: config.dial, allowCidrs: config.allowCidrs, log });
    closers.add('outbound connections', () => dispatcher.close());

    const { apps } = config;
    const link = createLink({
      store: store.credentials,
      integration: name => engine.catalogue().integrations.get(name),
      dispatcher,
      apps,
      clock,
      log,
    });
    closers.add('token requests', () => link.close());
    const { credentials } = link;
    const { cursorSecret } = store;
    const limiter = createLimiter(clock, { rates: config.rates });
    const ports = { dispatcher, credentials, apps, limiter, clock, log, cursorSecret, randomBytes };
    let listeningUrl = '';
    const engine: Engine = createEngine(definitions.catalogue, ports, {
      validation: config.validation,
      publicUrl: () => config.publicUrl ?? listeningUrl,
      guard: guardOf(config),
    });
    const drain = createDrain();
    const app = buildApp({ engine, store, link, clock, log, drain, ...contractOf(config) });
    closers.add('calls under way', () => finishCalls(app, config.drainSeconds, log));
    closers.add('readiness', async () => {
      drain.begin();
      await clock.sleep(config.drainDelaySeconds * 1_000);
    });

    closers.add('watch over the definitions', definitions.watch(engine));

    const url = await listen(app, config);
    listeningUrl = url;
    log.info({ url, integrations: [...definitions.catalogue.integrations.keys()] }, 'listening');
    rewrapInBackground(config, store, log);
    return { url, stop: closers.closeAll };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

function contractOf({ openapi, docs, docsDemo, host, publicUrl }: Config): Pick<AppDeps, 'contract' | 'reference'> {
  if (docsDemo !== undefined && !loopback.includes(host)) {
    throw new PatchbayError(
      'CONFIG_INVALID',
      `PATCHBAY_DOCS_DEMO shows a key to whoever reaches the server, and HOST is ${host}. Unset one of them.`,
    );
  }
  if (openapi === 'off') return {};
  const contract = { version: productVersion(), ...(publicUrl === undefined ? {} : { publicUrl }) };
  const folder = join(packageRoot(), 'dist', 'reference');
  if (docs === 'off') return { contract };
  return { contract, reference: { folder, ...(docsDemo === undefined ? {} : { demoFile: docsDemo }) } };
}

const loopback: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

function guardOf({ callsPerProvider, callsPerAccount, breakerFailures, breakerSeconds }: Config): GuardLimits {
  return {
    perProvider: callsPerProvider,
    perAccount: callsPerAccount,
    failures: breakerFailures,
    openMs: breakerSeconds * 1_000,
  };
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL' && code !== 'ENOTFOUND') throw error;
    const why = {
      EADDRINUSE: 'is in use',
      EACCES: 'needs more rights',
      EADDRNOTAVAIL: 'is not an address of this machine',
      ENOTFOUND: 'is not a known host',
    }[code];
    throw new PatchbayError(
      'CONFIG_INVALID',
      `Cannot listen: port ${port} of ${host} ${why}. Set HOST and PORT to others.`,
      {
        cause: error,
      },
    );
  }
}

/** Stops accepting and waits for the answers; connections that still hang after the time are cut. */
async function finishCalls(app: FastifyInstance, drainSeconds: number, log: Log): Promise<void> {
  const timer = setTimeout(() => {
    log.warn({ drainSeconds }, 'calls still under way after the drain time are cut');
    app.server.closeAllConnections();
  }, drainSeconds * 1_000);
  await app.close();
  clearTimeout(timer);
}

function rewrapInBackground(config: Config, store: Store, log: Log): void {
  if (config.masterKeys.byVersion.size < 2) return;
  store.rewrapDataKeys().then(
    count => log.info({ count, masterKeyVersion: config.masterKeys.wrappingVersion }, 'data keys wrapped anew'),
    (error: unknown) => log.warn({ error }, 'data keys not all wrapped anew; the next start goes on'),
  );
}
