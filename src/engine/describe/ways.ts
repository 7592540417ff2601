import type { Endpoint } from '../definitions/endpoint.ts';
import type { MethodMapping, ResourceMapping, SourceDefinition, Stream, Variant } from '../definitions/mapping.ts';
import { filtersInside } from '../methods/inside.ts';
import type { Described } from './described.ts';

/** One way a method goes: a variant, or records inside others. */
export interface Way {
  readonly id: string;
  /** Dotted references that the call must have for it: `query.channel.id`, `body.parent.id`. */
  readonly requires: readonly string[];
  /** Further references it can use. */
  readonly accepts: readonly string[];
  /** Dotted names of the filters it takes, those of `requires` among them. */
  readonly filters: readonly string[];
  readonly partial?: string;
  readonly order?: Variant['order'];
  /** Source of a condition beyond `requires`. */
  readonly when?: string;
  /** Names of the shapes its records can have. */
  readonly shapes: readonly string[];
  /** Every one of these is called. */
  readonly endpoints: readonly Endpoint[];
  /** Of each group one way at least has to go as well: the parents' list, and the list of each parent's own. */
  readonly through: readonly (readonly Way[])[];
}

/** The ways of a method that the integration supports, in the order they are tried. */
export function waysOf(described: Described, method: MethodMapping, name: string): readonly Way[] {
  return findWays(described, method, name, new Set());
}

/** Every endpoint that a way can come to call. */
export function endpointsOf(way: Way): readonly Endpoint[] {
  return [...way.endpoints, ...way.through.flat().flatMap(endpointsOf)];
}

/** @param under ways that are being described: what comes back to itself is not followed round */
function findWays(
  described: Described,
  method: MethodMapping,
  name: string,
  under: ReadonlySet<Variant>,
): readonly Way[] {
  if (method.unsupported !== undefined) return [];
  if (described.mapping.inside && method.variants.length === 0) return [wayInside(described, name, under)];
  return method.variants
    .filter(variant => !under.has(variant))
    .map(variant => wayOf(described, method, variant, new Set([...under, variant])));
}

function wayOf(described: Described, method: MethodMapping, variant: Variant, under: ReadonlySet<Variant>): Way {
  const written = (optional: boolean) =>
    variant.given.filter(given => given.optional === optional).map(({ path }) => path.join('.'));
  const through = throughOf(described, method, variant.source, under);
  return {
    id: variant.id,
    requires: written(false),
    accepts: written(true),
    filters: described.filtersOf(method, variant),
    ...(variant.partial === undefined ? {} : { partial: variant.partial.trim() }),
    ...(variant.order === undefined ? {} : { order: variant.order }),
    ...(variant.when === undefined ? {} : { when: variant.when.source.trim() }),
    shapes: variant.source.kind === 'each' ? ofChildren(through) : shapesOf(described.mapping, variant),
    endpoints: directEndpoints(variant.source),
    through,
  };
}

/** Records inside others are found by reading those: by a list for a list, by a get for a get. */
function wayInside(described: Described, name: string, under: ReadonlySet<Variant>): Way {
  const { inside, shapes } = described.mapping;
  const holders = inside && described.sibling(inside.of);
  const method = holders?.mapping.methods.get(name);
  return {
    id: 'inside',
    requires: [],
    accepts: [],
    filters: inside && holders && name === 'list' ? filtersInside({ plan: described, inside, holders }) : [],
    shapes: [...shapes.keys()],
    endpoints: [],
    through: holders && method ? [findWays(holders, method, name, under)] : [[]],
  };
}

function shapesOf(mapping: ResourceMapping, { source, shape }: Stream): readonly string[] {
  if (source.kind === 'chain') return [...new Set(source.links.flatMap(link => shapesOf(mapping, link)))];
  return shape === undefined ? [...mapping.shapes.keys()] : [shape];
}

function ofChildren([, children = []]: Way['through']): readonly string[] {
  return [...new Set(children.flatMap(({ shapes }) => shapes))];
}

function directEndpoints(source: SourceDefinition): readonly Endpoint[] {
  switch (source.kind) {
    case 'call':
      return [source.request.endpoint];
    case 'each':
      return [];
    case 'each_call':
      return [source.parents.endpoint, ...directEndpoints(source.source)];
    case 'chain':
      return source.links.flatMap(link => directEndpoints(link.source));
  }
}

function throughOf(
  described: Described,
  method: MethodMapping,
  source: SourceDefinition,
  under: ReadonlySet<Variant>,
): readonly (readonly Way[])[] {
  switch (source.kind) {
    case 'call':
      return [];
    case 'each_call':
      return throughOf(described, method, source.source, under);
    case 'chain':
      return source.links.flatMap(link => throughOf(described, method, link.source, under));
    case 'each': {
      const parents = described.sibling(source.of);
      const list = parents?.mapping.methods.get('list');
      const filled = filtersFilled(source);
      const parentWays = parents && list ? findWays(parents, list, 'list', under) : [];
      const childWays = findWays(described, method, 'list', under);
      const as = source.as.join('.');
      return [
        parentWays.filter(({ requires }) => requires.every(path => filled.includes(path))),
        childWays.filter(({ requires }) => requires.includes(as)),
      ];
    }
  }
}

/** `query.member.id` for each filter that the parents' list is given. */
function filtersFilled({ query }: Extract<SourceDefinition, { kind: 'each' }>): readonly string[] {
  const paths = (tree: typeof query, prefix: string): readonly string[] =>
    tree?.kind === 'map' ? tree.entries.flatMap(([name, entry]) => paths(entry, `${prefix}.${name}`)) : [prefix];
  return query === undefined ? [] : paths(query, 'query');
}
