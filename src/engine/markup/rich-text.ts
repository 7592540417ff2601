import type { Block, Line, Span, Style } from './document.ts';
import type { Effort } from './effort.ts';
import { linesOf } from './text-lines.ts';
import { arrayOf, flagOf, mapOf, numberOf, textOf } from './unknown-json.ts';

/**
 * Reads trees of rich text blocks: `rich_text` > section, list, quote, preformatted > leaves. The tree has a fixed depth,
 * so only known levels are walked, however deep hostile input nests; what is not known is left out.
 *
 * @param blocks a block or a list of blocks
 */
export function readRichText(blocks: unknown, effort: Effort): readonly Block[] {
  return arrayOf(blocks).flatMap(block => {
    effort(2);
    return arrayOf(mapOf(block)['elements']).flatMap(element => readElement(element, effort));
  });
}

function readElement(value: unknown, effort: Effort): readonly Block[] {
  effort(4);
  const element = mapOf(value);
  const isQuoted = (numberOf(element['border']) ?? 0) > 0;
  switch (element['type']) {
    case 'rich_text_section':
      return [{ kind: 'paragraph', lines: readLines(element, effort), isQuoted }];
    case 'rich_text_quote':
      return [{ kind: 'paragraph', lines: readLines(element, effort), isQuoted: true }];
    case 'rich_text_preformatted':
      return [readPreformatted(element, isQuoted, effort)];
    case 'rich_text_list':
      return readList(element, isQuoted, effort);
    default:
      return [];
  }
}

type Json = Readonly<Record<string, unknown>>;

function readPreformatted(element: Json, isQuoted: boolean, effort: Effort): Block {
  const text = readLeaves(element, effort)
    .map(span => span.text)
    .join('')
    .replace(/\n$/, '');
  const language = textOf(element['language']);
  return { kind: 'code', text, isQuoted, ...(language ? { language } : {}) };
}

function readList(element: Json, isQuoted: boolean, effort: Effort): readonly Block[] {
  const level = Math.max(0, Math.trunc(numberOf(element['indent']) ?? 0));
  const first = Math.max(0, Math.trunc(numberOf(element['offset']) ?? 0)) + 1;
  const isOrdered = element['style'] === 'ordered';
  return arrayOf(element['elements']).map((item, index) => ({
    kind: 'item',
    lines: readLines(mapOf(item), effort),
    level,
    isQuoted,
    ...(isOrdered ? { number: first + index } : {}),
  }));
}

function readLines(element: Json, effort: Effort): readonly Line[] {
  effort(4);
  const lines: Span[][] = [[]];
  for (const span of readLeaves(element, effort)) {
    let isFirst = true;
    for (const text of linesOf(span.text)) {
      effort(2 + (text.length >> 4));
      if (!isFirst) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...span, text });
      isFirst = false;
    }
  }
  return lines;
}

/** The text of a leaf may hold line breaks. */
function readLeaves(element: Json, effort: Effort): readonly Span[] {
  return arrayOf(element['elements']).flatMap(value => {
    effort(4);
    const leaf = mapOf(value);
    const text = readLeaf(leaf);
    effort((text?.length ?? 0) >> 4);
    return text === undefined || text === '' ? [] : [{ text, style: readStyle(leaf['style']), ...linkOf(leaf) }];
  });
}

/** The words a reader sees. A mention keeps its id behind the sign, so that whoever needs the name can look it up. */
function readLeaf(leaf: Json): string | undefined {
  switch (leaf['type']) {
    case 'text':
      return textOf(leaf['text']);
    case 'link':
      return textOf(leaf['text']) || textOf(leaf['url']);
    case 'user':
      return signed('@', leaf['user_id']);
    case 'usergroup':
      return signed('@', leaf['usergroup_id']);
    case 'channel':
      return signed('#', leaf['channel_id']);
    case 'team':
      return signed('@', leaf['team_id']);
    case 'broadcast':
      return signed('@', leaf['range']);
    case 'emoji':
      return readEmoji(leaf);
    case 'date':
      return readDate(leaf);
    case 'color':
      return textOf(leaf['value']);
    default:
      return textOf(leaf['text']);
  }
}

function signed(sign: string, name: unknown): string | undefined {
  const text = textOf(name);
  return text ? sign + text : undefined;
}

/** The characters where the code points are known, otherwise the short name between colons. */
function readEmoji(leaf: Json): string | undefined {
  const unicode = textOf(leaf['unicode']);
  if (unicode !== undefined && /^[0-9a-fA-F]{1,6}(?:-[0-9a-fA-F]{1,6}){0,15}$/.test(unicode)) {
    const points = unicode.split('-').map(point => Number.parseInt(point, 16));
    if (points.every(point => point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)))
      return String.fromCodePoint(...points);
  }
  const name = textOf(leaf['name']);
  const tone = numberOf(leaf['skin_tone']);
  return name ? `:${name}:${tone === undefined ? '' : `:skin-tone-${Math.trunc(tone)}:`}` : undefined;
}

function readDate(leaf: Json): string | undefined {
  const fallback = textOf(leaf['fallback']);
  if (fallback) return fallback;
  const time = new Date((numberOf(leaf['timestamp']) ?? Number.NaN) * 1000);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function readStyle(value: unknown): Style {
  const style = mapOf(value);
  return {
    bold: flagOf(style['bold']),
    italic: flagOf(style['italic']),
    strike: flagOf(style['strike']),
    code: flagOf(style['code']),
  };
}

function linkOf(leaf: Json): { readonly url?: string } {
  const url = leaf['type'] === 'link' || leaf['type'] === 'date' ? textOf(leaf['url']) : undefined;
  return url ? { url } : {};
}
