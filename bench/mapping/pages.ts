import type { Catalogue } from '../../src/engine/definitions/catalogue.ts';
import type { Shape } from '../../src/engine/definitions/mapping.ts';
import type { Plan } from '../../src/engine/plan.ts';
import type { Item } from '../../src/engine/sources/source.ts';
import { startAccounts, type BenchAccounts } from './accounts.ts';
import { openRecorder, type Recorder } from './recorder.ts';

/** Native records of one shape of one list mapping. */
export interface Page {
  /** `slack/members`; `msteams/messages.chat` where the resource has several shapes. */
  readonly mapping: string;
  readonly plan: Plan;
  readonly shape: Shape;
  readonly items: readonly Item[];
  /** Records before they were repeated to fill the page. */
  readonly distinct: number;
}

export interface PageOptions {
  /** `none` (default): lists as a caller gets them who asks for nothing more; `all`: with every lookup. */
  readonly expand?: 'none' | 'all';
}

/** A list that is recorded: whole, or once for each record of another. */
interface ListSpec {
  readonly account: keyof Omit<BenchAccounts, 'close'>;
  readonly resource: string;
  readonly each?: {
    readonly of: string;
    readonly filter: string;
    /** Only ids that begin so. */
    readonly begins?: string;
  };
}

/** Records of a page: at least, by repeating them, and at most. */
const fewest = 50;
const most = 120;

/** Lists read for the records of one shape, at most. */
const mostLists = 60;

const resources = ['organizations', 'workspaces', 'groups', 'channels', 'members', 'messages', 'attachments'];

const ofEvery = (account: ListSpec['account']): readonly ListSpec[] =>
  resources.map(resource => ({ account, resource }));

const lists: readonly ListSpec[] = [
  ...ofEvery('slack'),
  ...ofEvery('googlechat'),
  { account: 'googlechat', resource: 'members', each: { of: 'channels', filter: 'channel' } },
  { account: 'googlechat', resource: 'members', each: { of: 'groups', filter: 'group' } },
  { account: 'googlechatMember', resource: 'members' },
  ...(['msteams', 'microsoft'] as const).flatMap((account): ListSpec[] => [
    ...ofEvery(account),
    { account, resource: 'members', each: { of: 'workspaces', filter: 'workspace' } },
    { account, resource: 'messages', each: { of: 'messages', filter: 'parent' } },
    { account, resource: 'messages', each: { of: 'channels', filter: 'channel', begins: 'c~' } },
  ]),
];

/** The records of every shipped list mapping, read from the providers' sandboxes through the engine. */
export async function recordPages(catalogue: Catalogue, { expand = 'none' }: PageOptions = {}): Promise<Page[]> {
  const accounts = await startAccounts();
  const found = new Map<string, Found>();
  const recorders = new Map<string, Recorder>();
  try {
    for (const spec of lists) {
      const recorder = recorders.get(spec.account) ?? (await openRecorder(catalogue, accounts[spec.account]));
      recorders.set(spec.account, recorder);
      await record(spec, recorder, expand, found);
    }
  } finally {
    for (const recorder of recorders.values()) await recorder.close();
    await accounts.close();
  }
  return [...found].map(([mapping, { plan, shape, items }]) => ({
    mapping,
    plan,
    shape,
    items: fill(items),
    distinct: items.length,
  }));
}

interface Found {
  readonly plan: Plan;
  readonly shape: Shape;
  readonly items: Item[];
}

async function record(
  { resource, each }: ListSpec,
  recorder: Recorder,
  expand: NonNullable<PageOptions['expand']>,
  found: Map<string, Found>,
): Promise<void> {
  const parents = each === undefined ? [undefined] : await idsOf(recorder, each.of, each.begins);
  const before = new Map([...found].map(([mapping, { items }]) => [mapping, items.length]));
  for (const id of parents) {
    const query = each === undefined || id === undefined ? {} : { [each.filter]: { id } };
    const recording = await recorder.list(resource, { query, limit: most });
    const { plan } = recording;
    const lookups = [...plan.mapping.shapes.values()].flatMap(shape => [...shape.lookups.keys()]);
    const isExpanded = expand === 'all' && lookups.length > 0;
    const { items } = isExpanded ? await recorder.list(resource, { query, limit: most, expand: lookups }) : recording;
    for (const { shape: name, item } of items) {
      const shape = plan.mapping.shapes.get(name);
      if (!shape) continue;
      const mapping = `${plan.integration.name}/${resource}${name === '' ? '' : `.${name}`}`;
      const known = found.get(mapping) ?? { plan, shape, items: [] };
      found.set(mapping, known);
      if (known.items.length < most) known.items.push(item);
    }
    const isEnough = [...found].some(
      ([mapping, { items: now }]) => now.length === most && before.get(mapping) !== most,
    );
    if (isEnough) return;
  }
}

async function idsOf(recorder: Recorder, resource: string, begins = ''): Promise<string[]> {
  const { records } = await recorder.list(resource);
  return records
    .map(({ id }) => String(id))
    .filter(id => id.startsWith(begins))
    .slice(0, mostLists);
}

/** Copies of the records until there are enough; each is an object of its own, as a provider's reply would have it. */
function fill(items: readonly Item[]): readonly Item[] {
  const filled = [...items];
  for (let at = 0; filled.length < fewest; at += 1) {
    const item = items[at % items.length];
    if (item === undefined) break;
    filled.push({ ...item, native: JSON.parse(JSON.stringify(item.native)) as unknown });
  }
  return filled;
}
