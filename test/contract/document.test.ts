import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/engine/definitions/catalogue.ts';
import { loadCatalogue, loadFromFiles } from '../../src/engine/definitions/load.ts';
import { errorTable } from '../../src/errors.ts';
import { filesWith, smallFiles } from '../engine/definitions/support/small.ts';
import { createScene, type Scene } from '../http/scene.ts';
import { routesOf } from './support/routes.ts';
import { wrongExamples } from './support/examples.ts';
import { documentOf, operationsOf, type OpenapiDocument } from './support/document.ts';

const shipped = loadCatalogue({ integrations: ['integrations'], models: ['unified-models'] });

/** No model that comes with the product has methods of its own. */
const talk = loadFromFiles(
  filesWith(smallFiles, 'unified-models/talk/rooms.yaml', [
    [
      '  get: { description: A room. }',
      '  get: { description: A room. }\n  archive: { description: Puts a room away. }\n  tidy: { description: Puts away what nobody enters., on: collection }',
    ],
  ]),
);

const catalogue: Catalogue = {
  integrations: shipped.integrations,
  models: new Map([...shipped.models, ...talk.models]),
  problems: [],
};

let scene: Scene;
let document: OpenapiDocument;
beforeAll(async () => {
  scene = await createScene({}, { contract: { version: '1.2.3' }, reference: { folder: 'dist/reference' } });
  scene.engine.catalogue = () => catalogue;
  document = await documentOf(scene.app);
});
afterAll(() => scene.end());

/** `/unified/:model/:resource` as a pattern for the document's concrete paths. */
const patternOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .replaceAll('.', '\\.')
      .replace(/:[a-z]+/g, '[^/]+')
      .replace(/\*$/, '\\{path\\}')}$`,
  );

describe('openapi.json', () => {
  it('is a valid OpenAPI 3.1 document, says an independent validator', async () => {
    const result = await new Validator().validate({ ...document });
    expect(result).toEqual({ valid: true });
  });

  it('has every route of the app, and nothing that is no route', async () => {
    const routes = await routesOf(scene.app);
    const places = operationsOf(document).map(({ verb, path }) => ({ verb: verb.toUpperCase(), path }));
    // A HEAD comes with every GET.
    const undocumented = routes.filter(
      route =>
        route.verb !== 'HEAD' &&
        !places.some(({ verb, path }) => verb === route.verb && patternOf(route.url).test(path)),
    );
    const unserved = places.filter(
      ({ verb, path }) => !routes.some(route => verb === route.verb && patternOf(route.url).test(path)),
    );
    expect(routes.length).toBeGreaterThan(20);
    expect({ undocumented, unserved }).toEqual({ undocumented: [], unserved: [] });
  });

  it('names every operation once', () => {
    const ids = operationsOf(document).map(({ operation }) => operation.operationId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter(id => !/^[a-z][A-Za-z0-9]+$/.test(id))).toEqual([]);
  });

  it('refers to nothing that is not there, and has no component that nothing refers to', () => {
    const text = JSON.stringify(document);
    const referred = new Set([...text.matchAll(/"\$ref":"#\/components\/([^"]+)"/g)].map(([, name = '']) => name));
    const there = Object.entries(document.components)
      .filter(([kind]) => kind !== 'securitySchemes')
      .flatMap(([kind, named]) => Object.keys(named).map(name => `${kind}/${name}`));
    expect([...referred].sort()).toEqual(there.sort());
  });

  it('has every error of the table that a caller can meet', () => {
    const text = JSON.stringify(document.components.responses);
    const unmet = Object.keys(errorTable).filter(code => !text.includes(`"${code}"`));
    expect(unmet).toEqual([
      'EXPRESSION_SYNTAX',
      'EXPRESSION_INVALID',
      'DEFINITION_SYNTAX',
      'DEFINITION_INVALID',
      'DEFINITION_REFERENCE',
      'DEFINITION_LINT',
      'CONFIG_INVALID',
    ]);
  });

  it('has examples that fit their schemas', () => {
    expect(wrongExamples(document)).toEqual([]);
  });

  it('describes filters as they are written: values, and deep objects for brackets', () => {
    const list = document.paths['/unified/instant-messaging/channels']?.['get'];
    const filters = list?.parameters.filter(({ name }) => ['type', 'created_at', 'workspace'].includes(name));
    expect(
      filters?.map(({ description: _, schema, ...rest }) => ({
        ...rest,
        keys: schema.properties && Object.keys(schema.properties),
        values: schema.enum,
      })),
    ).toEqual([
      { name: 'type', in: 'query', keys: undefined, values: ['channel', 'private_channel', 'dm', 'group_dm'] },
      { name: 'workspace', in: 'query', style: 'deepObject', explode: true, keys: ['id'], values: undefined },
      {
        name: 'created_at',
        in: 'query',
        style: 'deepObject',
        explode: true,
        keys: ['gt', 'gte', 'lt', 'lte'],
        values: undefined,
      },
    ]);
  });
});

describe('GET /openapi.json', () => {
  it('needs no key, and is not sent again to who has it', async () => {
    const first = await scene.app.inject('/openapi.json');
    const again = await scene.app.inject({
      url: '/openapi.json',
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect([first.statusCode, first.headers['content-type'], again.statusCode, again.body]).toEqual([
      200,
      'application/json; charset=utf-8',
      304,
      '',
    ]);
  });

  it('follows the catalogue', async () => {
    const { integrations, models } = catalogue;
    scene.engine.catalogue = () => ({ integrations, models: new Map([...models].slice(0, 0)), problems: [] });
    const without = await documentOf(scene.app);
    scene.engine.catalogue = () => catalogue;
    expect(Object.keys(without.paths).filter(path => /^\/unified\/(instant-messaging|talk)/.test(path))).toEqual([]);
  });

  it('is not there where it is switched off', async () => {
    const closed = await createScene();
    const answer = await closed.app.inject('/openapi.json');
    await closed.end();
    expect(answer.statusCode).toBe(404);
  });
});
