import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { createBudget } from '../../../src/engine/expressions/budget.ts';
import { grownFiles } from './support/grown.ts';
import { outline } from './support/outline.ts';

const { integrations, problems } = loadFromFiles(new Map(Object.entries(grownFiles)));
const grown = integrations.get('grown');
const everyRecord = { native: [], filters: [] };

function mapping(resource: string): unknown {
  const { shapes, inside, methods } = grown?.resources.get(`talk/${resource}`) ?? {};
  return outline({ shapes, ...(inside === undefined ? {} : { inside }), methods });
}

describe('an integration whose records have several forms', () => {
  it('loads without a problem', () => {
    expect(problems).toEqual([]);
  });

  it('has a way to link that makes two credentials, each with scopes of its own', () => {
    expect(outline({ auth: grown?.auth, hosts: grown?.hosts, bareHosts: grown?.bareHosts })).toEqual({
      auth: {
        agreed: {
          style: 'oauth2_code',
          authorizeUrl: 'https://people.example.com/agree',
          tokenUrl: '"https://people.example.com/token"',
          scopeSeparator: ',',
          scopeParams: { user: 'scope', app: 'app_scope' },
          credentials: { user: { access_token: 'token' }, app: { access_token: 'app.token' } },
        },
      },
      hosts: ['api.example.com', 'people.example.com'],
      bareHosts: ['*.files.example.com'],
    });
  });

  it('has its shapes over what is common to them, and a chain of sources, one of them per native parent', () => {
    expect(mapping('rooms')).toEqual(rooms);
  });

  it('has keys that are paths, references to shapes, an end of a sorted walk, and a lookup of many at once', () => {
    expect(mapping('notes')).toEqual(notes);
  });

  it('has list and get of records that lie inside others, without variants', () => {
    expect(mapping('files')).toEqual(files);
  });

  it('makes ids of the shape that is named', () => {
    const field = grown?.resources.get('talk/notes')?.shapes.get('')?.fields[1]?.tree;
    const entry = field?.kind === 'map' ? field.entries[0]?.[1] : undefined;
    const expression = entry?.kind === 'expression' ? entry.expression : undefined;
    expect(expression?.run({}, { room: 'r 1' }, createBudget({ sliceMs: 1000 }))).toBe('b~r!201');
  });
});

const rooms = {
  shapes: {
    hall: {
      name: 'hall',
      key: {
        tag: 'h',
        parts: [
          { name: 'room', optional: false, expression: '(id)' },
          { name: 'house', optional: false, expression: '($parent.id ?? $house)' },
        ],
      },
      fields: [
        { name: 'is_member', tree: true },
        { name: 'name', tree: '(title)' },
      ],
      lookups: {},
    },
    booth: {
      name: 'booth',
      key: { tag: 'b', parts: [{ name: 'room', optional: false, expression: '(id)' }] },
      fields: [{ name: 'name', tree: '(label)' }],
      lookups: {
        more: {
          name: 'more',
          request: { endpoint: 'rooms.info', path: { room: '(id)' } },
          cacheSeconds: 0,
          optional: false,
          on: [],
        },
      },
    },
  },
  methods: {
    list: {
      missing: {},
      variants: [
        {
          id: 'list',
          given: [],
          with: [],
          source: {
            kind: 'chain',
            links: [
              {
                source: {
                  kind: 'each_call',
                  parents: { endpoint: 'rooms.houses', query: { region: '("north")' } },
                  source: { kind: 'call', request: { endpoint: 'rooms.of_house', path: { house: '($parent.id)' } } },
                  skip: ['forbidden'],
                  concurrency: 2,
                },
                shape: 'hall',
                where: { native: ['($not(closed = $parent.closed))'], filters: [] },
              },
              {
                source: {
                  kind: 'call',
                  request: { endpoint: 'rooms.list', query: { filter: { kind: '($query.kind)' } } },
                },
                shape: 'booth',
                where: everyRecord,
              },
            ],
          },
          where: everyRecord,
        },
      ],
    },
    get: {
      missing: {},
      variants: [
        {
          id: 'hall',
          given: [],
          with: [],
          source: { kind: 'call', request: { endpoint: 'rooms.info_of_house' } },
          shape: 'hall',
          where: everyRecord,
        },
        {
          id: 'booth',
          given: [],
          with: [],
          source: { kind: 'call', request: { endpoint: 'rooms.info' } },
          shape: 'booth',
          where: everyRecord,
        },
      ],
    },
  },
};

const notes = {
  shapes: {
    '': {
      name: '',
      key: {
        parts: [
          { name: 'room', optional: false },
          { name: 'note', optional: false },
        ],
        pattern: {
          segments: [{ literal: 'rooms' }, { part: 'room' }, { literal: 'notes' }, { part: 'note' }],
          from: '(path)',
        },
      },
      fields: [
        { name: 'text', tree: { format: '("markdown")', content: '(body)' } },
        { name: 'room', tree: { id: '($key("rooms.booth", { "room": $room }))' } },
        { name: 'tags', tree: '($lookups.author.labels)' },
      ],
      lookups: {
        author: {
          name: 'author',
          when: '(by)',
          request: { endpoint: 'people.batch', query: { refs: '($keys)' } },
          batch: { key: '(by.ref)', max: 50, match: '(ref)' },
          cacheSeconds: 300,
          optional: true,
          on: [],
        },
      },
    },
  },
  methods: {
    list: {
      missing: {},
      variants: [
        {
          id: 'booth',
          given: [{ path: ['query', 'room', 'id'], resource: 'rooms', shape: 'booth', optional: false }],
          with: [],
          source: { kind: 'call', request: { endpoint: 'notes.list' } },
          where: everyRecord,
          until: '(at < $query.created_at.gt)',
          order: { field: 'created_at', direction: 'desc' },
        },
        {
          id: 'hall',
          given: [{ path: ['query', 'room', 'id'], resource: 'rooms', shape: 'hall', optional: false }],
          with: [],
          source: { kind: 'call', request: { endpoint: 'notes.list' } },
          where: everyRecord,
        },
        {
          id: 'everywhere',
          given: [],
          with: [],
          source: { kind: 'each', of: 'rooms', as: ['query', 'room', 'id'], skip: ['not_found'], concurrency: 4 },
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
          source: { kind: 'call', request: { endpoint: 'notes.info' } },
          where: everyRecord,
        },
      ],
    },
    create: {
      missing: {},
      variants: [
        {
          id: 'create',
          given: [{ path: ['body', 'room', 'id'], resource: 'rooms', shape: 'booth', optional: false }],
          with: [],
          source: {
            kind: 'call',
            request: {
              endpoint: 'notes.write',
              body: { room: '($room)', content: '($body.text.content)', token: '($idempotency)' },
            },
          },
          where: everyRecord,
        },
      ],
    },
  },
};

const files = {
  shapes: {
    '': {
      name: '',
      key: {
        parts: [
          { name: 'note', optional: false, expression: '($holder.unified.id ?? $note)' },
          { name: 'file', optional: false, expression: '(id)' },
        ],
      },
      fields: [
        { name: 'name', tree: '(title ?? $holder.native.title)' },
        { name: 'note', tree: { id: '($holder.unified.id)' } },
      ],
      lookups: {},
    },
  },
  inside: { of: 'notes', records: '(files)' },
  methods: {
    list: { partial: 'The files of notes that can be listed.', missing: {}, variants: [] },
    get: { missing: {}, variants: [] },
    update: {
      missing: {},
      variants: [
        {
          id: 'update',
          given: [],
          with: [],
          source: { kind: 'call', request: { endpoint: 'notes.rename', body: { name: '($body.name)' } } },
          where: everyRecord,
        },
      ],
    },
  },
};
