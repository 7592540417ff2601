import { afterAll, beforeAll, expect, it } from 'vitest';
import { deskFiles } from '../support/desk-files.ts';
import { deskToken, openDesk, type DeskHouse } from '../support/desk-house.ts';

const integration = 'integrations/desk/integration.yaml';

let desk: DeskHouse;
let accountId: string;
beforeAll(async () => {
  const files = {
    [integration]: (deskFiles[integration] ?? '')
      .replace('https://api.desk.example/v2', 'https://{{ account.team }}.desk.example/v2')
      .replace('hosts: [', 'hosts: ["*.desk.example", '),
  };
  desk = await openDesk({ files });
  const account = await desk.store.accounts.create(desk.environmentId, {
    integration: 'desk',
    auth: 'token',
    credentials: { bot: { properties: { access_token: deskToken } } },
    settings: { team: 'our team' },
  });
  accountId = account.id;
});
afterAll(() => desk.end());

it.each(['/unified/talk/rooms', '/proxy/rooms/list', '/custom/rooms'])(
  'an account whose settings make no address is told so by GET %s',
  async path => {
    const { status, body } = await desk.call({ method: 'GET', url: `${path}?integrated_account_id=${accountId}` });
    expect([status, body]).toMatchObject([
      400,
      {
        code: 'REQUEST_INVALID',
        detail: 'The settings of the account make no address of Desk. Link it again with others.',
      },
    ]);
  },
);
