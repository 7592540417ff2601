import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { createDispatcher, type DispatcherOptions } from '../../src/egress/dispatcher.ts';
import { loadFromFiles } from '../../src/engine/definitions/load.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { Clock, Credentials, Dispatcher } from '../../src/engine/ports.ts';
import { buildApp } from '../../src/http/app.ts';
import { createDrain } from '../../src/http/drain.ts';
import type { Store } from '../../src/store/store.ts';
import { reply, startRawServer } from '../egress/raw-server.ts';
import { appWith } from './credentials.ts';
import { deskFiles } from './desk-files.ts';
import { recordingLog, type LogLine } from './log.ts';
import { noRates } from './no-rates.ts';
import { createTestStore } from './store.ts';

/** What the fake provider answers with. */
export interface DeskReply {
  readonly status?: string;
  readonly headers?: readonly string[];
  /** An object goes out as JSON; a text as it is. */
  readonly body?: object | string;
  /** Bytes that are said to follow the body and never come. */
  readonly owed?: number;
}

/** The HTTP API over the real engine, a real store and the made-up provider, which answers what the test says. */
export interface DeskHouse {
  readonly app: FastifyInstance;
  readonly engine: Engine;
  readonly dispatcher: Dispatcher;
  /** The provider's port on loopback. */
  readonly port: number;
  readonly store: Store;
  readonly key: string;
  readonly environmentId: string;
  readonly accountId: string;
  /** The bytes of every request that reached the provider. */
  readonly sent: readonly string[];
  readonly logged: readonly LogLine[];
  /** What became of the credential: `renewed`, `refused`. */
  readonly credentialEvents: readonly string[];
  /** Answers of the provider in turn; the last one stays. */
  answers(...replies: readonly DeskReply[]): void;
  /** Takes over the provider's side wholly. */
  answerBy(answer: (request: string) => DeskReply | 'hang' | 'close'): void;
  /** Whether another token is to be had when the first is refused. */
  canRenew: boolean;
  call(options: InjectOptions): Promise<{ status: number; headers: Record<string, unknown>; body: unknown }>;
  /** Writes these bytes to a listening server, which closes the connection behind its answer: nothing tidies them up on the way. */
  raw(request: string): Promise<RawAnswer>;
  /** Forgets what was sent, logged and renewed. */
  reset(): void;
  end(): Promise<void>;
}

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

export interface DeskOptions {
  /** In place of the definition's files of the same path, or beside them. */
  readonly files?: Readonly<Record<string, string>>;
  readonly firstByteTimeoutMs?: number;
  /** In place of real name resolution and sockets: spies. */
  readonly egress?: Pick<DispatcherOptions, 'lookup' | 'connect'>;
}

/** The credential of the one account. */
export const deskToken = 'dsk-canary-4f1d0c';

const clock: Clock = {
  nowMs: Date.now,
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) => sleep(Math.min(ms, 5), undefined, { ...(signal ? { signal } : {}) }),
};

/** Opens one. */
export async function openDesk(options: DeskOptions = {}): Promise<DeskHouse> {
  let answer: (request: string) => DeskReply | 'hang' | 'close' = () => ({ body: {} });
  const provider = await startRawServer((socket, request) => {
    const given = answer(request);
    if (given === 'hang') return;
    if (given === 'close') socket.destroy();
    else socket.write(toBytes(given));
  });
  const address = { host: '127.0.0.1', port: provider.port, tls: false };
  const log = recordingLog();
  const dispatcher = createDispatcher({
    dial: new Map(['api.desk.example', 'files.desk.example', 'bytes.desk.example'].map(host => [host, address])),
    allowCidrs: [],
    log,
    firstByteTimeoutMs: options.firstByteTimeoutMs ?? 2_000,
    ...options.egress,
  });
  const { store, environment, end } = await createTestStore();
  const events: string[] = [];
  let isRenewable = false;
  const credentials: Credentials = {
    read: () => Promise.resolve({ access_token: deskToken }),
    renew: () => {
      if (!isRenewable) return Promise.resolve(undefined);
      events.push('renewed');
      return Promise.resolve({ access_token: `${deskToken}-2` });
    },
    refused: () => {
      events.push('refused');
      return Promise.resolve();
    },
  };
  const catalogue = loadFromFiles(new Map(Object.entries({ ...deskFiles, ...options.files })));
  if (catalogue.problems.length > 0) throw new Error(JSON.stringify(catalogue.problems, null, 2));
  const engine = createEngine(
    catalogue,
    {
      dispatcher,
      credentials,
      apps: appWith({}),
      limiter: noRates,
      clock,
      log,
      cursorSecret: randomBytes(32),
      randomBytes,
    },
    // The provider fails all the time here, and is asked all the same.
    { guard: { failures: 1_000_000, openMs: 0 } },
  );
  const link = { open: () => Promise.reject(new Error('No account is linked here.')) };
  const app = buildApp({ engine, store, link, clock, log, drain: createDrain() });
  const key = (await store.keys.create(environment.id, { name: 'test', scopes: ['read', 'write', 'manage'] })).secret;
  const { id: accountId } = await store.accounts.create(environment.id, {
    integration: 'desk',
    auth: 'token',
    credentials: { bot: { properties: { access_token: deskToken } } },
    settings: { team: 'T1' },
  });
  return {
    app,
    engine,
    dispatcher,
    port: provider.port,
    store,
    key,
    environmentId: environment.id,
    accountId,
    sent: provider.requests,
    logged: log.lines,
    credentialEvents: events,
    answers: (...replies) => {
      let next = 0;
      answer = () => replies[Math.min(next++, replies.length - 1)] ?? {};
    },
    answerBy: by => {
      answer = by;
    },
    get canRenew() {
      return isRenewable;
    },
    set canRenew(value) {
      isRenewable = value;
    },
    call: async ({ headers, ...more }) => {
      const answered = await app.inject({ ...more, headers: { authorization: `Bearer ${key}`, ...headers } });
      return { status: answered.statusCode, headers: answered.headers, body: readBody(answered.body) };
    },
    raw: async request => {
      if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
      return exchangeRaw((app.server.address() as AddressInfo).port, request);
    },
    reset: () => {
      provider.requests.length = 0;
      events.length = 0;
      isRenewable = false;
      answer = () => ({ body: {} });
    },
    end: async () => {
      await app.close();
      await dispatcher.close();
      await provider.close();
      await end();
    },
  };
}

async function exchangeRaw(port: number, request: string): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(request, 'latin1');
  const chunks: Buffer[] = [];
  socket.on('data', chunk => chunks.push(chunk));
  await once(socket, 'close');
  const text = Buffer.concat(chunks).toString('utf8');
  const end = text.indexOf('\r\n\r\n');
  const head = end === -1 ? text : text.slice(0, end);
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    head,
    body: end === -1 ? '' : text.slice(end + 4),
  };
}

function toBytes({ status = '200 OK', headers = ['content-type: application/json'], body = {}, owed = 0 }: DeskReply) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const whole = reply(status, headers, text + ' '.repeat(owed));
  return whole.subarray(0, whole.length - owed);
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
