import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk();
  await desk.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => desk.end());

it('callers who leave are told of in the log as such, and not as internal errors', async () => {
  desk.answerBy(() => 'hang');
  const { port } = desk.app.server.address() as AddressInfo;
  const path = `/unified/talk/rooms?integrated_account_id=${desk.accountId}`;
  const callers = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${desk.key}\r\n\r\n`);
      return socket;
    }),
  );
  // Eight of one account's calls are under way, the others wait.
  while (desk.sent.length < 8) await sleep(5);
  for (const socket of callers) socket.destroy();
  const ended = () => desk.logged.filter(({ message }) => message === 'request');
  await vi.waitUntil(() => ended().length === callers.length, { timeout: 20_000 });
  const others = desk.logged.filter(({ message }) => message !== 'request');
  const codes = new Set(ended().map(({ fields }) => fields['code'] ?? 'none'));
  expect({ others, isInternal: codes.has('INTERNAL') }).toEqual({ others: [], isInternal: false });
  expect(ended().filter(({ fields }) => fields['status'] === null).length).toBeGreaterThanOrEqual(8);
});
