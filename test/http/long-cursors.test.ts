import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());

it('a cursor that is given out is taken back, also where the provider has a long one', async () => {
  const mark = 'c'.repeat(4_500);
  desk.answerBy(request =>
    request.includes(mark)
      ? { body: { rooms: [{ id: 'r3', title: 'Attic' }] } }
      : { body: { rooms: [{ id: 'r1' }, { id: 'r2' }], next: mark } },
  );
  const list = async (cursor: string) => {
    const url = `/unified/talk/rooms?limit=2&integrated_account_id=${desk.accountId}${cursor}`;
    const { status, body } = await desk.call({ method: 'GET', url });
    return { status, body: body as { result?: unknown; next_cursor?: string } };
  };
  const first = await list('');
  const second = await list(`&next_cursor=${first.body.next_cursor ?? ''}`);
  expect([second.status, second.body.result]).toEqual([200, [{ id: 'r3', name: 'Attic' }]]);
});
