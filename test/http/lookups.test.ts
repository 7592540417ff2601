import { afterAll, beforeAll, expect, it } from 'vitest';
import { deskFiles } from '../support/desk-files.ts';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';

const notes = 'integrations/desk/unified/talk/notes.yaml';
const optionalInGet = 'path: { room: room }, optional: true, on: [get] }';
const strict = 'path: { room: $string($number(room)) }, on: [list] }';

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk({ files: { [notes]: (deskFiles[notes] ?? '').replace(optionalInGet, strict) } });
});
afterAll(() => desk.end());

it('a lookup that cannot be asked for fails the call once, and leaves no other behind that fails unheard', async () => {
  desk.answerBy(request =>
    request.includes('/notes')
      ? {
          body: {
            notes: [
              { room: '1', nid: 'n1' },
              { room: 'one', nid: 'n2' },
            ],
          },
        }
      : { status: '404 Not Found', body: {} },
  );
  const { status, body } = await desk.call({
    method: 'GET',
    url: `/unified/talk/notes?room[id]=r1&integrated_account_id=${desk.accountId}`,
  });
  expect({ status, body, asked: desk.sent.length }).toMatchObject({
    status: 404,
    body: { code: 'PROVIDER_NOT_FOUND' },
    asked: 2,
  });
});
