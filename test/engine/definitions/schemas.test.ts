import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../schemas/', import.meta.url));
const files = readdirSync(folder);

interface Schema {
  readonly [keyword: string]: unknown;
}

/** Every schema below a schema with its way there; `properties` tells its keys apart. */
function* walk(schema: Schema, path: string): Generator<{ path: string; schema: Schema; isProperty: boolean }> {
  for (const [keyword, value] of Object.entries(schema)) {
    if (typeof value !== 'object' || value === null) continue;
    const isMap = keyword === 'properties' || keyword === 'definitions';
    if (!isMap && !['items', 'additionalProperties', 'then', 'else'].includes(keyword)) continue;
    for (const [name, child] of isMap ? Object.entries(value as Schema) : [[keyword, value] as const]) {
      const at = `${path}/${keyword}${isMap ? `/${name}` : ''}`;
      yield { path: at, schema: child as Schema, isProperty: keyword === 'properties' };
      yield* walk(child as Schema, at);
    }
  }
}

const schemas = files.flatMap(file => [...walk(JSON.parse(readFileSync(folder + file, 'utf8')) as Schema, file)]);

describe('schemas of definitions', () => {
  it('describe every property', () => {
    const silent = schemas.filter(({ schema, isProperty }) => {
      return (
        isProperty &&
        schema['description'] === undefined &&
        schema['$ref'] === undefined &&
        schema['enum'] === undefined
      );
    });
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('say the kind of every value that is a text, a number or a boolean', () => {
    const scalars = ['string', 'number', 'integer', 'boolean'];
    const unsaid = schemas.filter(({ schema, isProperty }) => {
      return isProperty && scalars.includes(String(schema['type'])) && schema['x-kind'] === undefined;
    });
    expect(unsaid.map(({ path }) => path)).toEqual([]);
  });

  it('are closed: every map says which keys it takes', () => {
    const open = schemas.filter(({ schema }) => {
      return (
        schema['properties'] !== undefined && schema['additionalProperties'] === undefined && schema['if'] === undefined
      );
    });
    expect(open.map(({ path }) => path)).toEqual([]);
  });
});
