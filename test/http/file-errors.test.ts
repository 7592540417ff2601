import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';
import { paperFiles } from '../support/desk-papers.ts';

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk({ files: paperFiles });
});
afterAll(() => desk.end());

it('an error in place of a file that never ends is waited for no longer than the call', async () => {
  const account = await desk.store.accounts.get(desk.environmentId, desk.accountId);
  if (account === undefined) throw new Error('The account is gone.');
  desk.answerBy(request =>
    request.includes('/bytes')
      ? { status: '404 Not Found', body: '{"ok":false', owed: 10 }
      : { body: { paper: { id: 'p1', title: 'plan.txt' } } },
  );
  const call = { account, model: 'talk', resource: 'papers', method: 'open', id: 'p1', requestId: 'req_1' };
  const asked = { query: {}, limit: 1, expand: [], include: [], deadlineMs: performance.now() + 500 };
  await expect(desk.engine.openFile({ ...call, ...asked }, {})).rejects.toMatchObject({
    code: 'PROVIDER_TIMEOUT',
    message: 'Desk began an error in place of the file, and did not end it in the time of this call.',
  });
}, 60_000);
