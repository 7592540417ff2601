import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../sandbox/demo/api.ts';
import { smallFiles } from '../engine/definitions/support/small.ts';
import { build } from '../support/built.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { endProcess, openServer, serverEnvironment, startServer } from '../support/running-house.ts';
import { copyFor, definitionFolder, type DefinitionScratch } from './support/definition-folder.ts';
import { mutations, seededRandom, type Mutation } from './support/mutations.ts';
import { startRoomProvider, type RoomProvider } from './support/provider.ts';
import { until } from './support/until.ts';

/** 1000 for the long measurement: `MUTATIONS=1000 npm test -- test/reload/mutations.test.ts`. */
const count = Number(process.env.MUTATIONS ?? '24');
const names = ['first', 'second', 'third', 'fourth'] as const;

/** A line of the server's log, as far as it matters here. */
interface LogLine {
  readonly message: string;
  readonly place?: string;
}

let provider: RoomProvider;
let folder: DefinitionScratch;
let database: TestDatabase;
let server: Awaited<ReturnType<typeof startServer>>;
let api: Api;
const lines: LogLine[] = [];

beforeAll(async () => {
  await build();
  provider = await startRoomProvider();
  folder = definitionFolder(...names);
  database = await createTestDatabase({ content: 'empty' });
  const env = serverEnvironment({
    DATABASE_URL: database.url,
    PATCHBAY_INTEGRATIONS: folder.integrations,
    PATCHBAY_MODELS: folder.models,
    PATCHBAY_DIAL: `api.example.com=127.0.0.1:${provider.port}`,
  });
  server = await startServer(env);
  const { stdout } = server.process;
  // The log is JSON lines with a message.
  if (stdout) createInterface({ input: stdout }).on('line', line => lines.push(JSON.parse(line) as LogLine));
  api = await openServer(server.url, env);
});
afterAll(async () => {
  await endProcess(server);
  await database.drop();
  folder.end();
  await provider.close();
});

const link = async (integration: string): Promise<string> => {
  const reply = await api.call('POST', '/integrated-accounts', { integration, auth: 'token', fields: { key: 'k' } });
  return String(reply.body.id);
};

/** Lists and reads by turns until told to stop; the answers that were not the usual ones. */
const keepCalling = (accounts: readonly string[], stop: AbortSignal) => {
  const answers = { total: 0, wrong: [] as unknown[] };
  const loop = async (id: string): Promise<void> => {
    while (!stop.aborted) {
      const listed = await api.call('GET', `/unified/talk/rooms?integrated_account_id=${id}`);
      const read = await api.call('GET', `/unified/talk/rooms/r2?integrated_account_id=${id}`);
      answers.total += 2;
      const isUsual = JSON.stringify([listed.body.result, read.body]) === usual;
      if (!isUsual) answers.wrong.push([listed.body, read.body]);
      await sleep(20);
    }
  };
  return { answers, ended: Promise.all(accounts.map(loop)) };
};

const lobby = { id: 'r1', name: 'Lobby', kind: 'open', is_member: true };
const cellar = { id: 'r2', name: 'Cellar', kind: 'closed', is_member: false };
const usual = JSON.stringify([[lobby, cellar], cellar]);

const isReport = ({ message, place = '' }: LogLine, { path }: Mutation): boolean =>
  message === 'definition refused' && isBelow(place, path);

/** A mistake may show where another file refers to what is broken: in the same folder, with line and column. */
const isBelow = (place: string, path: string): boolean =>
  /:\d+:\d+$/.test(place) && place.startsWith(path.split('/').slice(0, 2).join('/'));

const drop = async ({ path, parts }: Mutation): Promise<void> => {
  for (const [index, text] of parts.entries()) {
    if (index > 0) await sleep(20);
    folder.write(path, text);
  }
};

const goodText = (path: string): [string, string] => {
  const [, name = ''] = path.split('/');
  const original = path.startsWith('integrations/') ? path.replace(`/${name}/`, '/demo/') : path;
  const text = smallFiles[original] ?? '';
  return path.startsWith('integrations/') ? copyFor(name, original, text) : [path, text];
};

const isMended = async (path: string): Promise<true | undefined> => {
  const { body } = await api.call('GET', '/integrations');
  // The route answers the catalogue's problems.
  const problems = body['problems'] as readonly { readonly file: string }[];
  return problems.some(({ file }) => isBelow(`${file}:1:1`, path)) ? undefined : true;
};

/** Drops broken files into one folder, each after the last was reported and mended. */
const dropInto = async (target: string, rounds: number, seed: number) => {
  const source = mutations(target, seededRandom(seed));
  const tookMs: number[] = [];
  const late: Mutation[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const mutation = source.next().value;
    const from = lines.length;
    await drop(mutation);
    const report = await until(() => lines.slice(from).find(line => isReport(line, mutation))).catch(() => undefined);
    if (report) tookMs.push(report.tookMs);
    else late.push(mutation);
    folder.write(...goodText(mutation.path));
    await until(() => isMended(mutation.path));
  }
  return { tookMs, late };
};

describe('a running server', () => {
  it(
    `answers every call while ${count} broken definition files are dropped in, and reports each with its place`,
    { timeout: 60_000 + count * 3_000 },
    async () => {
      const accounts = await Promise.all(names.map(link));
      const stop = new AbortController();
      const { answers, ended } = keepCalling(accounts, stop.signal);
      const share = Math.ceil(count / 5);
      const dropAll = async () => [
        ...(await Promise.all(names.map((name, index) => dropInto(`integrations/${name}`, share, index + 1)))),
        await dropInto('unified-models/talk', count - names.length * share, 9),
      ];
      const all = await dropAll().finally(async () => {
        stop.abort();
        await ended;
      });
      const tookMs = all.flatMap(one => one.tookMs).sort((a, b) => a - b);
      const part = (of: number) => Math.round(tookMs[Math.ceil(tookMs.length * of) - 1] ?? 0);
      console.log(
        `${count} broken files: ${answers.total} calls, ${answers.wrong.length} failed; reported after ` +
          `${part(0.5)} ms (half), ${part(0.99)} ms (99 of 100), ${part(1)} ms (all)`,
      );
      expect({ late: all.flatMap(one => one.late), wrong: answers.wrong.slice(0, 3) }).toEqual({ late: [], wrong: [] });
      expect(tookMs.length).toBe(count);
      expect(answers.total).toBeGreaterThan(count);
    },
  );
});
