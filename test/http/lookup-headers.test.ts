import { afterAll, beforeAll, expect, it } from 'vitest';
import { deskFiles } from '../support/desk-files.ts';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';

const notes = 'integrations/desk/unified/talk/notes.yaml';
const native = 'integrations/desk/native/rooms.yaml';

let desk: DeskHouse;
beforeAll(async () => {
  const files = {
    [native]: (deskFiles[native] ?? '').replace(
      'info: { get: "/rooms/{{ room }}",',
      'info: { get: "/rooms/{{ room }}", params: { x-words: { in: header } },',
    ),
    [notes]: (deskFiles[notes] ?? '').replace(
      'path: { room: room }, optional: true, on: [get] }',
      'path: { room: room }, headers: { x-words: words }, on: [list] }',
    ),
  };
  desk = await openDesk({ files });
});
afterAll(() => desk.end());

it('records whose lookups differ by a header alone are not given each other', async () => {
  desk.answerBy(request => {
    if (request.includes('/notes')) {
      const note = { room: 'r1', content: 'Hi' };
      return {
        body: {
          notes: [
            { ...note, nid: 'n1', words: 'en' },
            { ...note, nid: 'n2', words: 'de' },
          ],
        },
      };
    }
    return { body: { room: { title: request.includes('x-words: en') ? 'Lobby' : 'Halle' } } };
  });
  const { body } = await desk.call({
    method: 'GET',
    url: `/unified/talk/notes?room[id]=r1&integrated_account_id=${desk.accountId}`,
  });
  expect(body).toMatchObject({ result: [{ room: { name: 'Lobby' } }, { room: { name: 'Halle' } }] });
});
