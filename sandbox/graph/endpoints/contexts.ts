/** A path of keys as `@odata.context` prints it: `teams('…')/channels('19%3A…')`. */
export function contextPath(...parts: readonly (string | readonly [collection: string, key: string])[]): string {
  return parts
    .map(part => (typeof part === 'string' ? part : `${part[0]}('${encodeURIComponent(part[1])}')`))
    .join('/');
}
