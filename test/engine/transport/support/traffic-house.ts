import { randomBytes } from 'node:crypto';
import { jsonReply, type ReceivedRequest, type Reply } from '../../../../sandbox/support/http-message.ts';
import { startHttpServer, type HttpServer } from '../../../../sandbox/support/http-server.ts';
import { createDispatcher } from '../../../../src/egress/dispatcher.ts';
import { parseDialMap } from '../../../../src/egress/dial-map.ts';
import type { Page } from '../../../../src/engine/call.ts';
import { loadFromFiles } from '../../../../src/engine/definitions/load.ts';
import { createEngine, type EngineOptions } from '../../../../src/engine/engine.ts';
import type { Clock } from '../../../../src/engine/ports.ts';
import { createLimiter } from '../../../../src/engine/transport/rates/limiter.ts';
import { systemClock } from '../../../../src/start/clock.ts';
import { appWith, fixedCredentials } from '../../../support/credentials.ts';
import { silentLog } from '../../../support/log.ts';
import { smallFiles } from '../../definitions/support/small.ts';

/** An engine with two integrations, `demo` and `other`, and the fake that plays both, over real HTTP. */
export interface TrafficHouse {
  readonly server: HttpServer;
  /** What the fake answers; an empty list of rooms until a test says otherwise. */
  answer: (request: ReceivedRequest) => Reply | Promise<Reply>;
  list(account: string, options?: ListOptions): Promise<Page>;
  /** As much of it as is compared: `200`, or code and seconds of `Retry-After`. */
  outcome(account: string, options?: ListOptions): Promise<string>;
  /** Links an account of `demo` with this token: the same as `outcome`. */
  link(token: string): Promise<string>;
  /** This much more has passed, says the clock from now on; where it stands still, nothing else moves it. */
  pass(ms: number): void;
  close(): Promise<void>;
}

export interface ListOptions {
  readonly integration?: 'demo' | 'other';
  /** Default `rooms`. */
  readonly resource?: string;
  readonly timeoutMs?: number;
}

export interface TrafficOptions {
  /** Lines of `demo`'s integration.yaml beside those of the small one. */
  readonly demo?: string;
  /** Rates that `rooms.list` of `demo` counts against. */
  readonly rate?: string;
  readonly guard?: EngineOptions['guard'];
  /** Default `still`: what is said of waits is the same on a busy machine. `running` where calls wait for their turn. */
  readonly clock?: 'still' | 'running';
}

/** One try a call, so that every failure is seen. */
const retry = 'retry: { attempts: 1 }\n';

/** Starts everything. */
export async function openTrafficHouse(options: TrafficOptions = {}): Promise<TrafficHouse> {
  const server = await startHttpServer({
    port: 0,
    operationOf: (_, path) => path,
    handle: request => house.answer(request),
    rateLimited: seconds => jsonReply(429, { ok: false, error: 'slow_down' }, { 'retry-after': String(seconds) }),
  });
  const dial = parseDialMap(`api.example.com=${server.address},other.example.com=${server.address}`);
  const dispatcher = createDispatcher({ dial, allowCidrs: [], log: silentLog });
  let passedMs = 0;
  const isRunning = options.clock === 'running';
  const clock: Clock = {
    nowMs: () => (isRunning ? Date.now() : 1_770_000_000_000) + passedMs,
    monotonicMs: () => (isRunning ? performance.now() : 5_000) + passedMs,
    sleep: (ms, signal) => systemClock.sleep(ms, signal),
  };
  const catalogue = loadFromFiles(new Map(Object.entries(files(options))));
  if (catalogue.problems.length > 0) throw new Error(JSON.stringify(catalogue.problems, null, 2));
  const engine = createEngine(
    catalogue,
    {
      dispatcher,
      credentials: fixedCredentials({ bot: { access_token: 't' } }),
      apps: appWith({}),
      limiter: createLimiter(clock),
      clock,
      log: silentLog,
      cursorSecret: randomBytes(32),
      randomBytes,
    },
    options.guard ? { guard: options.guard } : {},
  );
  const house: TrafficHouse = {
    server,
    answer: () => jsonReply(200, { ok: true, rooms: [] }),
    async list(account, { integration = 'demo', resource = 'rooms', timeoutMs = 30_000 } = {}) {
      const [id = '', team] = account.split('@');
      const answer = await engine.run({
        account: {
          id,
          environmentId: 'e',
          integration,
          status: 'active',
          settings: team === undefined ? {} : { team },
          credentials: ['bot'],
        },
        model: 'talk',
        resource,
        method: 'list',
        query: {},
        limit: 50,
        expand: [],
        include: [],
        requestId: 'r',
        deadlineMs: clock.monotonicMs() + timeoutMs,
      });
      if (answer.kind !== 'page') throw new Error('A list answered no page.');
      return answer;
    },
    outcome: (account, more) =>
      house.list(account, more).then(
        () => '200',
        (error: unknown) => outcomeOf(error),
      ),
    link: token => {
      const credentials = { bot: { access_token: token } };
      const deadlineMs = clock.monotonicMs() + 30_000;
      return engine.link({ integration: 'demo', credentials, settings: {}, requestId: 'r', deadlineMs }).then(
        () => '200',
        (error: unknown) => outcomeOf(error),
      );
    },
    pass: ms => void (passedMs += ms),
    close: async () => {
      await dispatcher.close();
      await server.close();
    },
  };
  return house;
}

function outcomeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error) || !('facts' in error)) throw error;
  const { retryAfterSeconds } = error.facts as { readonly retryAfterSeconds?: number }; // a PatchbayError's
  return `${String(error.code)}${retryAfterSeconds === undefined ? '' : ` ${retryAfterSeconds}`}`;
}

function files({ demo = '', rate = '' }: TrafficOptions): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [file, text] of Object.entries(smallFiles)) {
    result[file] = text;
    if (!file.startsWith('integrations/demo/')) continue;
    result[file.replace('/demo/', '/other/')] = text
      .replace('name: demo', 'name: other')
      .replaceAll('api.example.com', 'other.example.com');
  }
  for (const name of ['demo', 'other']) {
    result[`integrations/${name}/integration.yaml`] += retry;
  }
  result['integrations/demo/integration.yaml'] += demo;
  const rooms = 'integrations/demo/native/rooms.yaml';
  result[rooms] = (result[rooms] ?? '').replace('list: { get: /rooms,', `list: { get: /rooms, rate: [${rate}],`);
  return result;
}
