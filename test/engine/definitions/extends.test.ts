import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { formatProblem } from '../../../src/engine/definitions/problem.ts';
import { outline } from './support/outline.ts';
import { smallFiles } from './support/small.ts';

/** The small integration as an abstract base, and one that extends it. */
function withChild(child: Readonly<Record<string, string>>, base: Readonly<Record<string, string>> = {}) {
  const files = new Map(Object.entries({ ...smallFiles, ...base }));
  const root = files.get('integrations/demo/integration.yaml') ?? '';
  files.set('integrations/demo/integration.yaml', root.replace('label: Demo', 'label: Demo\nabstract: true'));
  for (const [path, text] of Object.entries(child)) files.set(`integrations/child/${path}`, text);
  return loadFromFiles(files);
}

const child = { 'integration.yaml': 'format: 1\nname: child\nextends: demo\nlabel: Child\ncredential: [bot, user]\n' };

describe('extends', () => {
  it('lays an integration over its abstract base, file by file', () => {
    const { integrations, problems } = withChild({
      ...child,
      'native/notes.yaml': 'endpoints:\n  list: { params: { tags: null, order: {} } }\n',
      'unified/talk/notes.yaml': 'fields: { tags: null }\nlist:\n  - { id: room, query: { order: $since } }\n',
    });
    expect(problems).toEqual([]);
    const loaded = integrations.get('child');
    const mapping = loaded?.resources.get('talk/notes');
    expect({
      names: [...integrations.keys()],
      label: loaded?.label,
      credential: loaded?.credential,
      params: Object.keys(loaded?.endpoints.get('notes.list')?.params ?? {}),
      fields: mapping?.shapes.get('')?.fields.map(field => field.name),
      sources: mapping?.methods.get('list')?.variants.map(variant => outline(variant.source)),
    }).toEqual({
      names: ['child'],
      label: 'Child',
      credential: ['bot', 'user'],
      params: ['room', 'since', 'order'],
      fields: ['text', 'room', 'is_pinned'],
      sources: [
        { kind: 'call', request: { endpoint: 'notes.list', query: { since: '($since)', order: '($since)' } } },
        { kind: 'each', of: 'rooms', as: ['query', 'room', 'id'], skip: ['forbidden'], concurrency: 4 },
      ],
    });
  });

  it('takes out what lies under every endpoint or every shape of the base', () => {
    const { integrations, problems } = withChild(
      {
        ...child,
        'native/rooms.yaml': 'endpoints:\n  list: { scopes: null }\n  info: { timeout_ms: 900 }\n',
        'unified/talk/rooms.yaml': 'shapes:\n  all: { fields: { is_member: null } }\n',
      },
      {
        'integrations/demo/unified/talk/rooms.yaml': [
          'key: { room: id }',
          'fields: { name: title, is_member: $is(joined) }',
          'shapes: { all: {} }',
          'list: { call: rooms.list }',
          'get: { call: rooms.info }',
          '',
        ].join('\n'),
      },
    );
    expect(problems).toEqual([]);
    const loaded = integrations.get('child');
    expect({
      list: loaded?.endpoints.get('rooms.list')?.scopes,
      info: loaded?.endpoints.get('rooms.info')?.scopes,
      fields: loaded?.resources
        .get('talk/rooms')
        ?.shapes.get('all')
        ?.fields.map(field => field.name),
    }).toEqual({ list: [], info: [{ credentials: [], all: [['read'], ['a', 'b']] }], fields: ['name'] });
  });

  it('shows a mistake in the file that made it', () => {
    const { problems } = withChild({
      ...child,
      'unified/talk/notes.yaml':
        'list:\n  - id: room\n    query: { sinse: $since }\n    call: notes.lst\n  - id: extra\n    call: notes.lst\n',
    });
    expect(problems.map(formatProblem)).toEqual([
      [
        'integrations/child/unified/talk/notes.yaml:4:11 error DEFINITION_REFERENCE',
        '  There is no native endpoint `notes.lst`.',
        '  4 |     call: notes.lst',
        '    |           ^',
        '  hint: Did you mean `notes.list`?',
      ].join('\n'),
      [
        'integrations/child/unified/talk/notes.yaml:6:11 error DEFINITION_REFERENCE',
        '  There is no native endpoint `notes.lst`.',
        '  6 |     call: notes.lst',
        '    |           ^',
        '  hint: Did you mean `notes.list`?',
      ].join('\n'),
    ]);
  });

  it('refuses a variant that is to stand before one that is not there', () => {
    const { problems } = withChild({
      ...child,
      'unified/talk/notes.yaml':
        'list:\n  - { id: extra, before: rom, given: { query.room.id: rooms }, call: rooms.list }\n',
    });
    expect(problems.map(({ line, column, message, hint }) => `${line}:${column} ${message} ${hint ?? ''}`)).toEqual([
      '2:26 There is no variant `rom` to stand before. Did you mean `room`?',
    ]);
  });

  it('shows a mistake of the base in the base', () => {
    const { problems } = withChild(child, {
      'integrations/demo/unified/talk/rooms.yaml':
        'key: { room: id }\nlist: { call: rooms.list }\nget:\n  call: rooms.nfo\n',
    });
    expect(problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)).toEqual([
      'integrations/demo/unified/talk/rooms.yaml:4:9 There is no native endpoint `rooms.nfo`.',
    ]);
  });

  it.each([
    [
      'one that is not there',
      'extends: demmo',
      'integrations/child/integration.yaml:3:10 There is no integration `demmo` to extend. Did you mean `demo`?',
    ],
    [
      'one that is not abstract',
      'extends: plain',
      'integrations/child/integration.yaml:3:10 `plain` cannot be extended. Only an integration with `abstract: true` that extends nothing itself can be extended.',
    ],
  ])('refuses to extend %s', (_name, line, problem) => {
    const files = new Map(Object.entries(smallFiles));
    const root = files.get('integrations/demo/integration.yaml') ?? '';
    files.set('integrations/demo/integration.yaml', root.replace('label: Demo', 'label: Demo\nabstract: true'));
    files.set(
      'integrations/plain/integration.yaml',
      'format: 1\nname: plain\nlabel: P\nbase_url: https://p.example.com\nhosts: [p.example.com]\n',
    );
    files.set(
      'integrations/child/integration.yaml',
      `format: 1\nname: child\n${line}\nlabel: C\nbase_url: https://c.example.com\nhosts: [c.example.com]\n`,
    );
    const { problems } = loadFromFiles(files);
    expect(
      problems.map(({ file, line: at, column, message, hint }) => `${file}:${at}:${column} ${message} ${hint ?? ''}`),
    ).toEqual([problem]);
  });
});

describe('defaults of a native file', () => {
  it('lie under every endpoint; null takes one out', () => {
    const files = new Map(Object.entries(smallFiles));
    files.set(
      'integrations/demo/native/more.yaml',
      [
        'defaults: { scopes: [read], timeout_ms: 500, items: all, params: { team: { required: true } } }',
        'endpoints:',
        '  one: { get: /one }',
        '  two: { get: /two, scopes: [write], items: null, timeout_ms: null, params: { team: { required: false }, x: {} } }',
        '',
      ].join('\n'),
    );
    const { integrations, problems } = loadFromFiles(files);
    const demo = integrations.get('demo');
    const view = (name: string) => {
      const { scopes, timeoutMs, items, params } = demo?.endpoints.get(name) ?? {};
      return { scopes, timeoutMs, items: items?.source, params };
    };
    expect(problems).toEqual([]);
    expect([view('more.one'), view('more.two')]).toEqual([
      {
        scopes: [{ credentials: [], all: [['read']] }],
        timeoutMs: 500,
        items: 'all',
        params: { team: { in: 'query', required: true, style: 'comma' } },
      },
      {
        scopes: [{ credentials: [], all: [['write']] }],
        timeoutMs: undefined,
        items: undefined,
        params: {
          team: { in: 'query', required: false, style: 'comma' },
          x: { in: 'query', required: false, style: 'comma' },
        },
      },
    ]);
  });
});

describe('pagination', () => {
  it.each([
    [
      'the integration’s, where the endpoint says nothing',
      '',
      { style: 'cursor', send: 'cursor', read: '(next)', limit: { send: 'limit', default: 50, max: 100 } },
    ],
    [
      'merged, where the endpoint changes a part',
      'pagination: { limit: { max: 20 } }',
      { style: 'cursor', send: 'cursor', read: '(next)', limit: { send: 'limit', default: 50, max: 20 } },
    ],
    ['none, where the endpoint says so', 'pagination: none', { style: 'none' }],
    [
      'the endpoint’s alone, where it is of another style',
      'pagination: { style: page, send: page, last: pages, limit: { send: count, max: 10 } }',
      { style: 'page', send: 'page', first: 1, last: '(pages)', limit: { send: 'count', default: 10, max: 10 } },
    ],
  ])('of an endpoint is %s', (_name, line, pagination) => {
    const files = new Map(Object.entries(smallFiles));
    files.set('integrations/demo/native/more.yaml', `endpoints:\n  all:\n    get: /all\n    items: all\n    ${line}\n`);
    const { integrations, problems } = loadFromFiles(files);
    expect(problems).toEqual([]);
    expect(outline(integrations.get('demo')?.endpoints.get('more.all')?.pagination)).toEqual(pagination);
  });
});
