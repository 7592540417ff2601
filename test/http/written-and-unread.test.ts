import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deskFiles } from '../support/desk-files.ts';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';

const notes = 'integrations/desk/unified/talk/notes.yaml';

let desk: DeskHouse;
beforeAll(async () => {
  // The room is looked up of every note that is asked for with it, and has to be found.
  desk = await openDesk({ files: { [notes]: (deskFiles[notes] ?? '').replace('optional: true, ', '') } });
});
afterAll(() => desk.end());
beforeEach(() => desk.reset());

const write = (method: 'POST' | 'PATCH', path: string, payload: object) =>
  desk.call({ method, url: `/unified/talk/${path}?expand=room&integrated_account_id=${desk.accountId}`, payload });
const note = { room: 'r1', nid: 'n1', content: 'Hi' };
const down = { status: '503 Service Unavailable', body: 'no' };

describe('a write that was done, with a lookup behind it that fails', () => {
  it.each([
    ['a create', 'POST', 'notes', { text: 'Hi', room: { id: 'r1' } }, [{ body: { note } }, down], 'create'],
    ['an update that is read again', 'PATCH', 'notes/r1~n1', { text: 'Hi' }, [{}, { body: { note } }, down], 'update'],
  ] as const)('is not answered as if it could be sent again: %s', async (_, method, path, payload, replies, name) => {
    desk.answers(...replies);
    const { status, body } = await write(method, path, payload);
    expect([status, body]).toMatchObject([
      502,
      {
        code: 'PROVIDER_OUTCOME_UNKNOWN',
        retryable: false,
        detail: `The ${name} was done (r1~n1), but its answer could not be completed: Desk answered rooms.info with: HTTP 503. Try again later. Do not send it again.`,
      },
    ]);
  });
});
