import type { Endpoint } from '../definitions/endpoint.ts';
import type { Lookup, MethodMapping } from '../definitions/mapping.ts';
import { bodyOf } from '../derived.ts';
import { inBrackets } from '../mapping/brackets.ts';
import { includesInside } from '../methods/inside.ts';
import { fieldsOf } from '../models/fields.ts';
import type { Cell } from './cell.ts';
import type { Described } from './described.ts';
import { scopesOf } from './scopes.ts';
import { endpointsOf, waysOf, type Way } from './ways.ts';

/** The cell of a method that the mapping has. */
export function describeMethod(described: Described, method: MethodMapping, name: string): Cell {
  const { integration, model, resource } = described;
  const ways = waysOf(described, method, name);
  const reason = oneLine(method.unsupported) ?? partialOf(method, ways);
  const lookups = lookupsOfWays(described, ways);
  return {
    integration: integration.name,
    model,
    resource: resource.name,
    method: name,
    state: method.unsupported !== undefined ? 'unsupported' : reason === undefined ? 'full' : 'partial',
    ...(reason === undefined ? {} : { reason }),
    fields: fieldsOfWays(described, method, ways),
    missing: method.missing,
    filters: name === 'list' ? unionOf(ways.map(({ filters }) => filters)).map(inBrackets) : [],
    includes: method.unsupported === undefined ? ['remote_data', ...includesOfMethod(described, method, name)] : [],
    expands: [...lookups.keys()],
    ...(resource.methods.get(name)?.body ? { body: unionOf(method.variants.map(bodyOf)) } : {}),
    scopes: scopesOf(integration, endpointsInUse(ways, lookups)),
  };
}

/** The lookups of the shapes that the ways yield, by name; shapes may call different ones by the same name. */
export function lookupsOfWays({ mapping }: Described, ways: readonly Way[]): ReadonlyMap<string, readonly Lookup[]> {
  const found = new Map<string, Lookup[]>();
  const names = new Set(ways.flatMap(({ shapes }) => shapes));
  for (const shape of mapping.shapes.values()) {
    if (!names.has(shape.name)) continue;
    for (const lookup of shape.lookups.values()) found.set(lookup.name, [...(found.get(lookup.name) ?? []), lookup]);
  }
  return found;
}

/** Top-level fields in the model's order that some way fills. */
export function fieldsOfWays(
  { mapping, resource }: Described,
  { missing }: MethodMapping,
  ways: readonly Way[],
): readonly string[] {
  const names = new Set(ways.flatMap(({ shapes }) => shapes));
  const filled = new Set(
    [...mapping.shapes.values()]
      .filter(({ name }) => names.has(name))
      .flatMap(({ fields }) => fields.map(({ name }) => name)),
  );
  if (ways.length > 0) filled.add('id');
  return Object.keys(fieldsOf(resource.schema)).filter(name => filled.has(name) && !Object.hasOwn(missing, name));
}

/** Values of `include` beside `remote_data`. */
export function includesOfMethod(described: Described, method: MethodMapping, name: string): readonly string[] {
  const { inside } = described.mapping;
  const holders = inside && described.sibling(inside.of);
  if (inside && holders && name === 'list') return includesInside({ plan: described, inside, holders });
  return described.includesOf(method);
}

function endpointsInUse(ways: readonly Way[], lookups: ReadonlyMap<string, readonly Lookup[]>): readonly Endpoint[] {
  return [...ways.flatMap(endpointsOf), ...[...lookups.values()].flat().map(({ request }) => request.endpoint)];
}

/** What the method as a whole lacks, then its ways by name; ways that lack the same are named together. */
function partialOf({ partial }: MethodMapping, ways: readonly Way[]): string | undefined {
  const idsByText = new Map<string, readonly string[]>();
  for (const way of ways) {
    const text = oneLine(way.partial);
    if (text !== undefined) idsByText.set(text, [...(idsByText.get(text) ?? []), way.id]);
  }
  const whole = oneLine(partial);
  const each = [...idsByText]
    .filter(([text]) => text !== whole)
    .map(([text, ids]) => (ids.length === ways.length ? text : `${ids.join(', ')}: ${text}`));
  const reasons = [...(whole === undefined ? [] : [whole]), ...each];
  return reasons.length === 0 ? undefined : reasons.join(' ');
}

function oneLine(text: string | undefined): string | undefined {
  return text?.trim().replace(/\s+/g, ' ');
}

function unionOf(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort();
}
