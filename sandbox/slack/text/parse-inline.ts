import type { RichTextLeaf, TextStyle } from '../store/rich-text.ts';

/** How an author wrote: Slack's own markup, or CommonMark. */
export type Dialect = 'mrkdwn' | 'markdown';

/** A closing marker is looked for this far: text without one must not cost the square of its length. */
const maxSpan = 2000;

const markers: Readonly<Record<Dialect, readonly (readonly [mark: string, style: keyof TextStyle])[]>> = {
  mrkdwn: [
    ['*', 'bold'],
    ['_', 'italic'],
    ['~', 'strike'],
  ],
  markdown: [
    ['**', 'bold'],
    ['__', 'bold'],
    ['~~', 'strike'],
    ['*', 'italic'],
    ['_', 'italic'],
  ],
};

/** Emoji the fake knows; others stay text. */
const emoji: Readonly<Record<string, string>> = {
  '+1': '1f44d',
  eyes: '1f440',
  fire: '1f525',
  heart: '2764-fe0f',
  rocket: '1f680',
  smile: '1f604',
  tada: '1f389',
  wave: '1f44b',
  warning: '26a0-fe0f',
  white_check_mark: '2705',
};

/** The leaves of one run of text (no block structure). */
export function parseInline(source: string, dialect: Dialect, style: TextStyle = {}): RichTextLeaf[] {
  const leaves: RichTextLeaf[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '')
      leaves.push({ type: 'text', text: dialect === 'mrkdwn' ? unescape(plain) : plain, ...styleOf(style) });
    plain = '';
  };
  for (let at = 0; at < source.length;) {
    const found = readSpecial(source, at, dialect, style);
    if (found === undefined) {
      plain += source[at] ?? '';
      at++;
      continue;
    }
    flush();
    leaves.push(...found.leaves);
    at = found.end;
  }
  flush();
  return leaves;
}

interface Found {
  readonly leaves: RichTextLeaf[];
  readonly end: number;
}

function readSpecial(source: string, at: number, dialect: Dialect, style: TextStyle): Found | undefined {
  switch (source[at]) {
    case '`':
      return readCode(source, at, dialect, style);
    case '<':
      return readAngle(source, at, dialect, style);
    case '[':
      return dialect === 'markdown' ? readLink(source, at, style) : undefined;
    case ':':
      return readEmoji(source, at);
    case '\\':
      return dialect === 'markdown' ? readEscape(source, at, style) : undefined;
    default:
      return readStyled(source, at, dialect, style);
  }
}

function readCode(source: string, at: number, dialect: Dialect, style: TextStyle): Found | undefined {
  const end = source.indexOf('`', at + 1);
  if (end < 0 || end === at + 1 || end - at > maxSpan) return undefined;
  const inner = source.slice(at + 1, end);
  const text = dialect === 'mrkdwn' ? unescape(inner) : inner;
  return { leaves: [{ type: 'text', text, style: { ...style, code: true } }], end: end + 1 };
}

/** `<@U1>`, `<#C1|name>`, `<!here>`, `<!subteam^S1|@handle>`, `<https://…|text>` */
function readAngle(source: string, at: number, dialect: Dialect, style: TextStyle): Found | undefined {
  const end = source.indexOf('>', at + 1);
  if (end < 0 || end - at > maxSpan) return undefined;
  const [target = '', label] = source.slice(at + 1, end).split('|');
  const leaf = angleLeaf(target, label === undefined || dialect === 'markdown' ? label : unescape(label), style);
  return leaf === undefined ? undefined : { leaves: [leaf], end: end + 1 };
}

function angleLeaf(target: string, label: string | undefined, style: TextStyle): RichTextLeaf | undefined {
  const id = target.slice(1);
  if (/^@[UW]\w+$/.test(target)) return { type: 'user', user_id: id };
  if (/^#[CG]\w+$/.test(target)) return { type: 'channel', channel_id: id };
  if (/^!subteam\^S\w+$/.test(target)) return { type: 'usergroup', usergroup_id: target.slice('!subteam^'.length) };
  if (/^!(here|channel|everyone)$/.test(target)) return { type: 'broadcast', range: id };
  if (!/^(https?:\/\/|mailto:)\S+$/.test(target)) return undefined;
  return { type: 'link', url: target, ...(label === undefined ? {} : { text: label }), ...styleOf(style) };
}

/** `[text](https://…)` */
function readLink(source: string, at: number, style: TextStyle): Found | undefined {
  const middle = source.indexOf('](', at + 1);
  const end = middle < 0 ? -1 : source.indexOf(')', middle + 2);
  if (end < 0 || end - at > maxSpan) return undefined;
  const url = source.slice(middle + 2, end);
  if (!/^(https?:\/\/|mailto:)\S+$/.test(url)) return undefined;
  return { leaves: [{ type: 'link', url, text: source.slice(at + 1, middle), ...styleOf(style) }], end: end + 1 };
}

function readEmoji(source: string, at: number): Found | undefined {
  const end = source.indexOf(':', at + 1);
  if (end < 0 || end - at > 40) return undefined;
  const name = source.slice(at + 1, end);
  const unicode = Object.hasOwn(emoji, name) ? emoji[name] : undefined;
  return unicode === undefined ? undefined : { leaves: [{ type: 'emoji', name, unicode }], end: end + 1 };
}

function readEscape(source: string, at: number, style: TextStyle): Found | undefined {
  const escaped = source[at + 1] ?? '';
  if (!/[!-/:-@[-`{-~]/.test(escaped)) return undefined;
  return { leaves: [{ type: 'text', text: escaped, ...styleOf(style) }], end: at + 2 };
}

/** A marker opens after a character that is not of a word and before one that is no space; it closes the other way round. */
function readStyled(source: string, at: number, dialect: Dialect, style: TextStyle): Found | undefined {
  for (const [mark, name] of markers[dialect]) {
    if (!source.startsWith(mark, at) || isWord(source[at - 1])) continue;
    const from = at + mark.length;
    if (isSpace(source[from])) continue;
    const end = closing(source, mark, from);
    if (end > from)
      return {
        leaves: parseInline(source.slice(from, end), dialect, { ...style, [name]: true }),
        end: end + mark.length,
      };
  }
  return undefined;
}

function closing(source: string, mark: string, from: number): number {
  const lineEnd = source.indexOf('\n', from);
  const last = Math.min(lineEnd < 0 ? source.length : lineEnd, from + maxSpan);
  for (let end = source.indexOf(mark, from); end >= 0 && end < last; end = source.indexOf(mark, end + 1)) {
    if (!isSpace(source[end - 1]) && !isWord(source[end + mark.length])) return end;
  }
  return -1;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}

function styleOf(style: TextStyle): { style?: TextStyle } {
  return Object.keys(style).length === 0 ? {} : { style };
}

function unescape(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
