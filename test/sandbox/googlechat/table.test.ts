import { describe, expect, it } from 'vitest';
import { shapes, type FieldType } from '../../../sandbox/googlechat/api/shapes.ts';
import { methods } from '../../../sandbox/googlechat/methods/table.ts';
import type { Method } from '../../../sandbox/googlechat/api/method.ts';
import { discoveredMethod, discoveries, hasDiscovery, type DiscoveryMethod } from './discovery.ts';

const prefix = 'https://www.googleapis.com/auth/';

/** A row in the terms of a discovery document. */
function factsOfRow(row: Method): object {
  const scopes = [...new Set([...(row.scopes.user ?? []), ...(row.scopes.app ?? []), ...(row.scopes.admin ?? [])])];
  const pathNames = [...row.path.matchAll(/\{\w+\*?\}/g)].length;
  return {
    verb: row.verb,
    scopes: scopes.sort(),
    query: Object.keys(row.parameters).sort(),
    pathNames: Math.min(pathNames, 1),
  };
}

function factsOfDocument(method: DiscoveryMethod): object {
  const parameters = Object.entries(method.parameters ?? {});
  const scopes = (method.scopes ?? []).map(scope => (scope.startsWith(prefix) ? scope.slice(prefix.length) : scope));
  const query = parameters.filter(([, parameter]) => parameter.location === 'query').map(([name]) => name);
  const hasPath = parameters.some(([, parameter]) => parameter.location === 'path');
  return { verb: method.httpMethod, scopes: scopes.sort(), query: query.sort(), pathNames: hasPath ? 1 : 0 };
}

function shapeOfDocument(name: string): Record<string, string> {
  const schema = discoveries()[0]?.schemas[name];
  const fields = Object.entries(schema?.properties ?? {});
  return Object.fromEntries(fields.map(([field, type]) => [field, describeSchema(type)]));
}

function describeSchema(type: {
  type?: string;
  format?: string;
  $ref?: string;
  enum?: readonly string[];
  items?: object;
}): string {
  if (type.$ref !== undefined) return type.$ref;
  if (type.enum !== undefined) return type.enum.join(' ');
  if (type.type === 'array') return `list of ${describeSchema(type.items ?? {})}`;
  return type.format === 'google-datetime' ? 'timestamp' : (type.format ?? type.type ?? '');
}

function describeField(type: FieldType, documented: string): string {
  if (typeof type === 'string') return type === 'open' ? documented : type;
  if ('enum' in type) return type.enum.join(' ');
  if ('ref' in type) return type.ref;
  return type.list === 'open' ? documented : `list of ${describeField(type.list, documented)}`;
}

describe('the table of methods', () => {
  it('holds every id once', () => {
    expect(methods.map(row => row.id)).toEqual([...new Set(methods.map(row => row.id))]);
  });

  it.skipIf(!hasDiscovery).each(methods.map(row => [row.id, row] as const))(
    'has the verb, query and scopes of Google for %s',
    (id, row) => {
      const discovered = discoveredMethod(id);
      expect(discovered?.method.id).toContain(id.replace(/^(directory|people|drive)\./, ''));
      expect(factsOfRow(row)).toEqual(factsOfDocument(discovered?.method ?? { id, httpMethod: '', path: '' }));
    },
  );

  it.skipIf(!hasDiscovery).each(methods.map(row => [row.id, row] as const))(
    'has the host and path of Google for %s',
    (id, row) => {
      const discovered = discoveredMethod(id);
      const { rootUrl = '', servicePath = '' } = discovered?.document ?? {};
      const path = discovered?.method.flatPath ?? discovered?.method.path ?? '';
      const blank = (text: string): string => text.replace(/\{[^}]+\}/g, '{}').replace(/^\/upload\//, '/');
      expect(blank(`https://${row.host}${blank(row.path)}`)).toBe(blank(rootUrl + servicePath + path));
    },
  );
});

describe('the table of shapes', () => {
  it.skipIf(!hasDiscovery).each(Object.entries(shapes))('has the fields and types of Google for %s', (name, shape) => {
    const documented = shapeOfDocument(name);
    const ours = Object.entries<FieldType>(shape).map(([field, type]) => [
      field,
      describeField(type, documented[field] ?? ''),
    ]);
    expect(Object.fromEntries(ours)).toEqual(documented);
  });
});
