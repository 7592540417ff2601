import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/http/app.ts';
import { createDrain } from '../../src/http/drain.ts';
import { ndjsonLines } from '../../src/http/ndjson-lines.ts';
import { systemClock } from '../../src/start/clock.ts';
import { silentLog } from '../support/log.ts';
import { openSandboxEngine, type SandboxEngine } from '../support/sandbox-engine.ts';
import { createTestStore, type TestStore } from '../support/store.ts';

/** Pages of the provider's list of members, of 100 records of four kilobytes each: more than sockets hold. */
const pagesInAll = 80;

let provider: Server;
let house: SandboxEngine;
let testStore: TestStore;
let app: FastifyInstance;
let port: number;
let request: string;

/** Requests for pages that the provider got, and answers to them that it could not finish. */
const counts = { asked: 0, aborted: 0 };
/** A page that is never answered. */
let silentPage = Infinity;
let heard: () => void = () => undefined;

function answer(message: IncomingMessage, response: ServerResponse): void {
  const url = new URL(message.url ?? '/', 'https://slack.com');
  const send = (body: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  if (url.pathname !== '/api/users.list') {
    send({ ok: true, team_id: 'T1', team: 'Acme', user_id: 'U1' });
    return;
  }
  const page = Number(url.searchParams.get('cursor') ?? 0);
  counts.asked++;
  response.on('close', () => {
    if (response.writableFinished) return;
    counts.aborted++;
    heard();
  });
  if (page === silentPage) {
    heard();
    return;
  }
  const members = Array.from({ length: 100 }, (_, index) => ({
    id: `U${page * 100 + index}`,
    team_id: 'T1',
    name: 'n',
    profile: { real_name: 'x'.repeat(4000) },
  }));
  send({ ok: true, members, response_metadata: { next_cursor: page + 1 < pagesInAll ? String(page + 1) : '' } });
}

beforeAll(async () => {
  provider = createServer(answer).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const address = provider.address();
  house = await openSandboxEngine({
    integration: 'slack',
    dial: `slack.com=127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    credentials: { bot: { access_token: 'xoxb-1' } },
  });
  testStore = await createTestStore();
  const { store, environment } = testStore;
  const { secret } = await store.keys.create(environment.id, { name: 'test', scopes: ['read'] });
  const account = await store.accounts.create(environment.id, {
    integration: 'slack',
    auth: 'bot_token',
    credentials: { bot: { properties: { access_token: 'xoxb-1' } } },
  });
  const link = { open: () => Promise.reject(new Error('not linked here')) };
  const drain = createDrain();
  app = buildApp({ engine: house.engine, store, link, clock: systemClock, log: silentLog, drain });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const own = app.server.address();
  port = typeof own === 'object' && own !== null ? own.port : 0;
  request = `GET /unified/instant-messaging/members?integrated_account_id=${account.id} HTTP/1.1\r\nhost: a\r\naccept: application/x-ndjson\r\nauthorization: Bearer ${secret}\r\nconnection: close\r\n\r\n`;
});
afterAll(async () => {
  await app.close();
  await house.close();
  provider.closeAllConnections();
  provider.close();
  await testStore.end();
});
beforeEach(() => {
  counts.asked = 0;
  counts.aborted = 0;
  silentPage = Infinity;
});

async function openCall(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(request);
  return socket;
}

/** Resolves with the next thing the provider notices. */
const nextNotice = (): Promise<void> =>
  new Promise(resolve => {
    heard = resolve;
  });

/** Until a response could not be written on for so many turns of the event loop. */
async function untilStuck(response: ServerResponse): Promise<void> {
  for (let turns = 0; turns < 500; turns = response.writableNeedDrain ? turns + 1 : 0) await nextTurn();
}

describe('a stream of JSON lines over a provider', () => {
  it('reads every page once for a reader that takes them all', async () => {
    const socket = await openCall();
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    const lines = text.split('\n').filter(line => line.startsWith('{'));
    expect({ lines: lines.length, asked: counts.asked, last: lines.at(-1) }).toEqual({
      lines: pagesInAll * 100 + 1,
      asked: pagesInAll,
      last: `{"@end":{"records":${pagesInAll * 100},"next_cursor":null}}`,
    });
  });

  it('is one page ahead of its reader and no more', async () => {
    const { engine, account } = house;
    const call = { account, model: 'instant-messaging', resource: 'members', method: 'list' };
    const more = { query: {}, limit: Infinity, expand: [], include: [], requestId: 'r', deadlineMs: 0 };
    const lines = ndjsonLines(
      {
        pages: engine.stream({ ...call, ...more }, { pageTimeoutMs: 10_000 }),
        from: null,
        describe: error => ({ error: String(error) }),
        leaving: new AbortController().signal,
      },
      { records: 0, warnings: 0 },
    );
    silentPage = 1;
    const asksAhead = nextNotice();
    await lines.next();
    await asksAhead;
    expect(counts.asked).toBe(2);
    await lines.return();
  });

  it('leaves the provider alone while its reader does not read, and goes on when it does', async () => {
    const answering = once(app.server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
    const socket = await openCall();
    socket.pause();
    const [, response] = await answering;
    await untilStuck(response);
    const whileStuck = counts.asked;
    await untilStuck(response);
    expect({ more: counts.asked - whileStuck, isWhole: counts.asked === pagesInAll }).toEqual({
      more: 0,
      isWhole: false,
    });
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect({ asked: counts.asked, last: text.split('\n').findLast(line => line.startsWith('{')) }).toEqual({
      asked: pagesInAll,
      last: `{"@end":{"records":${pagesInAll * 100},"next_cursor":null}}`,
    });
  });

  it('takes back the call under way when its reader goes away', async () => {
    silentPage = 3;
    const asked = nextNotice();
    const socket = await openCall();
    socket.resume();
    await asked;
    const gone = nextNotice();
    socket.destroy();
    await gone;
    expect(counts).toEqual({ asked: 4, aborted: 1 });
  });
});
