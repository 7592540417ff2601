import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deskToken, openDesk, type DeskHouse, type DeskReply } from '../support/desk-house.ts';
import { paperFiles } from '../support/desk-papers.ts';

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk({ files: paperFiles });
});
afterAll(() => desk.end());
beforeEach(() => desk.reset());

/** Where a request went, and whether the credential went along: `api.desk.example/v2/papers/p1 with the token`. */
const trip = (request: string): string => {
  const [, path = ''] = /^GET (\S+)/.exec(request) ?? [];
  const [, host = ''] = /^host: (\S+)/im.exec(request) ?? [];
  return `${host}${path}${request.includes(deskToken) ? ' with the token' : ''}`;
};

const to = (location: string): DeskReply => ({ status: '302 Found', headers: [`location: ${location}`], body: '' });
const bytes: DeskReply = { headers: ['content-type: text/plain'], body: 'Hello' };

/** Asks for the file's bytes, which are answered in turn. @param link the address that the provider names for it */
const open = async (answers: readonly DeskReply[], link?: string) => {
  desk.answers(
    { body: { paper: { id: 'p1', title: 'plan.txt', ...(link === undefined ? {} : { link }) } } },
    ...answers,
  );
  const { status, body } = await desk.call({
    method: 'GET',
    url: `/unified/talk/papers/p1/open?integrated_account_id=${desk.accountId}`,
  });
  const { code, detail } = Object(body) as { code?: string; detail?: string };
  const answered = code === undefined ? `${status} ${String(body)}` : `${status} ${code}: ${detail ?? ''}`;
  return { answered, went: desk.sent.slice(1).map(trip), credential: desk.credentialEvents };
};

describe('the redirects of a file', () => {
  it('are followed three times, with the token where it may go and without it where it may not', async () => {
    const answers = [
      to('/v2/two'),
      to('https://files.desk.example/three'),
      to('https://bytes.desk.example/four'),
      bytes,
    ];
    expect(await open(answers)).toEqual({
      answered: '200 Hello',
      went: [
        'api.desk.example/v2/papers/p1/bytes with the token',
        'api.desk.example/v2/two with the token',
        'files.desk.example/three with the token',
        'bytes.desk.example/four',
      ],
      credential: [],
    });
  });

  it('are not followed a fourth time', async () => {
    expect(await open([to('/v2/two'), to('/v2/three'), to('/v2/four'), to('/v2/five'), bytes])).toEqual({
      answered: "502 PROVIDER_MALFORMED: Desk's answer to papers.bytes redirects more than 3 times.",
      went: [
        'api.desk.example/v2/papers/p1/bytes with the token',
        'api.desk.example/v2/two with the token',
        'api.desk.example/v2/three with the token',
        'api.desk.example/v2/four with the token',
      ],
      credential: [],
    });
  });

  it('are not followed in the clear, not even to a host of the definition', async () => {
    expect(await open([to('http://api.desk.example/v2/two'), bytes])).toEqual({
      answered: '502 EGRESS_BLOCKED: Desk redirects the file to an address that is not https; it is not followed.',
      went: ['api.desk.example/v2/papers/p1/bytes with the token'],
      credential: [],
    });
  });

  it('are not followed to a host that the definition does not name', async () => {
    const { answered, went } = await open([to('https://elsewhere.example/two'), bytes]);
    expect([answered.slice(0, 18), went]).toEqual([
      '502 EGRESS_BLOCKED',
      ['api.desk.example/v2/papers/p1/bytes with the token'],
    ]);
  });

  it('are not followed to what is no URL', async () => {
    expect(await open([to('https://['), bytes])).toEqual({
      answered: "502 PROVIDER_MALFORMED: Desk's answer to papers.bytes redirects to something that is no URL.",
      went: ['api.desk.example/v2/papers/p1/bytes with the token'],
      credential: [],
    });
  });
});

describe('a 401 for a file', () => {
  const refused: DeskReply = { status: '401 Unauthorized', body: {} };

  it('from a host that gets no credential says nothing of the account', async () => {
    expect(await open([to('https://bytes.desk.example/two'), refused])).toEqual({
      answered: '403 PROVIDER_FORBIDDEN: Desk does not give the file out at the address it named for it.',
      went: ['api.desk.example/v2/papers/p1/bytes with the token', 'bytes.desk.example/two'],
      credential: [],
    });
  });

  it('from a host that got the credential, behind a redirect or not, is a refusal of it', async () => {
    const expected = '424 PROVIDER_UNAUTHORIZED: Desk answered papers.bytes with: HTTP 401. Link the account again.';
    const direct = await open([refused]);
    expect([direct.answered, direct.credential]).toEqual([expected, ['refused']]);
    desk.reset();
    const behind = await open([to('https://files.desk.example/two'), refused]);
    expect([behind.answered, behind.credential]).toEqual([expected, ['refused']]);
  });

  it('from an address that the provider names among its hosts is answered with a new token, when there is one', async () => {
    desk.canRenew = true;
    expect(await open([refused, bytes], 'https://files.desk.example/p1')).toEqual({
      answered: '200 Hello',
      went: ['files.desk.example/p1 with the token', 'files.desk.example/p1 with the token'],
      credential: ['renewed'],
    });
  });

  it('is not met at all where the provider names an address that may not have the credential', async () => {
    const { answered, went, credential } = await open([bytes], 'https://bytes.desk.example/p1');
    expect([answered.slice(0, 18), went, credential]).toEqual(['502 EGRESS_BLOCKED', [], []]);
  });
});
