/**
 * Leaves out what protobuf's JSON leaves out: unset fields, and those with the default value of their type (empty
 * text, 0, false, an empty list). An empty object stays where it was set.
 */
export function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (!isDefault(inner)) kept[name] = withoutDefaults(inner);
  }
  return kept;
}

/** Leaves out unset fields and empty lists only: the older APIs write `false`. */
export function withoutUnset(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnset);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const isEmptyList = Array.isArray(inner) && inner.length === 0;
    if (inner !== undefined && !isEmptyList) kept[name] = withoutUnset(inner);
  }
  return kept;
}

function isDefault(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true;
  return Array.isArray(value) && value.length === 0;
}
