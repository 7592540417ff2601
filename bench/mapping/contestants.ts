import type { UnifiedRecord } from '../../src/engine/call.ts';
import { createBudget, type Budget } from '../../src/engine/expressions/budget.ts';
import { createRecordMapper, type RecordMapper } from '../../src/engine/mapping/record.ts';
import type { HandScope } from '../hand/mapper.ts';
import { handMapper } from '../hand/mappers.ts';
import { exactText } from './exact-text.ts';
import { interpret, withoutNulls } from './interpreter.ts';
import type { Page } from './pages.ts';
import { onClosures, rebuildMapping } from './rebuild.ts';
import { endlessBudget, loadUnmetered } from './unmetered.ts';

/** Ways to map the same page. `off` and `control` are the same: generated source without budgets, twice. */
export const contestants = ['hand', 'source', 'off', 'control', 'closures', 'interpreter'] as const;

export type Contestant = (typeof contestants)[number];

type Record = UnifiedRecord | undefined;

/** One page and everything that maps it; each gives the records of the whole page. */
export interface Race {
  readonly page: Page;
  readonly run: { readonly [name in Exclude<Contestant, 'interpreter'>]: () => readonly Record[] };
  readonly interpret: () => Promise<readonly Record[]>;
}

/** Prepares every way to map a page. */
export function prepareRace(page: Page): Race {
  const { items, plan, shape } = page;
  const { mapping } = plan;
  const { schema } = plan.resource;
  const hand = handMapper(page.mapping, plan);
  const closures = rebuildMapping(mapping, onClosures);
  const stripped = items.map(withoutNulls);
  const interpreted = interpret(shape, schema);
  const mapped = (mapper: RecordMapper, budget: Budget) => (): readonly Record[] =>
    items.map(item => mapper.map(item, budget).record);
  const unmetered = (): RecordMapper =>
    createRecordMapper(mapping, schema, undefined, { code: 'unit', load: loadUnmetered });
  return {
    page,
    run: {
      // The scope is what the mapping's own variables are.
      hand: () => items.map(({ native, variables }) => hand(native, variables as unknown as HandScope)),
      source: mapped(createRecordMapper(mapping, schema, undefined, { code: 'unit' }), meteredBudget()),
      off: mapped(unmetered(), endlessBudget()),
      control: mapped(unmetered(), endlessBudget()),
      closures: mapped(createRecordMapper(closures, schema, undefined, { code: 'fields' }), meteredBudget()),
    },
    async interpret() {
      const records: Record[] = [];
      for (const item of stripped) records.push(await interpreted(item));
      return records;
    },
  };
}

/** Budgets as they are in production, but for the time of a slice: the first runs are slow, and other jobs run beside. */
const meteredBudget = (): Budget => createBudget({ sliceMs: 10_000 });

/** What differs from the mapper written by hand, by JSON and by a stricter comparison; nothing when all is the same. */
export async function differencesOf({ page, run, interpret: interpreted }: Race): Promise<readonly string[]> {
  const wanted = run.hand();
  const outcomes: readonly (readonly [Contestant, readonly Record[]])[] = [
    ['source', run.source()],
    ['off', run.off()],
    ['control', run.control()],
    ['closures', run.closures()],
    ['interpreter', await interpreted()],
  ];
  return outcomes.flatMap(([name, records]) =>
    wanted.flatMap((record, at) => {
      const other = records[at];
      // The interpreter marks its lists and makes objects without a prototype: of it only what JSON tells is compared.
      const isExact = name === 'interpreter' || exactText(record) === exactText(other);
      const isSame = isExact && JSON.stringify(record) === JSON.stringify(other);
      return isSame
        ? []
        : [`${page.mapping}: record ${at} of ${name} is ${exactText(other)}, by hand ${exactText(record)}`];
    }),
  );
}
