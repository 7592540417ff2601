import { ndjsonType } from '../../src/http/accept.ts';
import { openHouse, type House, type Memory } from './house.ts';
import { openReader, type Reader } from './reader.ts';

const records = 25_000;
const mebibyte = 1024 * 1024;

/** What has to hold. */
const bars = {
  /** Between 10 %, 50 % and 100 % of the records. */
  spreadMebibytes: 16,
  /** Of a reader of 64 KB a second: between the medians of the first and the last four measurements. */
  slowGrowthMebibytes: 2,
  abortMs: 1_000,
} as const;

const slow = { bytesPerSecond: 64 * 1024, rounds: 12, roundMs: 2_000 } as const;
const leavers = 20;

/** A stream of JSON lines: memory while everything is read, while it is read slowly, and what happens to the provider. */
export async function measureRecords() {
  const house = await openHouse('provider.ts', { RECORDS: String(records) });
  try {
    const whole = await readWhole(house);
    const slowly = await readSlowly(house);
    const leaving = await leave(house);
    return {
      bars,
      measured: { whole, slowly, leaving },
      holds: {
        complete: whole.last === `{"@end":{"records":${records},"next_cursor":null}}`,
        spread: whole.spreadMebibytes < bars.spreadMebibytes,
        slowReader: slowly.growthMebibytes < bars.slowGrowthMebibytes,
        abort: leaving.aborted === leavers && leaving.slowestMs < bars.abortMs,
      },
    };
  } finally {
    await house.close();
  }
}

async function readWhole(house: House) {
  const before = await house.measure();
  const startedMs = performance.now();
  const reader = await open(house);
  const at: Memory[] = [];
  for (const share of [0.1, 0.5, 1]) {
    await reader.readUntil(share === 1 ? Infinity : records * share);
    at.push(await house.measure());
  }
  const used = at.map(memory => memory.used);
  return {
    records,
    bytes: reader.bytes,
    ms: Math.round(performance.now() - startedMs),
    last: reader.last,
    before: inMebibytes(before),
    at10: inMebibytes(at[0]),
    at50: inMebibytes(at[1]),
    at100: inMebibytes(at[2]),
    spreadMebibytes: rounded((Math.max(...used) - Math.min(...used)) / mebibyte),
  };
}

async function readSlowly(house: House) {
  const { pages: pagesBefore } = await house.provider.ask({ event: 'provider.count' }, 'provider.counted');
  const reader = await open(house);
  const at: Memory[] = [];
  for (let round = 0; round < slow.rounds; round++) {
    await reader.readSlowly(slow.bytesPerSecond, slow.roundMs);
    at.push(await house.measure());
  }
  reader.leave();
  const { pages } = await house.provider.ask({ event: 'provider.count' }, 'provider.counted');
  const used = at.map(memory => memory.used);
  return {
    bytesPerSecond: slow.bytesPerSecond,
    seconds: (slow.rounds * slow.roundMs) / 1000,
    bytes: reader.bytes,
    pagesAsked: Number(pages) - Number(pagesBefore),
    at: at.map(inMebibytes),
    growthMebibytes: rounded((median(used.slice(-4)) - median(used.slice(0, 4))) / mebibyte),
  };
}

async function leave(house: House) {
  const tookMs: number[] = [];
  const counted = async () =>
    Number((await house.provider.ask({ event: 'provider.count' }, 'provider.counted'))['aborted']);
  const before = await counted();
  for (let round = 0; round < leavers; round++) {
    house.provider.tell({ event: 'provider.release' });
    const reader = await open(house);
    const holding = house.provider.next('provider.holding');
    house.provider.tell({ event: 'provider.hold' });
    const reading = reader.readUntil(Infinity);
    await holding;
    const aborted = house.provider.next('provider.aborted');
    const leftMs = performance.now();
    reader.leave();
    await aborted;
    tookMs.push(performance.now() - leftMs);
    await reading;
  }
  return { readers: leavers, aborted: (await counted()) - before, slowestMs: rounded(Math.max(...tookMs)) };
}

function open({ api, accountId }: House): Promise<Reader> {
  const query = new URLSearchParams({ integrated_account_id: accountId, 'channel[id]': 'C1' });
  return openReader(`${api.url}/unified/instant-messaging/messages?${query.toString()}`, {
    accept: ndjsonType,
    authorization: `Bearer ${api.key}`,
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.floor(sorted.length / 2)] ?? 0)) / 2;
}

function inMebibytes(memory: Memory | undefined) {
  return { used: rounded((memory?.used ?? 0) / mebibyte), rss: rounded((memory?.rss ?? 0) / mebibyte) };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
