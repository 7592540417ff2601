import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { createFamilies, type Families } from './families.ts';

/** An answer of the token endpoint in place of the usual one. */
export interface ScriptedAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A provider over loopback HTTP: a token endpoint on one host, an API on another. */
export interface FakeAcme {
  /** For the dispatcher's dial map. */
  readonly dial: string;
  readonly families: Families;
  /** What the token endpoint received, oldest first. */
  readonly asked: readonly { readonly path: string; readonly form: Readonly<Record<string, string>> }[];
  /** Path and query of every call of the API, oldest first. */
  readonly paths: readonly string[];
  /** The token of every call of the API, and the error it was answered with. */
  readonly called: readonly { readonly token: string; readonly error?: string }[];
  /** What the token endpoint says from now on; undefined: what is usual. */
  answer: ((form: Readonly<Record<string, string>>) => ScriptedAnswer | Promise<ScriptedAnswer>) | undefined;
  /** Seconds; what `expires_in` says. */
  expiresIn: unknown;
  latencyMs: number;
  /** The error the API answers every call with; undefined: what is usual. */
  apiError: string | undefined;
  close(): Promise<void>;
}

/** Starts one. */
export async function startFakeAcme(): Promise<FakeAcme> {
  const asked: { path: string; form: Record<string, string> }[] = [];
  const paths: string[] = [];
  const called: { token: string; error?: string }[] = [];
  const server = createServer((message, response) => {
    const respond = async (): Promise<void> => {
      const { status, body, headers } = await serve(message);
      const isText = typeof body === 'string';
      response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
      response.end(isText ? body : JSON.stringify(body));
    };
    respond().catch(() => response.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const at = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const fake: FakeAcme = {
    dial: `api.acme.example=${at},login.acme.example=${at}`,
    families: createFamilies(),
    asked,
    called,
    paths,
    answer: undefined,
    expiresIn: 3_600,
    latencyMs: 0,
    apiError: undefined,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function serve(message: IncomingMessage): Promise<ScriptedAnswer> {
    const path = message.url ?? '/';
    if (message.headers.host === 'login.acme.example') {
      const form = Object.fromEntries(new URLSearchParams(await textOf(message)));
      asked.push({ path, form });
      await sleep(fake.latencyMs);
      return fake.answer ? fake.answer(form) : usualAnswer(fake, form);
    }
    await textOf(message);
    paths.push(path);
    const token = message.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const error = fake.apiError ?? (fake.families.isAlive(token) ? undefined : 'token_expired');
    called.push({ token, ...(error === undefined ? {} : { error }) });
    if (error !== undefined) return { status: 200, body: { ok: false, error } };
    const room = { id: 'r1', title: 'Lobby' };
    return { status: 200, body: message.method === 'POST' ? { ok: true, room } : { ok: true, rooms: [room] } };
  }

  return fake;
}

function usualAnswer({ families, expiresIn }: FakeAcme, form: Readonly<Record<string, string>>): ScriptedAnswer {
  const pair = form['grant_type'] === 'refresh_token' ? families.rotate(form['refresh_token'] ?? '') : families.begin();
  if (pair === undefined) return { status: 400, body: { error: 'invalid_grant' } };
  const { refresh_token, ...access } = pair;
  const rotated = form['grant_type'] === 'refresh_token' ? { refresh_token } : {};
  return { status: 200, body: { ...access, ...rotated, token_type: 'Bearer', expires_in: expiresIn } };
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
