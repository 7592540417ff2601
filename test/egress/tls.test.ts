import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl)
  console.log('skipped: TLS tests of the egress room, because there is no openssl to make a certificate with');

let folder = '';
let server: Server | undefined;
let port = 0;

beforeAll(async () => {
  if (!hasOpenssl) return;
  folder = mkdtempSync(join(tmpdir(), 'patchbay-tls-'));
  const options = [
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=chat.example',
  ];
  const files = [
    '-addext',
    'subjectAltName=DNS:chat.example',
    '-keyout',
    join(folder, 'key.pem'),
    '-out',
    join(folder, 'cert.pem'),
  ];
  execFileSync('openssl', ['req', ...options, ...files], { stdio: 'ignore' });
  server = createServer(
    { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')) },
    (request, response) => {
      response.end(`host: ${request.headers.host}`);
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});

afterAll(() => {
  server?.closeAllConnections();
  server?.close();
  if (folder !== '') rmSync(folder, { recursive: true });
});

async function callAs(host: string, environment: Record<string, string>): Promise<unknown> {
  const script = join(import.meta.dirname, 'tls-client.ts');
  const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, host, String(port)], {
    env: { ...inherited, ...environment },
    timeout: 120_000,
  });
  return JSON.parse(stdout);
}

describe.skipIf(!hasOpenssl)('TLS', () => {
  it('calls a host whose certificate is trusted and bears its name', async () => {
    expect(await callAs('chat.example', { NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') })).toEqual({
      status: 200,
      body: 'host: chat.example',
    });
  });

  it('refuses a certificate for another name', async () => {
    expect(await callAs('other.example', { NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') })).toEqual({
      code: 'PROVIDER_UNAVAILABLE',
      message: 'The TLS connection to other.example failed (ERR_TLS_CERT_ALTNAME_INVALID).',
      reason: 'tls',
      sent: false,
    });
  });

  it('refuses a certificate that nobody vouches for, even when the environment switches the check off', async () => {
    expect(await callAs('chat.example', { NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual({
      code: 'PROVIDER_UNAVAILABLE',
      message: 'The TLS connection to chat.example failed (DEPTH_ZERO_SELF_SIGNED_CERT).',
      reason: 'tls',
      sent: false,
    });
  });
});
