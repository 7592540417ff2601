/**
 * A page with the text between `<!-- name: ... -->` and `<!-- /name -->` replaced.
 *
 * @throws Error when the page has no such markers
 */
export function betweenMarkers(page: string, name: string, text: string): string {
  const pattern = new RegExp(`(<!-- ${name}: [^>]*-->\\n)[^]*?(<!-- /${name} -->)`);
  if (!pattern.test(page)) throw new Error(`The page has no markers for ${name}.`);
  return page.replace(pattern, (_, open: string, close: string) => `${open}\n${text}\n\n${close}`);
}
