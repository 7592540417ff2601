/** A value as text that tells apart what JSON does not: -0, undefined and what is absent, the order of keys, prototypes. */
export function exactText(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? typeof value;
  if (Array.isArray(value)) return `${ownKeys(value)}[${value.map(exactText).join(',')}]`;
  const isOrdinary = Object.getPrototypeOf(value) === Object.prototype;
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${exactText(inner)}`);
  return `${isOrdinary ? '' : 'strange '}{${members.join(',')}}`;
}

/** Properties of a list beside its elements. */
function ownKeys(list: readonly unknown[]): string {
  const extra = Reflect.ownKeys(list).length - list.length - 1;
  return extra === 0 ? '' : `${extra} extra `;
}
