import type { MethodMapping } from '../definitions/mapping.ts';
import { bodyOf } from '../derived.ts';
import { inBrackets } from '../mapping/brackets.ts';
import { includesInside } from '../methods/inside.ts';
import { fieldsOf } from '../models/fields.ts';
import type { Access } from './access.ts';
import type { Cell } from './cell.ts';
import type { Described } from './described.ts';
import { openMethod, type OpenMethod } from './open-method.ts';
import { scopesOf, type ScopeNeeds } from './scopes.ts';
import { endpointsOf, type Way } from './ways.ts';

/** The cell of a method that the mapping has; with an account's access, what of it is open to that account. */
export function describeMethod(described: Described, method: MethodMapping, name: string, access?: Access): Cell {
  const { integration, model, resource } = described;
  const open = openMethod(described, method, name, access);
  const isOpen = method.unsupported === undefined && (open.ways.length > 0 || open.narrowed.length === 0);
  const reason = reasonOf(method, open);
  return {
    integration: integration.name,
    model,
    resource: resource.name,
    method: name,
    state: !isOpen ? 'unsupported' : reason === undefined ? 'full' : 'partial',
    ...(reason === undefined ? {} : { reason }),
    fields: fieldsOfWays(described, method, open.ways),
    missing: isOpen ? method.missing : {},
    filters: name === 'list' ? unionOf(open.ways.map(({ filters }) => filters)).map(inBrackets) : [],
    includes: isOpen ? ['remote_data', ...includesOfMethod(described, method, name)] : [],
    expands: [...open.lookups.keys()],
    ...(resource.methods.get(name)?.body
      ? { body: unionOf(method.variants.filter(({ id }) => open.ways.some(way => way.id === id)).map(bodyOf)) }
      : {}),
    scopes: scopesOfOpen(described, open, access),
    ...(open.narrowed.length === 0 ? {} : { narrowed: open.narrowed }),
  };
}

/** What the credentials, of an account those it holds, need for everything that is open. */
export function scopesOfOpen(
  { integration }: Described,
  { ways, lookups }: Pick<OpenMethod, 'ways' | 'lookups'>,
  access: Access | undefined,
): readonly ScopeNeeds[] {
  const ofLookups = [...lookups.values()].flat().map(({ request }) => request.endpoint);
  return scopesOf(integration, [...ways.flatMap(endpointsOf), ...ofLookups]).filter(
    ({ credential }) => access?.credentials.includes(credential) ?? true,
  );
}

/** Top-level fields in the model's order that some way fills. */
function fieldsOfWays(
  { mapping, resource }: Described,
  { missing }: MethodMapping,
  ways: readonly Way[],
): readonly string[] {
  if (ways.length === 0) return [];
  const names = new Set(ways.flatMap(({ shapes }) => shapes));
  const shapes = [...mapping.shapes.values()].filter(({ name }) => names.has(name));
  const filled = new Set(['id', ...shapes.flatMap(({ fields }) => fields.map(({ name }) => name))]);
  return Object.keys(fieldsOf(resource.schema)).filter(name => filled.has(name) && !Object.hasOwn(missing, name));
}

/** Values of `include` beside `remote_data`. */
function includesOfMethod(described: Described, method: MethodMapping, name: string): readonly string[] {
  const { inside } = described.mapping;
  const holders = inside && described.sibling(inside.of);
  if (inside && holders && name === 'list') return includesInside({ plan: described, inside, holders });
  return described.includesOf(method);
}

function reasonOf(method: MethodMapping, { ways, narrowed }: OpenMethod): string | undefined {
  if (method.unsupported !== undefined) return oneLine(method.unsupported);
  const closed = ways.length === 0 ? narrowed : narrowed.filter(text => !text.startsWith('expand='));
  const reasons = [...(ways.length === 0 ? [] : partialOf(method, ways)), ...closed];
  return reasons.length === 0 ? undefined : reasons.join(' ');
}

/** What the method as a whole lacks, then its ways by name; ways that lack the same are named together. */
function partialOf({ partial }: MethodMapping, ways: readonly Way[]): readonly string[] {
  const idsByText = new Map<string, readonly string[]>();
  for (const way of ways) {
    const text = oneLine(way.partial);
    if (text !== undefined) idsByText.set(text, [...(idsByText.get(text) ?? []), way.id]);
  }
  const whole = oneLine(partial);
  const each = [...idsByText]
    .filter(([text]) => text !== whole)
    .map(([text, ids]) => (ids.length === ways.length ? text : `${ids.join(', ')}: ${text}`));
  return whole === undefined ? each : [whole, ...each];
}

function oneLine(text: string | undefined): string | undefined {
  return text?.trim().replace(/\s+/g, ' ');
}

function unionOf(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort();
}
