import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { everyKeyFiles } from './support/every-key.ts';
import { outline } from './support/outline.ts';

describe('keys of mappings that few providers need', () => {
  it('say how a list reads on for one parent after another, and where it ends', () => {
    const { integrations } = loadFromFiles(new Map(Object.entries(everyKeyFiles)));
    const { resources } = integrations.get('every') ?? {};
    const variantsOf = (name: string) => resources?.get(`every/${name}`)?.methods.get('list')?.variants;
    expect(outline({ bits: variantsOf('bits'), dots: variantsOf('dots') })).toEqual({
      bits: [
        {
          id: 'list',
          given: [],
          with: [],
          source: {
            kind: 'each_call',
            parents: { endpoint: 'things.boxes', path: { kind: '("small")' } },
            source: { kind: 'call', request: { endpoint: 'things.list' } },
            skip: [],
            concurrency: 4,
          },
          where: { native: [], filters: [] },
          until: '($is(last))',
          order: { field: 'created_at', direction: 'asc' },
        },
      ],
      dots: [
        {
          id: 'thing',
          given: [{ path: ['query', 'thing', 'id'], resource: 'things', optional: false }],
          with: [],
          source: { kind: 'call', request: { endpoint: 'things.list', query: { box: '($thing)' } } },
          where: { native: [], filters: [] },
        },
        {
          id: 'all',
          given: [],
          with: [],
          source: { kind: 'each', of: 'things', as: ['query', 'thing', 'id'], skip: [], concurrency: 2 },
          where: { native: [], filters: [] },
        },
      ],
    });
  });

  it('say how records are found, looked up, removed and changed by a method of the model', () => {
    const { integrations } = loadFromFiles(new Map(Object.entries(everyKeyFiles)));
    expect(outline(integrations.get('every')?.resources.get('every/things'))).toEqual(things);
  });
});

const things = {
  model: 'every',
  resource: 'things',
  shapes: {
    plain: {
      name: 'plain',
      when: '($is(plain))',
      key: { parts: [{ name: 'thing', optional: false, expression: '(id)' }] },
      fields: [
        { name: 'state', tree: '(state)' },
        { name: 'created_at', tree: '(at)' },
      ],
      lookups: {},
    },
    named: {
      name: 'named',
      key: { parts: [{ name: 'thing', optional: false, expression: '(id)' }] },
      fields: [
        { name: 'state', tree: '(state)' },
        { name: 'created_at', tree: '(at)' },
        { name: 'marks', tree: '($lookups.name.marks)' },
      ],
      lookups: {
        name: {
          name: 'name',
          request: { endpoint: 'things.names', headers: { 'x-lang': '("en")' }, body: { of: '(id)' } },
          cacheSeconds: 0,
          optional: false,
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
          id: 'boxed',
          given: [],
          with: [['lang', '("en")']],
          when: '($query.state = "old")',
          source: {
            kind: 'each_call',
            parents: {
              endpoint: 'things.boxes',
              path: { kind: '("large")' },
              query: {},
              headers: { 'x-lang': '($lang)' },
              body: { deep: true },
            },
            source: {
              kind: 'call',
              request: { endpoint: 'things.list', query: { box: '($parent.id)' }, headers: { 'x-lang': '($lang)' } },
            },
            skip: ['not_found'],
            concurrency: 3,
          },
          where: { native: [], filters: [] },
        },
        {
          id: 'searched',
          given: [],
          with: [],
          source: {
            kind: 'chain',
            links: [
              {
                source: {
                  kind: 'call',
                  request: { endpoint: 'things.search', headers: { 'x-lang': '("en")' }, body: { words: '("all")' } },
                },
                where: { native: [], filters: [] },
                until: '(at > $query.made_at.lt)',
              },
              {
                source: { kind: 'call', request: { endpoint: 'things.list', headers: { 'x-lang': '("de")' } } },
                where: { native: [], filters: [] },
              },
            ],
          },
          where: { native: [], filters: [] },
        },
      ],
    },
    get: {
      missing: {},
      variants: [
        {
          id: 'one',
          given: [],
          with: [['lang', '("en")']],
          when: '($id)',
          source: {
            kind: 'call',
            request: { endpoint: 'things.info', path: { thing: '($thing)' }, headers: { 'x-lang': '($lang)' } },
          },
          where: { native: [], filters: [] },
        },
      ],
    },
    delete: {
      missing: {},
      variants: [
        {
          id: 'delete',
          given: [],
          with: [],
          source: { kind: 'call', request: { endpoint: 'things.remove' } },
          where: { native: [], filters: [] },
        },
      ],
    },
    print: {
      missing: {},
      variants: [],
      files: [
        {
          id: 'print',
          when: '(plain = true)',
          request: { endpoint: 'things.scan' },
          url: '(address)',
          fileName: '("scan")',
          contentType: '("image/png")',
        },
      ],
    },
    seal: {
      missing: {},
      variants: [
        {
          id: 'seal',
          given: [],
          with: [],
          source: { kind: 'call', request: { endpoint: 'things.seal', body: { state: '($body.state)' } } },
          where: { native: [], filters: [] },
        },
      ],
    },
  },
};
