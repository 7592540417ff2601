/**
 * A loaded definition as plain data: maps as objects, expressions and templates as their source, endpoints of calls by
 * name. Origins are left out: they are proved by the problems that quote them.
 */
export function outline(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, entry]) => [key, outline(entry)]));
  if (Array.isArray(value)) return value.map(outline);
  if (typeof value !== 'object' || value === null) return value;
  const bag = value as Readonly<Record<string, unknown>>; // any object is a bag of unknowns
  if (typeof bag['run'] === 'function') return `(${String(bag['source']).trim()})`;
  if (typeof bag['render'] === 'function') return `"${String(bag['source'])}"`;
  if (bag['kind'] === 'expression') return outline(bag['expression']);
  if (bag['kind'] === 'literal') return bag['value'];
  if (bag['kind'] === 'list') return outline(bag['items']);
  if (bag['kind'] === 'map') {
    const entries = bag['entries'] as readonly (readonly [string, unknown])[]; // the kind says so
    return Object.fromEntries(entries.map(([name, entry]) => [name, outline(entry)]));
  }
  const entries = Object.entries(bag).filter(([key]) => key !== 'origin' && key !== 'hash');
  return Object.fromEntries(entries.map(([key, entry]) => [key, key === 'endpoint' ? nameOf(entry) : outline(entry)]));
}

function nameOf(endpoint: unknown): unknown {
  return typeof endpoint === 'object' && endpoint !== null ? Reflect.get(endpoint, 'name') : undefined;
}
