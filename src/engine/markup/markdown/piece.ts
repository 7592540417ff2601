import type { Effort } from '../effort.ts';

/** A stretch of HTML: text that is still to be escaped, between tags that are not. */
export interface Piece {
  text: string;
  before?: string;
  after?: string;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Characters that are escaped at once. */
const stretch = 4_096;

/** Text as HTML that reads as the same text, in an attribute too. */
export function escapeHtml(text: string, effort: Effort): string {
  if (!/[&<>"']/.test(text)) return text;
  let escaped = '';
  for (let at = 0; at < text.length; at += stretch) {
    const plain = text.slice(at, at + stretch);
    const written = plain.replace(/[&<>"']/g, sign => signs[sign] ?? sign);
    effort((written.length - plain.length) >> 2);
    escaped += written;
  }
  return escaped;
}

/** The tag that opens a link; undefined where the address is none to follow from a message. */
export function openLink(url: string, effort: Effort): string | undefined {
  // Browsers skip these inside a scheme.
  const visible = url.replace(/[\u0000-\u0020\u007f]/g, '');
  return /^(?:https?|mailto|tel):/i.test(visible) ? `<a href="${escapeHtml(visible, effort)}">` : undefined;
}
