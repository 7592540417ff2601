import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { fuzzPassage, openWatchedDesk, type WatchedDesk } from './passage.ts';
import { straying } from './straying.ts';

/** More by hand: `npm run fuzz:passage -- --runs 10000`. */
const runs = Number(process.env['PASSAGE_RUNS'] ?? 2_000);
const seed = Number(process.env['PASSAGE_SEED'] ?? 7);
const reportFile = process.env['PASSAGE_REPORT'];

let watched: WatchedDesk;
beforeAll(async () => {
  watched = await openWatchedDesk();
});
afterAll(() => watched.desk.end());

describe('random paths and parameters of custom and proxy', () => {
  it(
    'never leave the declared prefix and host, and never take the credential elsewhere',
    { timeout: 60_000 + runs * 60 },
    async () => {
      const report = await fuzzPassage(watched, runs, seed);
      if (reportFile !== undefined) writeFileSync(reportFile, JSON.stringify(report, null, 2));
      const { astray, leaked, elsewhere, received, statuses } = report;
      expect({ astray, leaked, elsewhere, internal: statuses['500'] ?? 0, unanswered: statuses['0'] ?? 0 }).toEqual({
        astray: [],
        leaked: 0,
        elsewhere: [],
        internal: 0,
        unanswered: 0,
      });
      // Most are refused; those that are not prove that the others were refused for what they are.
      expect(received).toBeGreaterThan(runs / 20);
    },
  );

  it('would be seen if they did: the spy sees every other address', async () => {
    const url = new URL('https://evil.example/x');
    const { desk, elsewhere } = watched;
    await desk.dispatcher.send({ method: 'GET', url, headers: {}, hosts: ['evil.example'] }).catch(() => undefined);
    expect(elsewhere.splice(0)).toEqual(['evil.example', '93.184.215.14:443']);
  });

  it.each([
    ['GET /v1/me HTTP/1.1', 'api.desk.example', 'path read as /v1/me'],
    ['GET /v2/../me HTTP/1.1', 'api.desk.example', 'path read as /me'],
    ['GET /v2/%252e%252e/me HTTP/1.1', 'api.desk.example', 'path read as /me'],
    ['GET /v2/..;/me HTTP/1.1', 'api.desk.example', 'path read as /me'],
    ['GET /v2/%ef%bc%8e%ef%bc%8e/me HTTP/1.1', 'api.desk.example', 'path read as /me'],
    ['GET /v2/a%5c..%5c..%5cme HTTP/1.1', 'api.desk.example', 'path read as /me'],
    ['GET /v2/me HTTP/1.1', 'evil.example', 'host evil.example'],
  ])('would be seen if they did: %s to %s', (line, host, what) => {
    const request = `${line}\r\nhost: ${host}\r\nauthorization: Bearer dsk-canary-4f1d0c\r\n\r\n`;
    expect(straying(request, '').map(found => found.slice(0, what.length))).toContain(what);
  });
});
