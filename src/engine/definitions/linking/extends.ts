import { hintForName } from '../checking/nearest.ts';
import { isPlainMap, settle } from '../merge.ts';
import type { DefinitionFolder } from '../reading/folders.ts';
import { childPlace, patchedPlace, rootPlace, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import type { SourceDocument } from '../reading/source-document.ts';
import { flagAt, textAt } from '../reading/values.ts';
import type { Steps } from '../steps.ts';
import { readAll } from './documents.ts';

/** The abstract integration that lies under another. */
export interface Base {
  readonly folder: DefinitionFolder;
  readonly documents: ReadonlyMap<string, SourceDocument>;
}

/** What an integration `extends`; undefined when it extends nothing, or what cannot be extended. */
export function* readBase(
  folder: DefinitionFolder,
  own: ReadonlyMap<string, SourceDocument>,
  all: readonly DefinitionFolder[],
  reports: Reports,
): Steps<Base | undefined> {
  const document = own.get('integration.yaml');
  const root = document && rootPlace(document);
  const at = root && childPlace(root, 'extends');
  if (at === undefined) return undefined;
  const name = String(at.value);
  const others = all.filter(other => other !== folder);
  const found = others.find(other => other.name === name);
  if (found === undefined) {
    const hint = hintForName(
      name,
      others.map(other => other.name),
    );
    reports.report(at, 'DEFINITION_REFERENCE', `There is no integration \`${name}\` to extend.`, hint);
    return undefined;
  }
  const documents = yield* readAll(found, reports);
  const baseRoot = documents.get('integration.yaml');
  const place = baseRoot && rootPlace(baseRoot);
  if (flagAt(place, 'abstract') !== true || (place && textAt(place, 'extends')) !== undefined) {
    const hint = 'Only an integration with `abstract: true` that extends nothing itself can be extended.';
    reports.report(at, 'DEFINITION_REFERENCE', `\`${name}\` cannot be extended.`, hint);
    return undefined;
  }
  return { folder: found, documents };
}

/** The files of an integration over those of its base, each merged with the one of the same path. */
export function layOver(
  own: ReadonlyMap<string, SourceDocument>,
  base: ReadonlyMap<string, SourceDocument>,
): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const path of new Set([...base.keys(), ...own.keys()])) {
    const below = base.get(path);
    const above = own.get(path);
    if (below && above) places.set(path, mergeRoots(path, rootPlace(below), rootPlace(above)));
    else if (above) places.set(path, rootPlace(above));
    else if (below && path !== 'integration.yaml') places.set(path, rootPlace(below));
  }
  return places;
}

/** That the base is abstract is its own affair. */
function mergeRoots(path: string, base: Place, own: Place): Place {
  const merged = patchedPlace(base, own);
  // Endpoints are laid over `defaults`, shapes over what is common: what they remove is removed there.
  const isMap = (key: string): boolean => isPlainMap(childPlace(merged, key)?.value);
  if (isMap('defaults')) return { ...merged, value: settleAround(merged.value, 'endpoints') };
  if (isMap('shapes')) return { ...merged, value: settleAround(merged.value, 'shapes') };
  const value = settle(merged.value);
  if (path !== 'integration.yaml' || !isPlainMap(value)) return { ...merged, value };
  return { ...merged, value: { ...value, abstract: flagAt(own, 'abstract') ?? false } };
}

/** The value without what `null` removes, but for removals inside the entries of one map. */
function settleAround(value: unknown, key: string): unknown {
  const settled = settle(value);
  const entries = isPlainMap(value) && isPlainMap(value[key]) ? Object.entries(value[key]) : [];
  const kept = Object.fromEntries(entries.filter(([, entry]) => entry !== null));
  return isPlainMap(settled) ? { ...settled, [key]: kept } : settled;
}
