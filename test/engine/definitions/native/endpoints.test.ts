import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../../src/engine/definitions/load.ts';
import { grownFiles } from '../support/grown.ts';
import { outline } from '../support/outline.ts';
import { rendered } from '../support/rendered.ts';
import { filesWith } from '../support/small.ts';

type Changes = readonly (readonly [before: string, after: string])[];

const rooms = 'integrations/grown/unified/talk/rooms.yaml';
const nativeRooms = 'integrations/grown/native/rooms.yaml';
const nativeNotes = 'integrations/grown/native/notes.yaml';
const nativePeople = 'integrations/grown/native/people.yaml';
const integration = 'integrations/grown/integration.yaml';

describe('endpoints', () => {
  it('have an address, scopes by credential, filters and a selection of their own', () => {
    const { integrations } = loadFromFiles(new Map(Object.entries(grownFiles)));
    const endpoints = integrations.get('grown')?.endpoints;
    expect(outline([endpoints?.get('rooms.list'), endpoints?.get('people.batch')])).toEqual([
      {
        name: 'rooms.list',
        verb: 'GET',
        path: '"/rooms"',
        body: 'none',
        params: {
          filter: {
            in: 'query',
            required: false,
            style: 'comma',
            filter: { join: ' AND ', quote: 'double', parts: { kind: 'kind = ?', since: 'at > "?:time"' } },
          },
        },
        items: '(rooms)',
        scopes: [
          { credentials: ['user'], all: [['read'], ['a', 'b']] },
          { credentials: ['app'], all: [['read.all']] },
        ],
        select: { send: 'fields', always: ['id'], never: ['href'], wrap: 'rooms(?),count' },
        pagination: {
          style: 'offset',
          send: 'skip',
          total: '(count)',
          done: '(is_last)',
          limit: { send: 'limit', default: 20, max: 50 },
        },
        rates: [],
        errors: [],
        headers: {},
        credential: [],
        idempotent: true,
      },
      {
        name: 'people.batch',
        verb: 'GET',
        baseUrl: '"https://people.example.com"',
        path: '"/people:batch"',
        body: 'none',
        params: { refs: { in: 'query', required: true, style: 'repeat', type: 'array' } },
        items: '(people)',
        scopes: [],
        pagination: { style: 'none' },
        rates: [],
        errors: [],
        headers: {},
        credential: [],
        idempotent: true,
      },
    ]);
  });

  it.each<[string, string, unknown]>([
    [
      'a cursor',
      '{ style: cursor, send: page, read: next, done: is_last, limit: { send: limit, max: 50 } }',
      {
        style: 'cursor',
        send: 'page',
        read: '(next)',
        done: '(is_last)',
        limit: { send: 'limit', default: 50, max: 50 },
      },
    ],
    [
      'a number of the page',
      '{ style: page, send: page, first: 0, last: pages }',
      { style: 'page', send: 'page', first: 0, last: '(pages)' },
    ],
    [
      'a number of records to pass over',
      '{ style: offset, send: skip, total: count }',
      { style: 'offset', send: 'skip', total: '(count)' },
    ],
    ['an address in the body', '{ style: next_url, read: links.next }', { style: 'next_url', read: '(links.next)' }],
    [
      'an address in the Link header',
      '{ style: link_header, limit: { send: per_page, default: 10, max: 100 } }',
      { style: 'link_header', limit: { send: 'per_page', default: 10, max: 100 } },
    ],
  ])('page by %s', (_name, rules, pagination) => {
    const files = filesWith(grownFiles, nativeNotes, [['{ style: next_url, read: links.next }', rules]]);
    files.set(integration, (grownFiles[integration] ?? '').replace(/^pagination: .*\n/m, ''));
    const { integrations, problems } = loadFromFiles(files);
    expect(problems).toEqual([]);
    expect(outline(integrations.get('grown')?.endpoints.get('notes.list')?.pagination)).toEqual(pagination);
  });
});

describe('mistakes in endpoints', () => {
  it.each<[string, string, Changes, string]>([
    [
      'a host that is not among the hosts',
      nativePeople,
      [['https://people.example.com', 'https://persons.example.com']],
      `integrations/grown/integration.yaml:6:8 error DEFINITION_INVALID
  \`hosts\` does not hold \`persons.example.com\`, the host of \`base_url\`.
  6 | hosts: [api.example.com, people.example.com]
    |        ^
  hint: Add \`persons.example.com\`.`,
    ],
    [
      'scopes of a credential that is not there',
      nativeRooms,
      [['app: [read.all]', 'ap: [read.all]']],
      `integrations/grown/native/rooms.yaml:1:45 error DEFINITION_REFERENCE
  The integration has no credential \`ap\`.
  1 | defaults: { scopes: { user: [read, [a, b]], ap: [read.all] } }
    |                                             ^
  hint: Did you mean \`app\`?`,
    ],
    [
      'a wrap without its place',
      nativeRooms,
      [['rooms(?),count', 'rooms,count']],
      `integrations/grown/native/rooms.yaml:9:64 error DEFINITION_INVALID
  \`wrap\` cannot be \`rooms,count\`: it does not match \`^[^?]*\\?[^?]*$\`.
  9 |     select: { send: fields, always: [id], never: [href], wrap: "rooms,count" }
    |                                                                ^
  hint: Text around the names with commas, which stand for \`?\`: items(?),nextPageToken.`,
    ],
    [
      'a value for the parameter of select',
      rooms,
      [['query: { filter: { kind: $query.kind } }', 'query: { fields: \'"id"\' }']],
      `integrations/grown/unified/talk/rooms.yaml:20:16 error DEFINITION_INVALID
  \`fields\` belongs to the \`select\` of \`rooms.list\`.
  20 |       query: { fields: '"id"' }
     |                ^
  hint: Remove it: the engine names the fields that are read.`,
    ],
    [
      'a value for the parameter of paging',
      rooms,
      [['query: { filter: { kind: $query.kind } }', 'query: { skip: 1 }']],
      `integrations/grown/unified/talk/rooms.yaml:20:16 error DEFINITION_INVALID
  \`skip\` belongs to the paging of \`rooms.list\`.
  20 |       query: { skip: 1 }
     |                ^
  hint: Remove it: the engine fills it in on each page.`,
    ],
    [
      'a key that the style of paging has not',
      integration,
      [['total: count', 'read: count']],
      `integrations/grown/integration.yaml:18:42 error DEFINITION_INVALID
  \`read\` has no meaning for pagination of the style offset.
  18 | pagination: { style: offset, send: skip, read: count, done: is_last, limit: { send: limit, default: 20, max: 50 } }
     |                                          ^
  hint: It has: style, send, total, done, limit.`,
    ],
    [
      'a key that the style of paging lacks',
      nativeNotes,
      [[', read: links.next', '']],
      `integrations/grown/native/notes.yaml:2:57 error DEFINITION_INVALID
  The pagination lacks the key \`read\`.
  2 |   list: { get: "/rooms/{{ room }}/notes", items: notes, pagination: { style: next_url } }
    |                                                         ^`,
    ],
    [
      'a style of paging that is not there',
      nativeNotes,
      [['next_url, read: links.next', 'next']],
      `integrations/grown/native/notes.yaml:2:78 error DEFINITION_INVALID
  \`style\` cannot be \`next\`.
  2 |   list: { get: "/rooms/{{ room }}/notes", items: notes, pagination: { style: next } }
    |                                                                              ^
  hint: There are: \`none\`, \`cursor\`, \`page\`, \`offset\`, \`next_url\`, \`link_header\`.`,
    ],
  ])('show %s where it stands, with its remedy', (_name, file, changes, problems) => {
    expect(rendered(file, changes, grownFiles)).toBe(problems);
  });
});
