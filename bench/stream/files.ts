import { openHouse, type House, type Memory } from './house.ts';
import { openReader } from './reader.ts';

const mebibyte = 1024 * 1024;
const file = { bytes: 2048 * mebibyte, readers: 20, bytesPerSecond: 2 * mebibyte, rounds: 10, roundMs: 4_000 } as const;

/** What has to hold of a file of 2 GiB that 20 readers read slowly: resident memory, from before to its most. */
const bars = { rssGrowthMebibytes: 64 } as const;

/** A file through the server, to many slow readers at once. It is not read to its end: that would only take longer. */
export async function measureFiles() {
  const house = await openHouse('file-provider.ts', { FILE_BYTES: String(file.bytes) });
  try {
    await download(house, 1_000, 1); // what the first download alone needs is no growth
    const before = await house.measure();
    const at: Memory[] = [];
    let isReading = true;
    const watching = (async () => {
      while (isReading) at.push(await house.measure());
    })();
    const bytes = await download(house, file.rounds * file.roundMs, file.readers);
    isReading = false;
    await watching;
    const most = Math.max(...at.map(({ rss }) => rss));
    const growth = Math.round((10 * (most - before.rss)) / mebibyte) / 10;
    return {
      bars,
      measured: {
        file,
        readBytes: bytes,
        measurements: at.length,
        rssBefore: Math.round(before.rss / mebibyte),
        rssMost: Math.round(most / mebibyte),
        rssGrowthMebibytes: growth,
      },
      holds: { read: bytes > file.readers * 4 * mebibyte, rss: growth <= bars.rssGrowthMebibytes },
    };
  } finally {
    await house.close();
  }
}

/** Opens so many downloads, reads each slowly for a while and leaves them; bytes read in all. */
async function download({ api, accountId }: House, forMs: number, count: number): Promise<number> {
  const url = `${api.url}/unified/instant-messaging/attachments/F1/download?integrated_account_id=${accountId}`;
  const readers = await Promise.all(
    Array.from({ length: count }, () => openReader(url, { authorization: `Bearer ${api.key}` })),
  );
  await Promise.all(readers.map(reader => reader.readSlowly(file.bytesPerSecond, forMs)));
  for (const reader of readers) reader.leave();
  return readers.reduce((sum, reader) => sum + reader.bytes, 0);
}
