type PlainMap = Readonly<Record<string, unknown>>;
type IdList = readonly (PlainMap & { readonly id: string })[];

/**
 * `patch` over `base`: maps merge key by key, everything else replaces, `null` removes. Lists whose entries all are maps
 * with an `id` of their own merge by it: a known entry merges, a new one goes to the end or, with `before: id`, before
 * that one (`before` of a known entry says nothing).
 *
 * The result may be a patch again, so removals stay in it as `null` until {@link settle}; that makes merging associative.
 * Neither argument is written to; unchanged parts are shared with them.
 */
export function merge(base: unknown, patch: unknown): unknown {
  if (base === undefined) return patch;
  if (patch === undefined) return base;
  const merged = isReplacing(patch) ? undefined : mergeAlike(base, patch);
  if (merged === undefined) return isPlainMap(patch) || isIdList(patch) ? replacing(patch) : patch;
  return isReplacing(base) ? replacing(merged) : merged;
}

/** The value without what `null` removes. */
export function settle(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settle);
  if (!isPlainMap(value)) return value;
  const result: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) if (entry !== null) result[key] = settle(entry);
  return result;
}

/** Whether a value is a map (not a list, not null). */
export function isPlainMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The ids of a list whose entries merge by them; undefined for every other value, the empty list among them. */
export function listIds(value: unknown): readonly string[] | undefined {
  return isIdList(value) ? value.map(entry => entry.id) : undefined;
}

function mergeAlike(base: unknown, patch: unknown): PlainMap | IdList | undefined {
  if (isPlainMap(base) && isPlainMap(patch)) return mergeMaps(base, patch);
  if (isIdList(base) && isIdList(patch)) return mergeLists(base, patch);
  return undefined;
}

function mergeMaps(base: PlainMap, patch: PlainMap): PlainMap {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    result[key] = Object.hasOwn(base, key) ? merge(base[key], value) : value;
  }
  return result;
}

function mergeLists(base: IdList, patch: IdList): IdList {
  const known = new Set(base.map(entry => entry.id));
  const changes = new Map(patch.map(entry => [entry.id, entry]));
  const result = base.map(entry => mergeEntry(entry, changes.get(entry.id)));
  placeNew(
    result,
    patch.filter(entry => !known.has(entry.id)),
  );
  return result;
}

/** What an entry says about its own place is said once, by the layer that added it. */
function mergeEntry(base: IdList[number], patch: IdList[number] | undefined): IdList[number] {
  if (patch === undefined) return base;
  const { before: _ignored, ...rest } = patch;
  return { ...mergeMaps(base, rest), id: base.id };
}

/** An entry may stand before another new one, so those whose neighbour is not there yet wait for it. */
function placeNew(list: IdList[number][], added: readonly IdList[number][]): void {
  let waiting = added;
  while (waiting.length > 0) {
    const left = waiting.filter(entry => !placeOne(list, entry));
    if (left.length === waiting.length) {
      // Their neighbours never come; the loader has said so.
      list.push(...left);
      return;
    }
    waiting = left;
  }
}

function placeOne(list: IdList[number][], entry: IdList[number]): boolean {
  const { before } = entry;
  const at = before === undefined ? list.length : list.findIndex(other => other.id === before);
  if (at === -1) return false;
  list.splice(at, 0, entry);
  return true;
}

function isIdList(value: unknown): value is IdList {
  if (!Array.isArray(value) || value.length === 0) return false;
  const ids = value.map((entry: unknown) => (isPlainMap(entry) ? entry.id : undefined));
  return ids.every(id => typeof id === 'string') && new Set(ids).size === ids.length;
}

// A map that took the place of something else (a text, a removal) must replace again when it is merged over a further
// base: the mark says so. It is invisible to readers of the value.
const replacingMark = Symbol('replacing');

function isReplacing(value: unknown): boolean {
  return typeof value === 'object' && value !== null && replacingMark in value;
}

function replacing(value: PlainMap | IdList): PlainMap | IdList {
  const copy = isIdList(value) ? [...value] : { ...value };
  return Object.defineProperty(copy, replacingMark, { value: true });
}
