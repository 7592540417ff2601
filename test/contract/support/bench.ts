import pg from 'pg';
import { createTestStore } from '../../support/store.ts';
import type { Target } from './calls.ts';
import { startQuill, type Mood, type Quill } from './quill.ts';
import { openWorkshop, type DoorOptions, type Workshop } from './workshop.ts';

/** Accounts that differ in one thing each. */
const settings = {
  plain: { desk: 'd1', pace: 100_000 },
  /** Lacks what every call names. */
  bare: { pace: 100_000 },
  /** Every call is given a value that no parameter can carry. */
  wide: { desk: 'd1', pace: 100_000, lens: 'wide' },
  /** Writes where the same write must not be sent twice. */
  once: { desk: 'd1', pace: 100_000, care: 'once' },
  /** The provider takes its credential no longer. */
  dead: { desk: 'd1', pace: 100_000 },
  /** Has as many calls under way at `busy` as it may. */
  greedy: { desk: 'd1', pace: 100_000 },
} as const;

/** Name of one of them; `guest` holds a credential that opens nothing, `stray` is of an integration that is not loaded. */
export type AccountName = keyof typeof settings | 'guest' | 'stray';

/** Servers over one provider that differ in one thing each. */
const doors = {
  plain: {},
  /** Takes answers of 100 bytes. */
  small: { egress: { maxBytes: 100 } },
  /** The provider's name leads into a private network. */
  inward: { egress: { dial: new Map(), lookup: () => Promise.resolve(['10.0.0.7']) } },
  /** Nobody listens where the provider should be. */
  unplugged: { egress: { dial: new Map([['api.quill.example', { host: '127.0.0.1', port: 1, tls: false }]]) } },
  /** Waits for the provider no longer than this. */
  hurried: { egress: { firstByteTimeoutMs: 150 } },
  /** Gives calls no time. */
  late: { limits: { callTimeoutMs: 0 } },
  /** Gives callers no time. */
  impatient: { limits: { headersTimeoutMs: 150, requestTimeoutMs: 300, checkIntervalMs: 50 } },
  /** One call goes to the provider, two wait. */
  busy: {
    guard: { perProvider: 1, perAccount: 1 },
    egress: { firstByteTimeoutMs: 60_000, totalTimeoutMs: 60_000 },
  },
  /** The provider refuses calls for their rate, so that later ones are not even sent. */
  refused: {},
  /** The provider breaks so often that it is left alone for a while. */
  broke: {},
  leaving: { isLeaving: true },
} as const satisfies Record<string, DoorOptions>;

/** Name of one of them; of `storeless` the database is gone, of `broken` tables are missing. */
export type DoorName = keyof typeof doors | 'storeless' | 'broken';

/** Everything that calls are provoked to fail with. */
export interface Bench {
  readonly quill: Quill;
  readonly workshop: Workshop;
  readonly accounts: Readonly<Record<AccountName, string>>;
  at(door: DoorName): Target;
  /** Another account like `plain`. */
  fresh(): Promise<string>;
  /** Runs something while the provider is in this mood. */
  during<T>(mood: Mood | undefined, run: () => Promise<T>): Promise<T>;
  /** Runs something while all places at `busy` are taken. */
  whileFull<T>(run: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Sets everything up. */
export async function openBench(): Promise<Bench> {
  const quill = await startQuill();
  const workshop = await openWorkshop(quill);
  const [gone, broken] = await Promise.all([createTestStore(), createTestStore()]);
  await gone.database.drop();
  await rename(broken.database.url);
  const named = await Promise.all(
    Object.entries(settings).map(async ([name, own]) => [name, await workshop.newAccount(own)] as const),
  );
  const guest = await workshop.newAccount(settings.plain, {
    auth: 'visit',
    credentials: { guest: { properties: { access_token: 'guest-key' } } },
  });
  const stray = await workshop.newAccount({}, { integration: 'nowhere' });
  const opened = await Promise.all(
    Object.entries<DoorOptions>({
      ...doors,
      storeless: { store: gone.store },
      broken: { store: broken.store, reference: 'nowhere' },
    }).map(async ([name, options]) => [name, await workshop.open(options)] as const),
  );
  const urls = new Map<string, string>(opened);
  const accounts = Object.fromEntries([...named, ['guest', guest], ['stray', stray]]) as Record<AccountName, string>;
  const bench: Bench = {
    quill,
    workshop,
    accounts,
    at: door => ({ url: urls.get(door) ?? '', key: workshop.keys.all }),
    fresh: () => workshop.newAccount(settings.plain),
    async during(mood, run) {
      quill.mood = mood;
      try {
        return await run();
      } finally {
        quill.mood = undefined;
        quill.release();
      }
    },
    whileFull: run =>
      bench.during(
        () => 'hang',
        async () => {
          const waiting = await fill(bench);
          try {
            return await run();
          } finally {
            quill.release();
            quill.mood = undefined;
            await waiting.ended;
          }
        },
      ),
    close: async () => {
      await workshop.close();
      await Promise.all([gone.end(), broken.end(), quill.close()]);
    },
  };
  await bench.during(
    () => ({ status: 401 }),
    () => list(bench, 'plain', accounts.dead),
  );
  return bench;
}

/** A statement that fails is a mistake of ours, and not a database that is away. */
async function rename(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('alter table patchbay.api_keys rename to other_keys');
  await client.end();
}

async function list({ at }: Bench, door: DoorName, account: string): Promise<number> {
  const { url, key } = at(door);
  const response = await fetch(`${url}/unified/errands/tasks?integrated_account_id=${account}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  await response.arrayBuffer();
  return response.status;
}

/**
 * Takes every place at `busy`: of four calls of one account one is refused, so three are in; of three of other accounts
 * one is refused, so two wait behind those.
 *
 * @returns `ended`: when those that wait have been answered
 */
async function fill(bench: Bench): Promise<{ readonly ended: Promise<unknown> }> {
  const { accounts } = bench;
  const greedy = [1, 2, 3, 4].map(() => list(bench, 'busy', accounts.greedy));
  await Promise.race(greedy);
  const patient = await Promise.all([1, 2, 3].map(() => bench.fresh()));
  const others = patient.map(account => list(bench, 'busy', account));
  await Promise.race(others);
  return { ended: Promise.all([...greedy, ...others]) };
}
