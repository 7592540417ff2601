import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { everyKeyFiles } from './support/every-key.ts';
import { outline } from './support/outline.ts';

describe('keys of mappings that few providers need', () => {
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
