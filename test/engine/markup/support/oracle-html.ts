import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { anyEffort } from '../../../../src/engine/markup/effort.ts';
import * as piece from '../../../../src/engine/markup/markdown/piece.ts';

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root['children'][number];

const escapeHtml = (text: string): string => piece.escapeHtml(text, anyEffort);
const openLink = (url: string): string | undefined => piece.openLink(url, anyEffort);

/** The extension lets a tilde beside `*` or `_` count as a letter; to the specification it is punctuation as any other. */
const syntax = { ...gfm(), attentionMarkers: { null: [] } };

/**
 * Markdown as HTML by a parser of others (micromark), written by the same rules as ours. It takes time that grows with
 * the square of the text's length, so it only serves as an oracle.
 */
export function oracleHtml(markdown: string): string {
  const root = fromMarkdown(markdown, { extensions: [syntax], mdastExtensions: [gfmFromMarkdown()] });
  const targets = new Map<string, string>();
  collectTargets(root.children, targets);
  return writeAll(root.children, { targets, isLinked: false });
}

interface Context {
  readonly targets: Map<string, string>;
  readonly isLinked: boolean;
}

function collectTargets(nodes: readonly Node[], targets: Map<string, string>): void {
  for (const node of nodes) {
    if (node.type === 'definition' && !targets.has(node.identifier)) targets.set(node.identifier, node.url);
    if ('children' in node) collectTargets(node.children, targets);
  }
}

const writeAll = (nodes: readonly Node[], context: Context): string => nodes.map(node => write(node, context)).join('');

function write(node: Node, context: Context): string {
  const inner = (): string => ('children' in node ? writeAll(node.children, context) : '');
  switch (node.type) {
    case 'text':
    case 'html':
      return escapeHtml(node.value);
    case 'paragraph':
      return `<p>${inner()}</p>`;
    case 'heading':
      return `<h${Math.min(node.depth, 3)}>${inner()}</h${Math.min(node.depth, 3)}>`;
    case 'emphasis':
      return `<em>${inner()}</em>`;
    case 'strong':
      return `<strong>${inner()}</strong>`;
    case 'delete':
      return `<s>${inner()}</s>`;
    case 'inlineCode':
      return `<code>${escapeHtml(node.value)}</code>`;
    case 'code':
      return `<pre><code>${escapeHtml(node.value)}</code></pre>`;
    case 'blockquote':
      return `<blockquote>${inner()}</blockquote>`;
    case 'break':
      return '<br>';
    case 'thematicBreak':
      return '<hr>';
    case 'link':
      return writeLink(node.url, writeAll(node.children, { ...context, isLinked: true }), context, inner());
    case 'linkReference': {
      const url = context.targets.get(node.identifier) ?? '';
      return writeLink(url, writeAll(node.children, { ...context, isLinked: true }), context, inner());
    }
    case 'image':
      return writeLink(node.url, escapeHtml(node.alt ?? ''), context);
    case 'imageReference':
      return writeLink(context.targets.get(node.identifier) ?? '', escapeHtml(node.alt ?? ''), context);
    case 'list': {
      const tag = node.ordered ? 'ol' : 'ul';
      const start = node.ordered && node.start !== 1 ? ` start="${node.start}"` : '';
      const isTight = node.spread !== true && node.children.every(({ spread }) => spread !== true);
      const items = node.children.map(item => `<li>${writeItem(item.children, isTight, context)}</li>`);
      return `<${tag}${start}>${items.join('')}</${tag}>`;
    }
    case 'table':
      return `<table>${node.children
        .map((row, at) => {
          const tag = at === 0 ? 'th' : 'td';
          // The parser keeps what stands beyond the last column; the specification ignores it.
          const cells = row.children.slice(0, node.align?.length);
          return `<tr>${cells.map(cell => `<${tag}>${writeAll(cell.children, context)}</${tag}>`).join('')}</tr>`;
        })
        .join('')}</table>`;
    default:
      return '';
  }
}

function writeItem(blocks: readonly Node[], isTight: boolean, context: Context): string {
  return blocks
    .map(block => (isTight && block.type === 'paragraph' ? writeAll(block.children, context) : write(block, context)))
    .join('');
}

/** A link in a link is none, and an address that is none to follow leaves its text. */
function writeLink(url: string, linked: string, { isLinked }: Context, unlinked = linked): string {
  const opening = isLinked ? undefined : openLink(url);
  return opening === undefined ? unlinked : `${opening}${linked}</a>`;
}
