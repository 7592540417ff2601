import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDispatcher } from '../../src/egress/dispatcher.ts';
import { parseDialMap } from '../../src/egress/dial-map.ts';
import type { Account, Call, UnifiedRecord } from '../../src/engine/call.ts';
import type { Catalogue } from '../../src/engine/definitions/catalogue.ts';
import { accountFacts } from '../../src/engine/facts.ts';
import { proveLink } from '../../src/engine/link.ts';
import { createLookupCache } from '../../src/engine/mapping/lookups.ts';
import { shapeOfItem } from '../../src/engine/mapping/shapes.ts';
import { runList } from '../../src/engine/methods/list.ts';
import { createPlans, type Plan } from '../../src/engine/plan.ts';
import type { Log, Ports } from '../../src/engine/ports.ts';
import { createRunBudget, type Run } from '../../src/engine/run.ts';
import { createCursorSealer } from '../../src/engine/sources/cursor.ts';
import type { Item } from '../../src/engine/sources/source.ts';
import { openGuard } from '../../src/engine/transport/guard/guard.ts';
import { createLimiter } from '../../src/engine/transport/rates/limiter.ts';
import type { BenchAccount } from './accounts.ts';

/** What one list mapped, with the plan it was mapped by. */
export interface Recording {
  readonly plan: Plan;
  /** In the order of the answer. */
  readonly items: readonly RecordedItem[];
  readonly records: readonly UnifiedRecord[];
}

/** A native record as the mapper got it, and the name of its shape. */
export interface RecordedItem {
  readonly item: Item;
  readonly shape: string;
}

/** Serves lists of one account and keeps the native records that were mapped, with the variables of their mapping. */
export interface Recorder {
  list(resource: string, options?: Pick<Partial<Call>, 'query' | 'expand' | 'limit'>): Promise<Recording>;
  close(): Promise<void>;
}

const model = 'instant-messaging';

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Links an account of a sandbox, over real HTTP. */
export async function openRecorder(catalogue: Catalogue, from: BenchAccount): Promise<Recorder> {
  const integration = catalogue.integrations.get(from.integration);
  if (!integration) throw new Error(`The integration "${from.integration}" is not loaded.`);
  const dispatcher = createDispatcher({ dial: parseDialMap(from.dial), allowCidrs: [], log: silent });
  const ports = portsOf(from, dispatcher);
  const deadlineMs = performance.now() + 300_000;
  const { credentials } = from;
  const { settings } = await proveLink(
    { integration, credentials, settings: {}, requestId: 'link', deadlineMs },
    ports,
    openGuard,
  );
  const account: Account = {
    id: 'acc_bench',
    environmentId: 'env_bench',
    integration: from.integration,
    status: 'active',
    settings,
    credentials: Object.keys(credentials),
  };
  const plans = createPlans(() => catalogue);
  const lookupCache = createLookupCache(() => performance.now());
  const cursors = createCursorSealer(ports.cursorSecret, ports.randomBytes);

  return {
    async list(resource, options = {}) {
      const plan = plans.find(from.integration, model, resource);
      const run: Run = {
        integration,
        account,
        ports,
        requestId: 'bench',
        deadlineMs,
        idempotencyKey: 'bench',
        budget: createRunBudget(ports),
        facts: accountFacts(integration, account, ports.apps),
        meter: { tightest: undefined },
        guard: openGuard,
        warnings: [],
      };
      const call: Call = {
        account,
        model,
        resource,
        method: 'list',
        query: {},
        limit: 200,
        expand: [],
        include: [],
        requestId: 'bench',
        deadlineMs,
        ...options,
      };
      const items: RecordedItem[] = [];
      const recording = recordingPlan(plan, (item, shape) => items.push({ item, shape }));
      const page = await runList({
        call,
        plan: recording,
        run,
        validation: 'strict',
        lookupCache,
        cursors,
        publicUrl: () => '',
      });
      if (page.kind !== 'page') throw new Error('A list in the unified format answered another.');
      const [warning] = page.warnings;
      if (warning) throw new Error(`${from.integration}/${resource}: ${warning.message}`);
      return { plan, items, records: page.records };
    },
    close: () => dispatcher.close(),
  };
}

/** The same plan, with a mapper that tells what it is given. */
function recordingPlan(plan: Plan, tell: (item: Item, shape: string) => void): Plan {
  return {
    ...plan,
    mapper(only) {
      const mapper = plan.mapper(only);
      return {
        ...mapper,
        map(item, budget) {
          const shape = shapeOfItem(plan.mapping.shapes, item, budget);
          if (only === undefined && shape) tell(item, shape.name);
          return mapper.map(item, budget);
        },
      };
    },
  };
}

function portsOf({ credentials }: BenchAccount, dispatcher: Ports['dispatcher']): Ports {
  const clock = {
    nowMs: Date.now,
    monotonicMs: () => performance.now(),
    sleep: (ms: number) => sleep(ms),
  };
  return {
    dispatcher,
    log: silent,
    limiter: createLimiter(clock, { rates: 'off' }),
    clock,
    credentials: {
      read: (_, name) => Promise.resolve(credentials[name] ?? {}),
      renew: () => Promise.resolve(undefined),
      refused: () => Promise.resolve(),
    },
    apps: { facts: () => ({}) },
    cursorSecret: createHash('sha256').update('bench').digest(),
    randomBytes: size => new Uint8Array(size),
  };
}
