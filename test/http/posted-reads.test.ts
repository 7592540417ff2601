import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type DeskHouse, type DeskReply } from '../support/desk-house.ts';

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk({
    files: {
      'integrations/desk/native/rooms.yaml': `endpoints:
  whoami: { post: /me }
  list: { post: /rooms, items: rooms }
  info: { post: "/rooms/{{ room }}", item: room }
`,
    },
  });
});
afterAll(() => desk.end());
beforeEach(() => desk.reset());

const broken: DeskReply = { status: '500 Internal Server Error', body: 'oops' };
const html: DeskReply = { headers: ['content-type: text/html'], body: '<h1>Welcome</h1>' };
const rooms: DeskReply = { body: { rooms: [{ id: 'r1', title: 'Lobby' }] } };

const list = async (...answers: readonly DeskReply[]): Promise<string> => {
  desk.answers(...answers);
  const url = `/unified/talk/rooms?integrated_account_id=${desk.accountId}`;
  const { status, body } = await desk.call({ method: 'GET', url });
  const { code = 'records' } = Object(body) as { code?: string };
  return `${status} ${code} x${desk.sent.length}`;
};

describe('a list that the provider serves by POST', () => {
  it('is asked for again when the provider is in trouble, as any other', async () => {
    expect(await list(broken, rooms)).toBe('200 records x2');
  });

  it('ends in no doubt: nothing was written', async () => {
    expect(await list(html)).toBe('502 PROVIDER_MALFORMED x1');
  });
});
