import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A client that reads as fast as it is told. */
export interface Reader {
  readonly bytes: number;
  /** Whole lines read so far. */
  readonly lines: number;
  /** The last whole line. */
  readonly last: string;
  /** Reads on until so many lines are in, or to the end; then takes nothing more from the connection. */
  readUntil(lines: number): Promise<void>;
  /** Reads at most so many bytes a second, for so long. */
  readSlowly(bytesPerSecond: number, forMs: number): Promise<void>;
  /** Cuts the connection. */
  leave(): void;
}

const sliceMs = 100;

/** Opens a call; resolves with its first byte. */
export async function openReader(url: string, headers: Readonly<Record<string, string>>): Promise<Reader> {
  const request = get(url, { headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`The call was answered with ${String(response.statusCode)}.`);
  response.pause();
  // A reader that leaves hears of it as an error.
  response.on('error', () => undefined);
  let [bytes, lines, rest, last] = [0, 0, '', ''];
  const hasLines = response.headers['content-type']?.includes('json') === true;
  const take = (chunk: Buffer): void => {
    bytes += chunk.length;
    if (!hasLines) return;
    const parts = (rest + chunk.toString('utf8')).split('\n');
    rest = parts.pop() ?? '';
    lines += parts.length;
    last = parts.at(-1) ?? last;
  };
  return {
    get bytes() {
      return bytes;
    },
    get lines() {
      return lines;
    },
    get last() {
      return last;
    },
    readUntil: async wanted => {
      while (lines < wanted) {
        const chunk = response.read() as Buffer | null;
        if (chunk !== null) take(chunk);
        else if (response.readableEnded || response.destroyed) return;
        else await news(response);
      }
    },
    readSlowly: async (bytesPerSecond, forMs) => {
      const perSlice = Math.floor((bytesPerSecond * sliceMs) / 1000);
      for (let spentMs = 0; spentMs < forMs && !response.readableEnded; spentMs += sliceMs) {
        const chunk = (response.read(perSlice) ?? response.read()) as Buffer | null;
        if (chunk !== null) take(chunk);
        await sleep(sliceMs);
      }
    },
    leave: () => request.destroy(),
  };
}

/** Until there is more to read, or never will be. */
function news(response: IncomingMessage): Promise<void> {
  const events = ['readable', 'end', 'close'] as const;
  return new Promise(resolve => {
    const wake = (): void => {
      for (const event of events) response.off(event, wake);
      resolve();
    };
    for (const event of events) response.on(event, wake);
  });
}
