import type { Catalogue } from '../../src/engine/definitions/catalogue.ts';
import type { Integration } from '../../src/engine/definitions/definition.ts';
import type { ErrorRule } from '../../src/engine/definitions/endpoint.ts';
import type { ExpressionTree, ResourceMapping } from '../../src/engine/definitions/mapping.ts';
import { createBudget } from '../../src/engine/expressions/budget.ts';
import type { Expression } from '../../src/engine/expressions/expression.ts';
import type { JsonSchema } from '../../src/engine/models/model.ts';
import type { Case } from './case-file.ts';
import { playCase } from './cases.ts';

type Records = readonly Readonly<Record<string, unknown>>[];

/** What an integration defines and no case of its shows. Empty lists everywhere mean that all is covered. */
export interface Gaps {
  /** `resource.method` without a case. */
  readonly methods: readonly string[];
  /** `resource.field` that is empty in every record of every case. */
  readonly fields: readonly string[];
  /** `resource.field=value` of an enum that the mapping can yield and no record has. */
  readonly values: readonly string[];
  /** Kinds of error that a rule names and no reply in a case has. */
  readonly kinds: readonly string[];
  /** Native endpoints that no case calls. */
  readonly endpoints: readonly string[];
  /** What happens to every provider: pages, an expired token, a rate limit. */
  readonly moments: readonly string[];
}

/** Plays an integration's cases and names what they leave out. */
export async function findGaps(integration: Integration, cases: readonly Case[], catalogue: Catalogue): Promise<Gaps> {
  const records = new Map<string, Records>();
  for (const one of cases) {
    const { records: found } = await playCase(one, catalogue);
    records.set(one.call.resource, [...(records.get(one.call.resource) ?? []), ...found]);
  }
  const resources = [...integration.resources.values()];
  return {
    methods: resources.flatMap(mapping => methodsWithout(mapping, cases)),
    fields: resources.flatMap(mapping => fieldsWithout(mapping, records.get(mapping.resource) ?? [])),
    values: resources.flatMap(mapping =>
      valuesWithout(mapping, schemaOf(mapping, catalogue), records.get(mapping.resource) ?? []),
    ),
    kinds: kindsWithout(integration, cases),
    endpoints: endpointsWithout(integration, cases),
    moments: momentsWithout(cases),
  };
}

function methodsWithout({ resource, methods }: ResourceMapping, cases: readonly Case[]): readonly string[] {
  return [...methods]
    .filter(
      ([name, { unsupported }]) =>
        unsupported === undefined && !cases.some(({ call }) => call.resource === resource && call.method === name),
    )
    .map(([name]) => `${resource}.${name}`);
}

function fieldsWithout({ resource, shape }: ResourceMapping, records: Records): readonly string[] {
  return shape.fields
    .flatMap(({ name, tree }) => leaves(tree, name))
    .filter(({ path }) => !records.some(record => valuesOn(record, path.split('.')).some(isFilled)))
    .map(({ path }) => `${resource}.${path}`);
}

/** A value counts as one the mapping can yield when it stands in the expression or in `values`. */
function valuesWithout(
  { resource, shape, values }: ResourceMapping,
  schema: JsonSchema,
  records: Records,
): readonly string[] {
  return shape.fields
    .flatMap(({ name, tree }) => leaves(tree, name))
    .flatMap(({ path, sources }) => {
      const yielded = [...sources.flatMap(literalsIn), ...Object.values(values[path] ?? {})];
      const seen = records.flatMap(record => valuesOn(record, path.split('.')));
      return enumOn(schema, path.split('.'))
        .filter(value => yielded.includes(value) && !seen.includes(value))
        .map(value => `${resource}.${path}=${value}`);
    });
}

function kindsWithout(integration: Integration, cases: readonly Case[]): readonly string[] {
  const replies = cases.flatMap(({ upstream = [] }) => upstream.map(({ reply }) => reply));
  const rules = [...integration.errors, ...[...integration.endpoints.values()].flatMap(({ errors }) => errors)];
  return rules.flatMap(rule => {
    const met = replies.map(({ body, status = 200 }) => kindOf(rule, body, status));
    return [...new Set(rule.kinds.map(({ kind }) => kind))].filter(kind => !met.includes(kind));
  });
}

function kindOf(rule: ErrorRule, body: unknown, status: number): string | undefined {
  const read = (expression: Expression | undefined) => expression?.run(body, { status, headers: {} }, createBudget());
  const code = read(rule.code);
  if (typeof code !== 'string' || (rule.when && read(rule.when) !== true)) return undefined;
  return rule.kinds.find(({ pattern }) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(code))?.kind;
}

function endpointsWithout(integration: Integration, cases: readonly Case[]): readonly string[] {
  const called = cases.flatMap(({ upstream = [] }) =>
    upstream.map(({ request }) => `${request.method} ${request.path}`),
  );
  return [...integration.endpoints.values()]
    .filter(({ verb, path }) => {
      const pattern = path.source
        .split(/\{\{.*?\}\}/)
        .map(escapePattern)
        .join('[^/]+');
      return !called.some(call => new RegExp(`^${verb} .*${pattern}$`).test(call));
    })
    .map(({ name }) => name);
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function momentsWithout(cases: readonly Case[]): readonly string[] {
  const moments: Readonly<Record<string, (one: Case) => boolean>> = {
    'a page with more behind it': ({ expect }) => expect.next_cursor === 'present',
    'the last of several pages': ({ expect, upstream = [] }) => expect.next_cursor === null && upstream.length > 1,
    'an empty list': ({ expect }) => expect.result?.length === 0 && expect.next_cursor === null,
    'a refused token': ({ expect }) => expect.error?.code === 'PROVIDER_UNAUTHORIZED',
    'a rate limit': ({ expect }) => expect.error?.code === 'PROVIDER_RATE_LIMITED',
    'a provider in trouble': ({ expect }) => expect.error?.code === 'PROVIDER_UNAVAILABLE',
  };
  return Object.entries(moments)
    .filter(([, holds]) => !cases.some(holds))
    .map(([name]) => name);
}

interface Leaf {
  readonly path: string;
  readonly sources: readonly string[];
}

function leaves(tree: ExpressionTree, path: string): readonly Leaf[] {
  switch (tree.kind) {
    case 'map':
      return tree.entries.flatMap(([name, entry]) => leaves(entry, `${path}.${name}`));
    case 'list':
      return tree.items.flatMap(item => leaves(item, path));
    case 'expression':
      return [{ path, sources: [tree.expression.source] }];
    case 'literal':
      return [{ path, sources: [JSON.stringify(tree.value)] }];
  }
}

function literalsIn(source: string): readonly string[] {
  return [...source.matchAll(/"([^"\\]*)"/g)].map(([, text = '']) => text);
}

function valuesOn(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(entry => valuesOn(entry, path));
  const [first, ...rest] = path;
  if (first === undefined) return [value];
  return typeof value === 'object' && value !== null ? valuesOn(Reflect.get(value, first), rest) : [];
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function schemaOf({ model, resource }: ResourceMapping, catalogue: Catalogue): JsonSchema {
  return catalogue.models.get(model)?.resources.get(resource)?.schema ?? {};
}

/** The values of the enum on a path, open or closed; none where there is no enum. */
function enumOn(schema: unknown, path: readonly string[]): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const read = (key: string): unknown => Reflect.get(schema, key);
  if (read('type') === 'array') return enumOn(read('items'), path);
  const [first, ...rest] = path;
  if (first !== undefined) {
    const properties = read('properties');
    return typeof properties === 'object' && properties !== null ? enumOn(Reflect.get(properties, first), rest) : [];
  }
  const choices = read('enum');
  if (Array.isArray(choices)) return choices.map(String);
  const options = read('anyOf');
  return Array.isArray(options) ? options.flatMap(option => enumOn(option, [])) : [];
}
