import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissions, type Permission } from '../../../sandbox/graph/api/permissions.ts';
import { endpoints } from '../../../sandbox/graph/endpoints/table.ts';
import { dial, graphClient } from './graph-client.ts';
import { startScene, type Scene } from './scene.ts';

const shared = ['msteams', 'microsoft'].map(folder =>
  join(import.meta.dirname, '../../../../shared/providers', folder, 'permissions.json'),
);
const isPresent = shared.every(file => existsSync(file));
if (!isPresent) console.log('The permission reference is absent: the table of scopes is not compared with it.');

let scene: Scene;
let narrow: Client;

beforeAll(async () => {
  scene = await startScene();
  narrow = graphClient(scene.sandbox.address, scene.sandbox.tokens.special.narrow);
});
afterAll(() => scene.sandbox.close());

describe('the table of scopes', () => {
  it.skipIf(!isPresent)('says what Graph’s permission reference says', () => {
    const [teams = {}, directory = {}] = shared.map(
      file => JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string[]>>,
    );
    const reference = { ...directory, ...teams };
    const list = (scopes: string[] | undefined): string =>
      [...new Set((scopes ?? []).map(scope => scope.replace('*', '')))].join(' ');
    const ours = Object.entries(permissions as Record<string, Permission>).map(
      ([key, { delegated = '', application = '' }]) => ({ key, delegated, application }),
    );
    expect(ours).toEqual(
      ours.map(({ key }) => ({
        key,
        delegated: list(reference[key]?.DelegatedWork),
        application: list(reference[key]?.Application),
      })),
    );
  });

  it('holds nothing that no endpoint uses', () => {
    expect([...new Set(endpoints.map(({ permission }) => permission))].sort()).toEqual(Object.keys(permissions).sort());
  });

  it('is asked under the endpoint’s own path, or under that of the same data', () => {
    const others = endpoints
      .filter(
        ({ verb, path, permission }) => permission !== `${verb} ${path.replace(/\{\w+\}/g, '{id}').toLowerCase()}`,
      )
      .map(({ path, permission }) => `${path} as ${permission}`);
    expect(others).toEqual([
      '/me/photo/$value as GET /me/photo',
      '/users/{user}/photo/$value as GET /users/{id}/photo',
      '/groups/{group}/members/microsoft.graph.user as GET /groups/{id}/members',
      '/groups/{group}/members/microsoft.graph.group as GET /groups/{id}/members',
      '/groups/{group}/transitiveMembers/microsoft.graph.user as GET /groups/{id}/transitivemembers',
      '/groups/{group}/transitiveMembers/microsoft.graph.group as GET /groups/{id}/transitivemembers',
      '/groups/{group}/owners/microsoft.graph.user as GET /groups/{id}/owners',
      '/groups/{group}/owners/microsoft.graph.group as GET /groups/{id}/owners',
      '/me/teamwork/associatedTeams as GET /users/{id}/teamwork/associatedteams',
      '/me/chats/getAllMessages as GET /users/{id}/chats/getallmessages',
    ]);
  });
});

describe('a token', () => {
  it('without the scope is refused in the words of the service', async () => {
    await expect(narrow.api('/me/joinedTeams').get()).rejects.toMatchObject({
      statusCode: 403,
      code: 'Forbidden',
      message: expect.stringMatching(
        /^Missing scope permissions on the request\. API requires one of 'Team\.ReadBasic\.All, .*'\. Scopes on the request 'User\.Read'$/,
      ) as string,
    });
    await expect(narrow.api('/groups').get()).rejects.toMatchObject({
      statusCode: 403,
      code: 'Authorization_RequestDenied',
    });
    await expect(narrow.api('/shares/u!aHR0cHM6Ly9h/driveItem').get()).rejects.toMatchObject({
      statusCode: 403,
      code: 'accessDenied',
    });
  });

  const tokens: readonly (readonly [
    title: string,
    authorization: () => string | undefined,
    message: string,
    challenge: RegExp,
  ])[] = [
    ['that is missing', () => undefined, 'Access token is empty.', /^Bearer realm=""/],
    [
      'that is no JWT',
      () => 'Bearer abc',
      'IDX14100: JWT is not well formed, there are no dots (.).',
      /^Bearer realm=""/,
    ],
    [
      'that is unknown',
      () => 'Bearer a.b.c',
      'Access token validation failure. Invalid signature.',
      /^Bearer realm=""/,
    ],
    [
      'that expired',
      () => `Bearer ${scene.sandbox.tokens.special.expired}`,
      'Lifetime validation failed, the token is expired.',
      /^Bearer realm=""/,
    ],
    [
      'that was revoked',
      () => `Bearer ${scene.sandbox.tokens.special.revoked}`,
      'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp',
      /error="insufficient_claims", claims="[A-Za-z0-9+/=]+"$/,
    ],
  ];
  it.each(tokens)('%s gets 401 and a challenge', async (_, authorization, message, challenge) => {
    const value = authorization();
    const headers = { 'client-request-id': 'mine', ...(value === undefined ? {} : { authorization: value }) };
    const {
      status,
      headers: got,
      bytes,
    } = await dial(scene.sandbox.address, 'https://graph.microsoft.com/v1.0/me', { headers });
    const requestId = got['request-id'];
    expect({
      status,
      body: JSON.parse(bytes.toString()) as unknown,
      clientRequestId: got['client-request-id'],
    }).toEqual({
      status: 401,
      body: {
        error: {
          code: 'InvalidAuthenticationToken',
          message,
          innerError: { date: '2025-12-01T09:00:00', 'request-id': requestId, 'client-request-id': 'mine' },
        },
      },
      clientRequestId: 'mine',
    });
    expect(got['www-authenticate']).toMatch(challenge);
  });
});

describe('the tokens of the seed', () => {
  it('are the same whenever the sandbox is started', async () => {
    const later = await startScene({ now: () => Date.UTC(2027, 0, 1) });
    await later.sandbox.close();
    expect(later.sandbox.tokens).toEqual(scene.sandbox.tokens);
  });
});

describe('paths', () => {
  it('that do not exist are 400, verbs that do not fit 405', async () => {
    await expect(scene.user.api('/me/nothing').get()).rejects.toMatchObject({
      statusCode: 400,
      message: "Resource not found for the segment 'nothing'.",
    });
    await expect(scene.user.api('/me/chats').post({})).rejects.toMatchObject({ statusCode: 405 });
  });

  it('may be written with keys in brackets and in any case', async () => {
    const { id } = scene.team('Engineering').record;
    const [plain, keyed] = [
      await scene.user.api(`/teams/${id}/channels`).get(),
      await scene.user.api(`/Teams('${id}')/CHANNELS`).get(),
    ] as { value: object[] }[];
    expect(keyed?.value).toEqual(plain?.value);
  });
});
