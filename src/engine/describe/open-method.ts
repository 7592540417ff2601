import type { Lookup, MethodMapping } from '../definitions/mapping.ts';
import { obstacleAt, obstacleOn, type Access } from './access.ts';
import type { Described } from './described.ts';
import { waysOf, type Way } from './ways.ts';

/** The ways and lookups of a method that are open to an account; without one, all of them. */
export interface OpenMethod {
  readonly ways: readonly Way[];
  /** By name; shapes may call different ones by the same name. */
  readonly lookups: ReadonlyMap<string, readonly Lookup[]>;
  /** What is not open, and why, a sentence each. */
  readonly narrowed: readonly string[];
}

/** Finds out what is open. */
export function openMethod(
  described: Described,
  method: MethodMapping,
  name: string,
  access: Access | undefined,
): OpenMethod {
  const all = waysOf(described, method, name);
  const judged = all.map(way => ({ way, obstacle: access && obstacleOn(described.integration, way, access) }));
  const ways = judged.filter(({ obstacle }) => obstacle === undefined).map(({ way }) => way);
  const closedWays = judged.flatMap(({ way, obstacle }) =>
    obstacle === undefined ? [] : [all.length === 1 ? `${capital(obstacle)}.` : `${way.id}: ${obstacle}.`],
  );
  const lookups = new Map<string, readonly Lookup[]>();
  const closedLookups: string[] = [];
  for (const lookup of lookupsOf(described, ways)) {
    const obstacle = access && obstacleAt(described.integration, lookup.request.endpoint, access);
    if (obstacle === undefined) lookups.set(lookup.name, [...(lookups.get(lookup.name) ?? []), lookup]);
    else closedLookups.push(`expand=${lookup.name}: ${obstacle}.`);
  }
  return { ways, lookups, narrowed: [...closedWays, ...new Set(closedLookups)] };
}

function lookupsOf({ mapping }: Described, ways: readonly Way[]): readonly Lookup[] {
  const names = new Set(ways.flatMap(({ shapes }) => shapes));
  return [...mapping.shapes.values()]
    .filter(({ name }) => names.has(name))
    .flatMap(({ lookups }) => [...lookups.values()]);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
