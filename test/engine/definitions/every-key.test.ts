import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../../src/engine/definitions/checking/check.ts';
import { schemaChecker } from '../../../src/engine/definitions/checking/schemas.ts';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { rootPlace } from '../../../src/engine/definitions/reading/place.ts';
import { readDocument } from '../../../src/engine/definitions/reading/read.ts';
import { remoteDataSchema } from '../../../src/engine/models/remote-data.ts';
import { everyKeyFiles } from './support/every-key.ts';
import { outline } from './support/outline.ts';

const { integrations, models, problems } = loadFromFiles(new Map(Object.entries(everyKeyFiles)));
const every = integrations.get('every');
const usual = { rates: [], errors: [], headers: {}, credential: [], scopes: [], pagination: { style: 'none' } };

describe('keys that few providers need', () => {
  it('load without a problem', () => {
    expect(problems).toEqual([]);
    const file = 'integrations/every/cases/things.get.yaml';
    const { document } = readDocument(file, everyKeyFiles[file] ?? '');
    expect(document && checkDocument(schemaChecker(), 'case', rootPlace(document))).toEqual([]);
  });

  it('say facts, ways to link and to attach a credential, errors and retries', () => {
    const { app, settings, auth, attach, onLink, errors, retry } = every ?? {};
    expect(outline({ app, settings, auth, attach, onLink, errors, retry })).toEqual(facts);
  });

  it('say how endpoints are called and paged', () => {
    expect(outline(every?.endpoints)).toEqual(endpoints);
  });

  it('say what a model takes and gives', () => {
    const resource = models.get('every')?.resources.get('things');
    expect(resource?.filters.get('made_at.gt')).toEqual({
      type: 'date-time',
      description: 'When it was made: later than this.',
      field: ['created_at'],
      operator: 'gt',
    });
    expect(resource?.filters.get('state')?.values).toEqual(['new', 'old']);
    expect(resource?.addresses).toEqual(new Map([['picture', 'print']]));
    expect(resource?.methods.get('print')?.stream).toEqual({ fileName: 'state', contentType: 'state' });
    expect(resource?.methods.get('seal')?.body?.schema).toEqual({
      type: 'object',
      additionalProperties: false,
      properties: {
        state: { description: 'The state to seal it in.', type: 'string', enum: ['old'], examples: ['old'] },
        tags: {
          description: 'Tags.',
          type: 'array',
          items: { description: 'A tag.', type: 'string', examples: ['a'] },
        },
        by: {
          description: 'Who.',
          type: 'object',
          additionalProperties: false,
          properties: { name: { description: 'Name.', type: 'string', examples: ['Ann'] } },
        },
        remote_data: remoteDataSchema,
      },
      required: ['state'],
    });
  });
});

const facts = {
  app: { size: { type: 'integer', secret: false, default: 20, description: 'The largest page.' } },
  settings: { region: { type: 'string', secret: false, default: 'north', description: 'Where it is.' } },
  auth: {
    agreed: {
      style: 'oauth2_code',
      authorizeUrl: 'https://api.example.com/agree',
      tokenUrl: '"https://api.example.com/token"',
      scopeSeparator: ' ',
      scopeParams: { bot: 'scope' },
      credentials: { bot: { access_token: 'token', refresh_token: 'again' } },
      refresh: { token: { access_token: 'token', refresh_token: 'again' }, deadWhen: '(error = "gone")' },
    },
    signed: {
      style: 'jwt_bearer',
      tokenUrl: '"https://api.example.com/token"',
      fields: {
        secret_key: {
          label: 'Key',
          secret: true,
          required: true,
          setting: false,
          pattern: '^-----BEGIN',
          description: 'In the console.',
        },
        region: { label: 'Region', secret: false, required: false, setting: true },
      },
      key: 'secret_key',
      header: { kid: '($fields.region)' },
      claims: { iss: '("every")', scope: '($join($scopes, " "))' },
      lifetimeSeconds: 600,
      scopes: { bot: ['read'] },
      deadWhen: '(error = "gone")',
      makes: { given: [], otherwise: 'bot' },
    },
    own: {
      style: 'oauth2_client_credentials',
      tokenUrl: '"https://api.example.com/token"',
      fields: {
        client_id: { label: 'Id', secret: false, required: true, setting: false },
        client_secret: { label: 'Secret', secret: true, required: true, setting: false },
      },
      scope: 'read',
      deadWhen: '(error = "gone")',
      makes: 'bot',
    },
    typed: {
      style: 'fields',
      fields: {
        key: {
          label: 'Key',
          secret: true,
          required: true,
          setting: false,
          pattern: '^k',
          description: 'In the console.',
          fills: 'access_token',
        },
        region: { label: 'Region', secret: false, required: false, setting: true, fills: 'region' },
      },
      makes: 'bot',
    },
  },
  attach: {
    headers: { 'x-key': '"{{ credential.access_token }}"' },
    query: { key: '"{{ credential.access_token }}"' },
  },
  onLink: {
    steps: [
      { id: 'hello', request: { endpoint: 'things.hello', path: { name: '("me")' }, query: { deep: true } } },
      {
        id: 'greet',
        request: { endpoint: 'things.greet', headers: { 'x-lang': '("en")' }, body: { text: '($steps.hello.text)' } },
      },
    ],
    settings: {},
    externalId: ['($steps.hello.id)'],
    label: '($steps.hello.name)',
  },
  errors: [
    { when: '(ok = false)', code: '(error)', message: '(text)', kinds: [{ pattern: 'gone', kind: 'not_found' }] },
  ],
  retry: { attempts: 2, on: ['timeout'], after: '($headers.`retry-after`)' },
};

const endpoints = {
  'things.hello': {
    ...usual,
    name: 'things.hello',
    verb: 'GET',
    path: '"/hello/{{ name }}"',
    body: 'none',
    params: {
      name: { in: 'path', required: true, style: 'comma' },
      deep: { in: 'query', required: false, style: 'comma', type: 'boolean' },
    },
    idempotent: true,
  },
  'things.greet': {
    ...usual,
    name: 'things.greet',
    verb: 'POST',
    path: '"/greet"',
    body: 'form',
    params: {
      'x-lang': { in: 'header', required: false, style: 'comma' },
      text: { in: 'body', required: false, style: 'comma', description: 'The words.' },
    },
    idempotent: false,
  },
  'things.list': {
    ...usual,
    name: 'things.list',
    verb: 'GET',
    path: '"/things"',
    body: 'none',
    params: {
      'x-lang': { in: 'header', required: false, style: 'comma', default: 'en' },
      region: { in: 'query', required: false, style: 'comma', from: '($account.region)' },
      box: { in: 'query', required: false, style: 'comma' },
    },
    items: '(things)',
    pagination: {
      style: 'page',
      send: 'page',
      limit: { send: 'size', default: 10, max: '($app.size)' },
      first: 0,
      last: '(pages)',
    },
    errors: [{ code: '(error)', kinds: [{ pattern: 'closed', kind: 'forbidden' }] }],
    headers: { 'x-region': '"{{ account.region }}"' },
    credential: ['bot'],
    timeoutMs: 5000,
    rates: [{ name: 'north', max: 9, per: '1d', perMs: 86_400_000, by: ['($account.region)'] }],
    idempotent: true,
    description: 'Things.',
    docs: 'https://docs.example.com/things',
  },
  'things.boxes': {
    ...usual,
    name: 'things.boxes',
    verb: 'PUT',
    path: '"/boxes/{{ kind }}"',
    body: 'json',
    params: {
      kind: { in: 'path', required: true, style: 'comma' },
      'x-lang': { in: 'header', required: false, style: 'comma' },
      deep: { in: 'body', required: false, style: 'comma' },
      filter: { in: 'body', required: false, style: 'comma' },
    },
    items: '(boxes)',
    rates: [
      { name: 'few', max: '($app.size)', per: '1m', perMs: 60_000, by: [] },
      { name: 'box', max: 1, per: '500ms', perMs: 500, by: ['($account.region)', '($kind)', '($endpoint)'] },
    ],
    idempotent: true,
  },
  'things.info': {
    ...usual,
    name: 'things.info',
    verb: 'GET',
    path: '"/things/{{ thing }}"',
    body: 'none',
    params: {
      thing: { in: 'path', required: true, style: 'comma' },
      'x-lang': { in: 'header', required: false, style: 'comma' },
    },
    idempotent: true,
  },
  'things.names': {
    ...usual,
    name: 'things.names',
    verb: 'POST',
    path: '"/names"',
    body: 'json',
    params: {
      'x-lang': { in: 'header', required: false, style: 'comma' },
      of: { in: 'body', required: false, style: 'comma' },
    },
    item: '(name)',
    idempotent: false,
  },
  'things.remove': {
    ...usual,
    name: 'things.remove',
    verb: 'DELETE',
    path: '"/things/{{ thing }}"',
    body: 'none',
    params: { thing: { in: 'path', required: true, style: 'comma' } },
    idempotent: false,
  },
  'things.seal': {
    ...usual,
    name: 'things.seal',
    verb: 'POST',
    path: '"/things/{{ thing }}/seal"',
    body: 'json',
    params: {
      thing: { in: 'path', required: true, style: 'comma' },
      state: { in: 'body', required: false, style: 'comma' },
    },
    idempotent: false,
  },
  'things.scan': {
    ...usual,
    name: 'things.scan',
    verb: 'GET',
    path: '"given"',
    file: { address: 'given' },
    body: 'none',
    params: {},
    idempotent: true,
  },
  'things.search': {
    ...usual,
    name: 'things.search',
    verb: 'POST',
    path: '"/search"',
    body: 'json',
    params: {
      'x-lang': { in: 'header', required: false, style: 'comma' },
      words: { in: 'body', required: false, style: 'comma' },
    },
    items: '(found)',
    pagination: { style: 'cursor', send: 'from', read: '(next)' },
    idempotent: false,
  },
};
