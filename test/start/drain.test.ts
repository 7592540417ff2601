import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Api } from '../../sandbox/demo/api.ts';
import { build } from '../support/built.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import {
  endProcess,
  linkAccount,
  openServer,
  serverEnvironment,
  startSandbox,
  startServer,
  type RunningSandbox,
} from '../support/running-house.ts';

let database: TestDatabase;
let sandbox: RunningSandbox;
beforeAll(async () => {
  await build();
  database = await createTestDatabase();
  sandbox = await startSandbox();
});
afterAll(async () => {
  await endProcess(sandbox.process);
  await database.drop();
});

/** Status of the answer to one raw request; what became of the connection where there was none. */
const outcomeOf = (url: string, request: string): Promise<string> =>
  new Promise(resolve => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(request));
    let answer = '';
    socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.on('close', () =>
      resolve(answer === '' ? 'closed without an answer' : `${answer.slice(9, 12)} ${isWhole(answer)}`),
    );
  });

const isWhole = (answer: string): string => {
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(answer)?.[1];
  const body = answer.slice(answer.indexOf('\r\n\r\n') + 4);
  return length === undefined || body.length === Number(length) ? 'whole' : 'cut';
};

const get = (api: Api, path: string): string =>
  `GET ${path} HTTP/1.1\r\nhost: patchbay\r\nauthorization: Bearer ${api.key}\r\nconnection: close\r\n\r\n`;

/** Calls again and again, as long as the load balancer sends calls; every outcome, counted into `counts`. */
const callWhile = async (
  isSending: () => boolean,
  call: () => Promise<string>,
  counts: Record<string, number>,
): Promise<void> => {
  const client = async (): Promise<void> => {
    while (isSending()) {
      const outcome = await call();
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: 12 }, client));
};

/** By then a server has read what was sent to it, on a busy machine too; nothing else tells. */
const readMs = 1_000;

/** How many calls the server logged as answered with 200. */
const servedCalls = (log: string): number =>
  log.split('\n').filter(line => line.includes('"resource":"channels"') && line.includes('"status":200')).length;

describe('SIGTERM under load', () => {
  it('loses no call behind a load balancer that looks at readiness', async () => {
    const env = serverEnvironment({
      DATABASE_URL: database.url,
      PATCHBAY_DIAL: sandbox.dial,
      PATCHBAY_DRAIN_DELAY_SECONDS: '4',
    });
    const server = await startServer(env);
    const api = await openServer(server.url, env);
    const id = await linkAccount(api, sandbox.token, 'drain');
    const channels = get(api, `/unified/instant-messaging/channels?integrated_account_id=${id}&limit=20`);

    let isReady = true;
    const counts: Record<string, number> = {};
    const calling = callWhile(
      () => isReady,
      () => outcomeOf(server.url, channels),
      counts,
    );
    await expect.poll(() => counts['200 whole']).toBeGreaterThan(12);
    server.process.kill('SIGTERM');
    await expect.poll(() => outcomeOf(server.url, get(api, '/readyz')), { interval: 20 }).toBe('503 whole');
    isReady = false;
    await calling;
    const { code, stdout } = await server.finished;

    console.log(`calls around SIGTERM: ${JSON.stringify(counts)}`);
    expect(code).toBe(0);
    expect(counts).toEqual({ '200 whole': servedCalls(stdout) });
  });

  it('answers every call that was accepted, also to clients that know nothing of readiness', async () => {
    const env = serverEnvironment({ DATABASE_URL: database.url, PATCHBAY_DIAL: sandbox.dial });
    const server = await startServer(env);
    const api = await openServer(server.url, env);
    const id = await linkAccount(api, sandbox.token, 'drain');
    const channels = get(api, `/unified/instant-messaging/channels?integrated_account_id=${id}&limit=20`);

    const counts: Record<string, number> = {};
    const calling = callWhile(
      () => server.process.exitCode === null,
      () => outcomeOf(server.url, channels),
      counts,
    );
    await expect.poll(() => counts['200 whole']).toBeGreaterThan(12);
    server.process.kill('SIGTERM');
    const { code, stdout } = await server.finished;
    await calling;
    const { '200 whole': answered, ECONNREFUSED: _refused, ECONNRESET: _notAccepted, ...others } = counts;
    expect(code).toBe(0);
    expect(answered).toBe(servedCalls(stdout));
    expect(others).toEqual({});
  });

  it('tells load balancers first: readiness is 503 while calls are finished', async () => {
    const env = serverEnvironment({ DATABASE_URL: database.url, PATCHBAY_DIAL: sandbox.dial });
    const server = await startServer(env);
    const api = await openServer(server.url, env);
    const { hostname, port } = new URL(server.url);
    // A connection whose request is not yet whole when the signal comes is still served.
    const socket = connect(Number(port), hostname);
    await new Promise(resolve => socket.once('connect', resolve));
    const request = get(api, '/readyz');
    socket.write(request.slice(0, 40));
    await sleep(readMs);
    server.process.kill('SIGTERM');
    await server.says('stopping');
    const answer = new Promise<string>(resolve => socket.once('data', chunk => resolve(chunk.toString('latin1'))));
    socket.write(request.slice(40));
    expect((await answer).slice(9, 12)).toBe('503');
    expect((await server.finished).code).toBe(0);
  });

  it('cuts what hangs after the drain time, and still ends with 0', async () => {
    const env = serverEnvironment({ DATABASE_URL: database.url, PATCHBAY_DRAIN_SECONDS: '1' });
    const server = await startServer(env);
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname, () => socket.write('GET /readyz HTTP/1.1\r\nhost: pat'));
    socket.on('error', () => undefined);
    await sleep(readMs);
    server.process.kill('SIGTERM');
    const { code, stdout } = await server.finished;
    expect(code).toBe(0);
    expect(stdout).toContain('calls still under way after the drain time are cut');
  });

  it('ends at once on a second signal, but takes two in the same moment for one', async () => {
    const server = await startServer(serverEnvironment({ DATABASE_URL: database.url }));
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname, () => socket.write('GET /readyz HTTP/1.1\r\nhost: pat'));
    socket.on('error', () => undefined);
    await sleep(readMs);
    server.process.kill('SIGTERM');
    server.process.kill('SIGINT');
    await server.says('stopping');
    await sleep(700);
    expect(server.process.exitCode).toBeNull();
    server.process.kill('SIGINT');
    expect((await server.finished).code).toBe(1);
  });
});
