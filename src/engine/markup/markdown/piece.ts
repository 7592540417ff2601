/** A stretch of HTML: text that is still to be escaped, between tags that are not. */
export interface Piece {
  text: string;
  before?: string;
  after?: string;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML that reads as the same text, in an attribute too. */
export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, sign => signs[sign] ?? sign) : text;
}

/** The tag that opens a link; undefined where the address is none to follow from a message. */
export function openLink(url: string): string | undefined {
  // Browsers skip these inside a scheme.
  const visible = url.replace(/[\u0000-\u0020\u007f]/g, '');
  return /^(?:https?|mailto|tel):/i.test(visible) ? `<a href="${escapeHtml(visible)}">` : undefined;
}
