/** Schemes whose addresses run in the reader's own page; what carries one stays text. */
const unsafe = /^(?:javascript|vbscript|data):/i;
const scheme = /^[A-Za-z][A-Za-z0-9+.-]{1,31}:/;
const entity = /&(?=[A-Za-z#][A-Za-z0-9]{0,31};)/g;

/** Whether an address may become a link. Control characters and spaces in front do not hide its scheme. */
export function isLinkable(url: string): boolean {
  const visible = url.replace(/[\u0000-\u0020]/g, '');
  return visible !== '' && !unsafe.test(visible);
}

/**
 * A link as Markdown.
 *
 * @param label Markdown already, of one line
 * @param isAddress whether the label is just the address, so that an autolink says the same
 */
export function linkTo(url: string, label: string, isAddress: boolean): string {
  if (isAddress && scheme.test(url) && !/[\s<>\u0000-\u001f]/.test(url)) return `<${url}>`;
  return `[${label}](${destination(url)})`;
}

function destination(url: string): string {
  return url
    .replace(/[\s\u0000-\u001f<>\\]/g, character => encodeURIComponent(character))
    .replace(/[()]/g, character => `\\${character}`)
    .replace(entity, '&amp;');
}
