import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../src/engine/definitions/load.ts';
import { grownFiles } from '../engine/definitions/support/grown.ts';
import { filesWith } from '../engine/definitions/support/small.ts';
import { createScene } from './scene.ts';
import type { Scene } from './scene.ts';

/** What the grown integration needs to be linked by a person, and by a service account whose scopes are known. */
const files = filesWith(grownFiles, 'integrations/grown/integration.yaml', [
  [
    'credential: [user, app]',
    `  robot:
    style: jwt_bearer
    token_url: https://people.example.com/token
    fields: { key: { label: Key, secret: true } }
    key: key
    claims: { iss: '"us"' }
    scopes: [read.all]
    makes: app
credential: [user, app]`,
  ],
]);
files.set(
  'integrations/grown/native/rooms.yaml',
  (files.get('integrations/grown/native/rooms.yaml') ?? '').replace(
    'houses: { get: /houses, ',
    'houses: { get: /houses, credential: [user], ',
  ),
);

let scene: Scene;
let person: string;
let robot: string;
beforeAll(async () => {
  scene = await createScene();
  const catalogue = loadFromFiles(files);
  expect(catalogue.problems).toEqual([]);
  scene.engine.catalogue = () => catalogue;
  const link = async (auth: string, credential: string): Promise<string> => {
    const credentials = { [credential]: { properties: { access_token: 'secret' } } };
    return (await scene.store.accounts.create(scene.environmentId, { integration: 'grown', auth, credentials })).id;
  };
  person = await link('agreed', 'user');
  robot = await link('robot', 'app');
});
afterAll(() => scene.end());

interface Cells {
  readonly result: readonly Readonly<Record<string, unknown>>[];
  readonly account?: unknown;
}

const cellsOf = async (url: string): Promise<Cells> => (await scene.call({ url })).body as Cells;

const one = ({ result }: Cells, resource: string, method: string): unknown =>
  result.find(cell => cell['resource'] === resource && cell['method'] === method);

describe('GET /capabilities', () => {
  it('lists every method of every resource of every integration', async () => {
    const answer = await cellsOf('/capabilities');
    expect(answer.result.map(({ resource, method, state }) => `${resource} ${method} ${state}`)).toEqual([
      'files list partial',
      'files get full',
      'files update full',
      'notes list full',
      'notes get full',
      'notes create full',
      'rooms list full',
      'rooms get full',
    ]);
    expect(await cellsOf('/capabilities?integration=grown')).toEqual(answer);
  });

  it('narrows to what the credentials of an account can call, and says why', async () => {
    const answer = await cellsOf(`/capabilities?integrated_account_id=${robot}`);
    expect(answer.account).toEqual({
      id: robot,
      integration: 'grown',
      status: 'active',
      auth: 'robot',
      credentials: ['app'],
      known_scopes: { app: ['read.all'] },
    });
    const reason = 'The endpoint rooms.houses needs a user credential; this account holds app.';
    expect(one(answer, 'rooms', 'list')).toMatchObject({
      state: 'unsupported',
      reason,
      narrowed: [reason],
      fields: [],
      scopes: [],
    });
  });

  it('narrows ways that lead through another resource, and by scopes where they are known', async () => {
    const answer = await cellsOf(`/capabilities?integrated_account_id=${robot}`);
    expect(one(answer, 'notes', 'list')).toMatchObject({
      state: 'partial',
      reason: 'everywhere: the endpoint rooms.houses needs a user credential; this account holds app.',
      filters: ['created_at[gt]', 'room[id]'],
    });
    // A booth is read with the scope `read`, which this service account does not ask for.
    expect(one(answer, 'rooms', 'get')).toMatchObject({
      state: 'partial',
      reason: 'booth: the endpoint rooms.info needs the scope read, which the app credential does not have.',
    });
  });

  it('leaves everything to an account that holds what it takes', async () => {
    const answer = await cellsOf(`/capabilities?integrated_account_id=${person}`);
    expect(one(answer, 'rooms', 'list')).toMatchObject({
      state: 'full',
      scopes: [{ credential: 'user', all: [['a', 'b'], ['read']] }],
    });
    expect(answer.result.some(cell => 'narrowed' in cell)).toBe(false);
  });

  it.each([
    ['an integration that is not there', '/capabilities?integration=growm', 404, 'INTEGRATION_NOT_FOUND'],
    ['an account that is not there', '/capabilities?integrated_account_id=acc_none', 404, 'ACCOUNT_NOT_FOUND'],
    ['a parameter it does not know', '/capabilities?model=talk', 400, 'REQUEST_INVALID'],
    ['brackets', '/capabilities?integration[name]=grown', 400, 'REQUEST_INVALID'],
  ])('refuses %s', async (_, url, status, code) => {
    expect(await scene.call({ url })).toMatchObject({ status, body: { code } });
  });
});

describe('GET /unified/{model}/{resource}/meta/{method}', () => {
  it('tells schema, filters, ways, expansions, order, paging and scopes of a method', async () => {
    const { body } = await scene.call({ url: '/unified/talk/notes/meta/list?integration=grown' });
    const scopes = [
      { credential: 'user', all: [['a', 'b'], ['read']] },
      { credential: 'app', all: [['read.all']] },
    ];
    const none = [
      { credential: 'user', all: [] },
      { credential: 'app', all: [] },
    ];
    expect(body).toEqual({
      integration: 'grown',
      model: 'talk',
      resource: 'notes',
      method: 'list',
      state: 'full',
      description: 'Notes.',
      fields: ['id', 'text', 'room', 'tags'],
      missing: {},
      scopes,
      schema: {
        title: 'notes',
        type: 'object',
        additionalProperties: false,
        properties: {
          id: { description: 'Id.', type: 'string', examples: ['r1~n1'] },
          text: {
            description: 'What is said.',
            type: 'object',
            additionalProperties: false,
            properties: {
              format: {
                description: 'How to read it.',
                type: 'string',
                enum: ['markdown', 'html'],
                examples: ['markdown'],
              },
              content: { description: 'The words.', type: 'string', examples: ['Hello'] },
            },
            required: ['format', 'content'],
          },
          room: {
            description: 'Where.',
            type: 'object',
            additionalProperties: false,
            properties: { id: { description: 'Id.', type: 'string', examples: ['r1'] } },
            required: ['id'],
          },
          tags: { description: 'Tags.', type: 'array', items: { type: 'string' } },
        },
        required: ['id'],
      },
      filters: [
        { name: 'room[id]', type: 'id', description: 'Notes of this room.', resource: 'rooms' },
        { name: 'created_at[gt]', type: 'date-time', description: 'When it was written: later than this.' },
      ],
      required: [],
      ways: [
        {
          id: 'booth',
          requires: ['room[id]'],
          accepts: [],
          filters: ['created_at[gt]', 'room[id]'],
          order: { field: 'created_at', direction: 'desc' },
          scopes: none,
        },
        { id: 'hall', requires: ['room[id]'], accepts: [], filters: ['room[id]'], scopes: none },
        { id: 'everywhere', requires: [], accepts: [], filters: ['created_at[gt]'], scopes },
      ],
      expand: [{ name: 'author', fields: ['tags'], always: false, scopes: none }],
      include: ['remote_data'],
      order: 'Newest first.',
      paging: { limit: { default: 50, max: 1000 }, cursor: 'next_cursor', backwards: false },
    });
  });

  it('tells the part of a body that is written', async () => {
    const { body } = await scene.call({ url: '/unified/talk/notes/meta/create?integration=grown' });
    expect(body).toMatchObject({
      required: ['room.id'],
      body: {
        type: 'object',
        properties: {
          text: { properties: { content: { type: 'string' } } },
          room: { properties: { id: { type: 'string' } } },
          remote_data: { type: 'object' },
        },
        required: ['text', 'room'],
      },
    });
  });

  it('narrows to an account', async () => {
    const { body } = await scene.call({ url: `/unified/talk/rooms/meta/get?integrated_account_id=${robot}` });
    expect(body).toMatchObject({
      state: 'partial',
      ways: [{ id: 'hall', scopes: [{ credential: 'app', all: [['read.all']] }] }],
      narrowed: ['booth: the endpoint rooms.info needs the scope read, which the app credential does not have.'],
    });
  });

  it.each([
    ['neither account nor integration', '/unified/talk/rooms/meta/get', 400, 'REQUEST_INVALID'],
    ['another model', '/unified/tlak/rooms/meta/get?integration=grown', 404, 'MODEL_NOT_FOUND'],
    ['another resource', '/unified/talk/room/meta/get?integration=grown', 404, 'MODEL_NOT_FOUND'],
    ['another method', '/unified/talk/rooms/meta/burn?integration=grown', 404, 'MODEL_NOT_FOUND'],
    ['a parameter it does not know', '/unified/talk/rooms/meta/get?limit=1', 400, 'REQUEST_INVALID'],
  ])('refuses %s', async (_, url, status, code) => {
    expect(await scene.call({ url })).toMatchObject({ status, body: { code } });
  });
});

describe('GET /unified/meta/{model}/{integration}', () => {
  it('tells of every method of the model what one route tells of each', async () => {
    const all = (await scene.call({ url: '/unified/meta/talk/grown' })).body as Cells;
    const list = (await scene.call({ url: '/unified/talk/notes/meta/list?integration=grown' })).body;
    expect(all).toMatchObject({ result_count: 8, next_cursor: null });
    expect(one(all, 'notes', 'list')).toEqual(list);
  });

  it('refuses an integration that is not there', async () => {
    expect(await scene.call({ url: '/unified/meta/talk/growm' })).toMatchObject({
      status: 404,
      body: { code: 'INTEGRATION_NOT_FOUND' },
    });
  });
});

describe('GET /integrations/{name}', () => {
  it('tells one as the list does, with the endpoints that /proxy reaches', async () => {
    const { body } = await scene.call({ url: '/integrations/grown' });
    const { result } = (await scene.call({ url: '/integrations' })).body as Cells;
    const { endpoints, ...rest } = body as { endpoints: readonly { path: string }[] };
    expect(rest).toEqual(result[0]);
    expect(endpoints.find(({ path }) => path === '/proxy/notes/list')).toEqual({
      path: '/proxy/notes/list',
      method: 'GET',
      parameters: [{ name: 'room', required: true }],
    });
  });
});
