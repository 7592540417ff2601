import type {
  MethodMapping,
  ResourceMapping,
  Shape,
  SourceDefinition,
  Stream,
  Variant,
} from './definitions/mapping.ts';
import type { Expression } from './expressions/expression.ts';
import { filtersBelow, filtersReadBy } from './mapping/filters.ts';
import { dottedPaths, expressionsOf } from './mapping/tree.ts';
import type { ModelResource } from './models/model.ts';

/** Dotted names of the model's filters that a variant answers exactly: those its expressions read. */
export function filtersOfVariant(resource: ModelResource, method: MethodMapping, variant: Variant): readonly string[] {
  const own = [
    ...variant.given.filter(given => given.path[0] === 'query').map(given => given.path.slice(1).join('.')),
    ...filtersReadBy(resource, requestExpressions(variant)),
    ...streamsOf(variant).flatMap(stream => stream.where.filters.flatMap(name => filtersBelow(resource, name))),
  ];
  return [...new Set([...own, ...filtersOfChildren(resource, method, variant)])]
    .filter(name => resource.filters.has(name))
    .sort();
}

/** A variant that runs the method once per parent takes what the variants behind it take, but for the parent itself. */
function filtersOfChildren(resource: ModelResource, method: MethodMapping, variant: Variant): readonly string[] {
  const { source } = variant;
  if (source.kind !== 'each') return [];
  const filled = source.as.join('.');
  return method.variants
    .filter(child => child !== variant && child.source.kind !== 'each')
    .filter(child => child.given.some(given => given.path.join('.') === filled))
    .flatMap(child => filtersOfVariant(resource, method, child))
    .filter(name => `query.${name}` !== filled);
}

/** Values of `include` that reveal records which the method's expressions otherwise leave out. */
export function includesOf(resource: ModelResource, method: MethodMapping): readonly string[] {
  const read = method.variants.flatMap(requestExpressions).flatMap(expression => {
    const include = expression.demand.variables.get('query')?.keys.get('include');
    return include ? dottedPaths(include) : [];
  });
  return resource.includes.filter(name => read.includes(name));
}

/** Dotted paths of the body that a variant reads. */
export function bodyOf(variant: Variant): readonly string[] {
  const given = variant.given.filter(({ path }) => path[0] === 'body').map(({ path }) => path.slice(1).join('.'));
  const read = requestExpressions(variant).flatMap(expression => dottedPaths(expression.demand.variables.get('body')));
  return [...new Set([...given, ...read])];
}

/** Names of the lookups that a top-level field reads, in any shape. */
export function lookupsOf(mapping: ResourceMapping, field: string): readonly string[] {
  const shapes = [...mapping.shapes.values()];
  const names = shapes.flatMap(shape => {
    const tree = shape.fields.find(({ name }) => name === field)?.tree;
    return expressionsOf(tree).flatMap(expression => {
      const lookups = expression.demand.variables.get('lookups');
      return lookups ? (lookups.whole ? [...shape.lookups.keys()] : [...lookups.keys.keys()]) : [];
    });
  });
  return [...new Set(names)];
}

/**
 * Top-level keys of the native record that answering needs, for providers that take a list of fields.
 *
 * @param fields top-level fields asked for; absent: all
 * @returns undefined when an expression reads the record as a whole, so that no key may be left out
 */
export function nativeKeysOf(
  mapping: ResourceMapping,
  stream: Stream,
  fields: readonly string[] | undefined,
): readonly string[] | undefined {
  const shapes = [...mapping.shapes.values()].filter(({ name }) => stream.shape === undefined || name === stream.shape);
  const expressions = [
    ...shapes.flatMap(shape => expressionsOfShape(shape, fields)),
    ...stream.where.native,
    ...(stream.until ? [stream.until] : []),
  ];
  if (expressions.some(({ demand }) => demand.input.whole)) return undefined;
  return [...new Set(expressions.flatMap(({ demand }) => [...demand.input.keys.keys()]))].sort();
}

function expressionsOfShape(shape: Shape, fields: readonly string[] | undefined): readonly Expression[] {
  const asked = shape.fields.filter(({ name }) => !fields || fields.includes(name));
  return [
    ...(shape.when ? [shape.when] : []),
    ...(shape.key.pattern ? [shape.key.pattern.from] : []),
    ...shape.key.parts.flatMap(part => part.expression ?? []),
    ...asked.flatMap(({ tree }) => expressionsOf(tree)),
    ...[...shape.lookups.values()].flatMap(lookup => [
      ...(lookup.when ? [lookup.when] : []),
      ...(lookup.batch ? [lookup.batch.key] : requestTrees(lookup.request)),
    ]),
  ];
}

/** The expressions that decide what is asked for: `when`, `with`, the request, and what is kept of the answer. */
function requestExpressions(variant: Variant): readonly Expression[] {
  return [
    ...(variant.when ? [variant.when] : []),
    ...variant.with.map(([, expression]) => expression),
    ...(variant.pick ? [variant.pick] : []),
    ...streamsOf(variant).flatMap(stream => [
      ...stream.where.native,
      ...(stream.until ? [stream.until] : []),
      ...sourceExpressions(stream.source),
    ]),
  ];
}

/** The variant's own stream and, in a chain, each of its links. */
function streamsOf(stream: Stream): readonly Stream[] {
  return stream.source.kind === 'chain' ? [stream, ...stream.source.links.flatMap(streamsOf)] : [stream];
}

function sourceExpressions(source: SourceDefinition): readonly Expression[] {
  switch (source.kind) {
    case 'call':
      return requestTrees(source.request);
    case 'each':
      return expressionsOf(source.query);
    case 'each_call':
      return [...requestTrees(source.parents), ...sourceExpressions(source.source)];
    case 'chain':
      return []; // its links are streams of their own
  }
}

function requestTrees({
  path,
  query,
  headers,
  body,
}: Extract<SourceDefinition, { kind: 'call' }>['request']): readonly Expression[] {
  return [path, query, headers, body].flatMap(expressionsOf);
}
