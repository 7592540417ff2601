import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { outline } from './support/outline.ts';
import { smallFiles, smallWith } from './support/small.ts';

const notes = 'integrations/demo/unified/talk/notes.yaml';

describe('loadFromFiles', () => {
  it('links a whole integration', () => {
    const { integrations, problems } = loadFromFiles(new Map(Object.entries(smallFiles)));
    expect(problems).toEqual([]);
    expect(outline(integrations)).toEqual({ demo: linked });
  });

  it('points from what is linked to where it was written', () => {
    const { integrations } = loadFromFiles(new Map(Object.entries(smallFiles)));
    const demo = integrations.get('demo');
    const mapping = demo?.resources.get('talk/notes');
    expect({
      endpoint: demo?.endpoints.get('notes.write')?.origin,
      part: mapping?.shapes.get('')?.key.parts[1]?.origin,
      variant: mapping?.methods.get('list')?.variants[1]?.origin,
    }).toEqual({
      endpoint: { file: 'integrations/demo/native/notes.yaml', line: 8, column: 3 },
      part: { file: notes, line: 3, column: 3 },
      variant: { file: notes, line: 23, column: 5 },
    });
  });

  it('reports the mistakes of all files at once and leaves out what has one', () => {
    const files = new Map(smallWith(notes, ['call: notes.list', 'call: notes.lst']));
    files.set('integrations/other/integration.yaml', 'format: 1\nname: other\nlabel: Other\n');
    files.set('integrations/third/integration.yaml', 'a: b: c\n');
    files.set('unified-models/empty/model.yaml', 'format: 1\nname: empty\nlabel: Empty\ndescription: Nothing.\n');
    files.set(
      'integrations/good/integration.yaml',
      [
        'format: 1',
        'name: good',
        'label: Good',
        'base_url: https://good.example.com',
        'hosts: [good.example.com]',
        '',
      ].join('\n'),
    );
    const { models, integrations, problems } = loadFromFiles(files);
    expect({
      models: [...models.keys()],
      integrations: [...integrations.keys()],
      problems: problems.map(({ code, file, line, column }) => `${file}:${line}:${column} ${code}`),
    }).toEqual({
      models: ['empty', 'talk'],
      integrations: ['good'],
      problems: [
        'integrations/demo/unified/talk/notes.yaml:19:11 DEFINITION_REFERENCE',
        'integrations/other/integration.yaml:1:1 DEFINITION_INVALID',
        'integrations/other/integration.yaml:1:1 DEFINITION_INVALID',
        'integrations/third/integration.yaml:1:4 DEFINITION_SYNTAX',
      ],
    });
  });

  it('says nothing of what refers to a file that has a mistake itself', () => {
    const { problems } = loadFromFiles(
      smallWith('integrations/demo/native/notes.yaml', ['items: notes', 'itms: notes']),
    );
    expect(problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
      'integrations/demo/native/notes.yaml:7 There is no key `itms` in `list`.',
    ]);
  });
});

const cursor = { style: 'cursor', send: 'cursor', read: '(next)', limit: { send: 'limit', default: 50, max: 100 } };
const optionalQuery = { in: 'query', required: false, style: 'comma' };
const requiredPath = { in: 'path', required: true, style: 'comma' };
const requiredBody = { in: 'body', required: true, style: 'comma' };
const plainEndpoint = {
  body: 'none',
  rates: [],
  errors: [],
  headers: {},
  credential: [],
  idempotent: true,
  pagination: { style: 'none' },
};
const everyRecord = { native: [], filters: [] };

const linked = {
  name: 'demo',
  label: 'Demo',
  baseUrl: '"https://api.example.com/v1"',
  hosts: ['api.example.com'],
  bareHosts: [],
  app: {},
  settings: { team: { type: 'string', secret: false } },
  auth: {
    token: {
      style: 'fields',
      fields: { key: { label: 'Key', secret: true, required: true, setting: false, fills: 'access_token' } },
      makes: 'bot',
    },
  },
  credential: ['bot'],
  attach: { headers: { authorization: '"Bearer {{ credential.access_token }}"' }, query: {} },
  onLink: {
    steps: [{ id: 'me', request: { endpoint: 'rooms.whoami' } }],
    settings: { team: '($steps.me.team)' },
    externalId: ['($steps.me.team)'],
  },
  errors: [{ when: '(ok = false)', code: '(error)', kinds: [{ pattern: '*_missing', kind: 'not_found' }] }],
  retry: { attempts: 3, on: ['rate_limited', 'unavailable', 'timeout'] },
  endpoints: {
    'rooms.whoami': {
      ...plainEndpoint,
      name: 'rooms.whoami',
      verb: 'GET',
      path: '"/me"',
      params: {},
      scopes: [{ credentials: [], all: [['read'], ['a', 'b']] }],
    },
    'rooms.list': {
      ...plainEndpoint,
      name: 'rooms.list',
      verb: 'GET',
      path: '"/rooms"',
      params: { kind: optionalQuery },
      items: '(rooms)',
      scopes: [{ credentials: [], all: [['read'], ['a', 'b']] }],
      pagination: cursor,
    },
    'rooms.info': {
      ...plainEndpoint,
      name: 'rooms.info',
      verb: 'GET',
      path: '"/rooms/{{ room }}"',
      params: { room: requiredPath },
      item: '(room)',
      scopes: [{ credentials: [], all: [['read'], ['a', 'b']] }],
    },
    'notes.list': {
      ...plainEndpoint,
      name: 'notes.list',
      verb: 'GET',
      path: '"/rooms/{{ room }}/notes"',
      params: { room: requiredPath, since: optionalQuery, tags: { ...optionalQuery, type: 'array' } },
      items: '(notes)',
      scopes: [],
      pagination: cursor,
    },
    'notes.write': {
      ...plainEndpoint,
      name: 'notes.write',
      verb: 'POST',
      path: '"/notes"',
      body: 'json',
      params: {
        room: requiredBody,
        content: requiredBody,
        labels: { in: 'body', required: false, style: 'comma', type: 'array' },
      },
      item: '(note)',
      scopes: [],
      idempotent: false,
    },
  },
  resources: {
    'talk/rooms': {
      model: 'talk',
      resource: 'rooms',
      shapes: {
        '': {
          name: '',
          key: { parts: [{ name: 'room', optional: false, expression: '(id)' }] },
          fields: [
            { name: 'name', tree: '(title)' },
            { name: 'kind', tree: '($value("kind", type))' },
            { name: 'is_member', tree: '($is(joined))' },
          ],
          lookups: {},
        },
      },
      values: { kind: { public: 'open', private: 'closed' } },
      methods: {
        list: {
          missing: {},
          variants: [
            {
              id: 'list',
              given: [],
              with: [],
              source: {
                kind: 'call',
                request: { endpoint: 'rooms.list', query: { kind: '($native("kind", $query.kind))' } },
              },
              where: everyRecord,
            },
          ],
        },
        get: {
          missing: {},
          variants: [
            {
              id: 'get',
              given: [],
              with: [],
              source: { kind: 'call', request: { endpoint: 'rooms.info' } },
              where: everyRecord,
            },
          ],
        },
      },
    },
    'talk/notes': {
      model: 'talk',
      resource: 'notes',
      shapes: {
        '': {
          name: '',
          key: {
            parts: [
              { name: 'room', optional: false, expression: '($room)' },
              { name: 'note', optional: false, expression: '(nid)' },
            ],
          },
          fields: [
            { name: 'text', tree: { format: '("markdown")', content: '(body)' } },
            { name: 'room', tree: { id: '($key("rooms", { "room": $room }))' } },
            { name: 'tags', tree: '(labels)' },
            { name: 'is_pinned', tree: '($is(pinned))' },
          ],
          lookups: {
            room: {
              name: 'room',
              request: { endpoint: 'rooms.info', path: { room: '($room)' } },
              cacheSeconds: 60,
              optional: true,
              on: ['get'],
            },
          },
        },
      },
      values: {},
      methods: {
        list: {
          missing: {},
          variants: [
            {
              id: 'room',
              given: [{ path: ['query', 'room', 'id'], resource: 'rooms', optional: false }],
              with: [['since', '($query.created_at.gt)']],
              source: { kind: 'call', request: { endpoint: 'notes.list', query: { since: '($since)' } } },
              where: { native: ['($not($is(hidden)) or $query.include.deleted)'], filters: ['created_at'] },
              order: { field: 'created_at', direction: 'desc' },
            },
            {
              id: 'everywhere',
              given: [],
              with: [],
              source: { kind: 'each', of: 'rooms', as: ['query', 'room', 'id'], skip: ['forbidden'], concurrency: 4 },
              where: everyRecord,
            },
          ],
        },
        get: {
          missing: {},
          variants: [
            {
              id: 'get',
              given: [],
              with: [],
              source: { kind: 'call', request: { endpoint: 'notes.list' } },
              pick: '(nid = $note)',
              where: everyRecord,
            },
          ],
        },
        create: {
          missing: {},
          variants: [
            {
              id: 'create',
              given: [{ path: ['body', 'room', 'id'], resource: 'rooms', optional: false }],
              with: [],
              source: {
                kind: 'call',
                request: { endpoint: 'notes.write', body: { room: '($room)', content: '($body.text.content)' } },
              },
              where: everyRecord,
            },
          ],
        },
      },
    },
  },
};
