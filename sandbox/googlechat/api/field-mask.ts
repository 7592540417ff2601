/** A parsed mask: names and what is wanted below each; `all` stands for everything. */
export type FieldMask = 'all' | ReadonlyMap<string, FieldMask>;

/**
 * Reads a `fields` selector: `nextPageToken,messages(name,sender/displayName)`, `*` for all.
 * Nothing for text that is no selector.
 */
export function parseFieldMask(text: string): FieldMask | undefined {
  const tokens = text.match(/[A-Za-z0-9_$*-]+|[(),/.]|\S/g) ?? [];
  let position = 0;
  const take = (token: string): boolean => tokens[position] === token && ++position > 0;

  function list(): Map<string, FieldMask> | undefined {
    const mask = new Map<string, FieldMask>();
    do {
      const name = tokens[position++];
      if (name === undefined || !/^[\w$*-]+$/.test(name)) return undefined;
      const below = rest();
      if (below === undefined) return undefined;
      mask.set(name, union(mask.get(name), below));
    } while (take(','));
    return mask;
  }

  function rest(): FieldMask | undefined {
    if (take('/') || take('.')) {
      const name = tokens[position++];
      if (name === undefined || !/^[\w$*-]+$/.test(name)) return undefined;
      const below = rest();
      return below === undefined ? undefined : new Map([[name, below]]);
    }
    if (!take('(')) return 'all';
    const inner = list();
    return inner !== undefined && take(')') ? inner : undefined;
  }

  const mask = list();
  return position === tokens.length ? mask : undefined;
}

function union(a: FieldMask | undefined, b: FieldMask): FieldMask {
  if (a === undefined) return b;
  if (a === 'all' || b === 'all') return 'all';
  const merged = new Map(a);
  for (const [name, mask] of b) merged.set(name, union(merged.get(name), mask));
  return merged;
}

/** Keeps what a mask names; lists are masked element by element. */
export function applyFieldMask(value: unknown, mask: FieldMask): unknown {
  if (mask === 'all' || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(element => applyFieldMask(element, mask));
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const below = mask.get(name) ?? mask.get('*');
    if (below !== undefined) kept[name] = applyFieldMask(inner, below);
  }
  return kept;
}

/** The paths of an `updateMask` or `readMask`, in camelCase: `space_details.description,text` → two paths. */
export function maskPaths(text: string): string[] {
  return text
    .split(',')
    .map(path => camelCase(path.trim()))
    .filter(path => path !== '');
}

/** `space_details` → `spaceDetails`; camelCase stays as it is. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `spaceType` → `space_type`, as Google names a field in its messages. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}
