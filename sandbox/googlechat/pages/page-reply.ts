import { escapeHtml, htmlReply, type Reply } from '../../support/http-message.ts';

/** A plain page with a title, lines of text and links. */
export function pageReply(
  status: number,
  title: string,
  parts: {
    readonly lines?: readonly string[];
    readonly links?: readonly { readonly text: string; readonly href: string }[];
  },
): Reply {
  const lines = (parts.lines ?? []).map(line => `<p>${escapeHtml(line)}</p>`);
  const links = (parts.links ?? []).map(
    link => `<li><a href="${escapeHtml(link.href)}">${escapeHtml(link.text)}</a></li>`,
  );
  const list = links.length === 0 ? '' : `<ul>${links.join('')}</ul>`;
  return htmlReply(
    status,
    `<!doctype html><meta charset="utf-8"><title>${escapeHtml(title)}</title><h1>${escapeHtml(title)}</h1>${lines.join('')}${list}`,
  );
}
