import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
import { createScene, type Scene } from './scene.ts';

const { path: folder, remove } = scratchFolder();
const demoFile = join(folder, 'demo.env');

let scene: Scene;
let plain: Scene;
beforeAll(async () => {
  writeFileSync(join(folder, 'scalar.js.gz'), gzipSync('globalThis.Scalar = {};'));
  const contract = { version: '1.2.3' };
  scene = await createScene({}, { contract, reference: { folder, demoFile } });
  plain = await createScene({}, { contract, reference: { folder } });
});
afterAll(async () => {
  await scene.end();
  await plain.end();
  remove();
});

describe('/docs', () => {
  it('is a page without a script of its own that may ask nobody but this server', async () => {
    const { statusCode, headers, body } = await scene.app.inject('/docs');
    expect({
      statusCode,
      type: headers['content-type'],
      policy: String(headers['content-security-policy']).split('; '),
    }).toEqual({
      statusCode: 200,
      type: 'text/html; charset=utf-8',
      policy: [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ],
    });
    const scripts = [...body.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)];
    expect(scripts.map(([, attributes, text]) => [attributes, text])).toEqual([
      [' type="module" src="docs/start.js"', ''],
    ]);
    expect(body).not.toMatch(/https?:|\bon[a-z]+=/);
  });

  it('starts the reference without fonts, telemetry or services of others', async () => {
    const { headers, body } = await scene.app.inject('/docs/start.js');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(body).toContain('withDefaultFonts: false');
    expect(body).toContain('telemetry: false');
    expect(body).not.toMatch(/https?:/);
  });

  it('hands out the script packed to who takes it, and plain to others', async () => {
    const packed = await scene.app.inject({ url: '/docs/scalar.js', headers: { 'accept-encoding': 'gzip, br' } });
    const unpacked = await scene.app.inject('/docs/scalar.js');
    expect([packed.headers['content-encoding'], packed.rawPayload.subarray(0, 2).toString('hex')]).toEqual([
      'gzip',
      '1f8b',
    ]);
    expect([unpacked.headers['content-encoding'], unpacked.body]).toEqual([undefined, 'globalThis.Scalar = {};']);
  });
});

describe('a demo', () => {
  it('fills in its key and account as soon as they are there, for who comes from this machine', async () => {
    const ask = async (host: string): Promise<unknown> =>
      (await scene.app.inject({ url: '/docs/demo.json', headers: { host } })).json();
    const before = await ask('127.0.0.1:8080');
    writeFileSync(demoFile, 'PATCHBAY_URL=http://127.0.0.1\nPATCHBAY_KEY=pb_live_1\nACCOUNT_SLACK=acc_1\n');
    expect([before, await ask('127.0.0.1:8080'), await ask('localhost'), await ask('evil.example')]).toEqual([
      {},
      { key: 'pb_live_1', account: 'acc_1' },
      { key: 'pb_live_1', account: 'acc_1' },
      {},
    ]);
  });

  it('is the only one that fills in anything', async () => {
    const answer = await plain.app.inject({ url: '/docs/demo.json', headers: { host: '127.0.0.1' } });
    expect(answer.json()).toEqual({});
  });
});

it('/docs is not there where it is switched off', async () => {
  const closed = await createScene({}, { contract: { version: '1.2.3' } });
  const answer = await closed.app.inject('/docs');
  await closed.end();
  expect(answer.statusCode).toBe(404);
});
