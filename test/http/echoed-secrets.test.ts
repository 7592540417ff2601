import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deskToken, openDesk, type DeskHouse } from '../support/desk-house.ts';

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());
beforeEach(() => desk.reset());

describe('a provider that answers with the credential it was called with', () => {
  it.each([
    ['a read', 'GET', 'rooms?', '400 Bad Request'],
    ['a read that is refused', 'GET', 'rooms?', '401 Unauthorized'],
    ['a write that may have happened', 'DELETE', 'notes/r1~n1?', '500 Internal Server Error'],
  ] as const)('does not have it told to the caller: %s', async (_, method, path, status) => {
    const detail = `The token ${deskToken} (${encodeURIComponent(deskToken)}) may not do this`;
    desk.answers({ status, body: { ok: false, error: `no_${deskToken}`, detail } });
    const { body } = await desk.call({
      method,
      url: `/unified/talk/${path}integrated_account_id=${desk.accountId}`,
    });
    expect(body).toMatchObject({
      provider: { code: 'no_[redacted]', message: 'The token [redacted] ([redacted]) may not do this' },
    });
    expect(JSON.stringify([body, desk.logged])).not.toContain(deskToken);
  });
});
