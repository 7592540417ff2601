/** Stands for a function in a value that is written. */
export const functionMark = Symbol('function');

/** A value as text that tells apart what JSON does not: -0, nothing, the order of keys. */
export function write(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Object.is(value, -0)) return '-0';
  if (value === functionMark) return 'function';
  if (typeof value !== 'object' || value === null)
    return typeof value === 'number' ? String(value) : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  const proto: unknown = Object.getPrototypeOf(value);
  const kind = proto === Object.prototype ? '' : 'strange ';
  return `${kind}{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${write(inner)}`)
    .join(',')}}`;
}
