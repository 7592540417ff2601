import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../../src/engine/call.ts';
import { createDryRun } from '../../../src/engine/watching/dry-run.ts';
import { deskToken, openDesk, type DeskHouse } from '../../support/desk-house.ts';
import { paperFiles } from '../../support/desk-papers.ts';
import { appWith } from '../../support/credentials.ts';
import { recordingLog } from '../../support/log.ts';
import { noRates } from '../../support/no-rates.ts';

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk({ files: paperFiles });
});
afterAll(() => desk.end());
beforeEach(() => desk.reset());

const call = async (more: Pick<Call, 'resource' | 'method'> & Partial<Call>): Promise<Call> => {
  const account = await desk.store.accounts.get(desk.environmentId, desk.accountId);
  if (account === undefined) throw new Error('The account is gone.');
  return {
    account,
    model: 'talk',
    query: {},
    limit: 10,
    expand: [],
    include: [],
    requestId: 'req_1',
    deadlineMs: performance.now() + 5_000,
    isDryRun: true,
    ...more,
  };
};

const dryRun = (secrets: readonly string[]) => {
  const integration = desk.engine.catalogue().integrations.get('desk');
  if (integration === undefined) throw new Error('The definition is not loaded.');
  const { dispatcher } = desk;
  const clock = { nowMs: Date.now, monotonicMs: () => performance.now(), sleep: () => Promise.resolve() };
  const credentials = {
    read: () => Promise.resolve({ access_token: deskToken }),
    renew: () => Promise.resolve(undefined),
    refused: () => Promise.resolve(),
  };
  const given = { dispatcher, credentials, apps: appWith({}), limiter: noRates, clock, log: recordingLog() };
  const random = { cursorSecret: new Uint8Array(32), randomBytes: (size: number) => new Uint8Array(size) };
  return createDryRun(integration, { ...given, ...random }, secrets);
};

describe('a dry run', () => {
  it('of a file sends nothing and is refused', async () => {
    const opened = desk.engine.openFile(await call({ resource: 'papers', method: 'open', id: 'p1' }), {});
    await expect(opened).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      message: 'dry_run has no meaning for a file: nothing was sent.',
    });
    expect(desk.sent).toEqual([]);
  });

  it('of a stream sends nothing and is refused', async () => {
    const pages = desk.engine.stream(await call({ resource: 'rooms', method: 'list' }), { pageTimeoutMs: 1_000 });
    await expect(pages.next()).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      message: 'dry_run has no meaning for a stream: nothing was sent.',
    });
    expect(desk.sent).toEqual([]);
  });

  it('shows no secret of a JSON body, whatever it is a part of there', async () => {
    const dry = dryRun(['123456', 'a"b']);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ team: 123456, 'key a"b': ['a"b', 1234567, 7, null, true] });
    const url = new URL('https://api.desk.example/v2/a');
    await Promise.allSettled([dry.ports.dispatcher.send({ method: 'POST', url, headers, body, hosts: [] })]);
    expect(dry.requests.map(request => request.body)).toEqual([
      { team: '[redacted]', 'key [redacted]': ['[redacted]', '[redacted]', 7, null, true] },
    ]);
  });

  it('has no way out: what would be sent, or asked for as a stream, is described instead', async () => {
    const dry = dryRun([]);
    const request = { method: 'GET', headers: { authorization: `Bearer ${deskToken}` }, hosts: ['api.desk.example'] };
    const send = dry.ports.dispatcher.send({ ...request, url: new URL('https://api.desk.example/v2/a') });
    const stream = dry.ports.dispatcher.stream({ ...request, url: new URL('https://api.desk.example/v2/b') });
    const ends = await Promise.allSettled([send, stream]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(dry.requests).toEqual([
      { method: 'GET', url: 'https://api.desk.example/v2/a', headers: { authorization: '[redacted]' } },
      { method: 'GET', url: 'https://api.desk.example/v2/b', headers: { authorization: '[redacted]' } },
    ]);
    expect(desk.sent).toEqual([]);
  });
});

describe('dry_run over HTTP', () => {
  it.each([
    ['a file', '/unified/talk/papers/p1/open?dry_run=true', 'application/json'],
    ['a stream', '/unified/talk/rooms?dry_run=true', 'application/x-ndjson'],
  ])('of %s answers 400 and sends nothing', async (_, url, accept) => {
    const { status, body } = await desk.call({
      method: 'GET',
      url: `${url}&integrated_account_id=${desk.accountId}`,
      headers: { accept },
    });
    expect([status, body]).toMatchObject([400, { code: 'REQUEST_INVALID' }]);
    expect(desk.sent).toEqual([]);
  });
});
