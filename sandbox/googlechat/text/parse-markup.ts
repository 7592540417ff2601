import type { RichText, Span, Syntax } from './rich-text.ts';

interface Rule {
  /** Matches at the current position only. */
  readonly pattern: RegExp;
  readonly spansOf: (found: RegExpExecArray, inner: (text: string) => RichText) => RichText;
}

type Style = 'bold' | 'italic' | 'strike';

/** Names shown for mentioned users: `users/123` → `Zoë Kim`. Nothing for an unknown user. */
export type NameOf = (user: string) => string | undefined;

/**
 * Reads the `text` of a written message in one of the syntaxes.
 *
 * @param nameOf mentions of users it does not know stay plain text
 */
export function parseMarkup(text: string, syntax: Syntax, nameOf: NameOf): RichText {
  const rules = syntax === 'chat' ? chatRules : markdownRules;
  const withMentions = [...rules, mention(nameOf)];
  const parse = (input: string): RichText => parseWith(withMentions, input, syntax, parse);
  return merge(parse(text));
}

const escapable = /^\\([\\`*_~[\]<])/;
/** What surely is no markup, in one step instead of one a character. */
const plainRun = /[^\\`*_~[<h•\n-]+/y;

function parseWith(rules: readonly Rule[], input: string, syntax: Syntax, inner: (text: string) => RichText): RichText {
  const spans: Span[] = [];
  let position = 0;
  let plain = '';
  const flush = (): void => {
    if (plain !== '') spans.push({ kind: 'text', text: plain });
    plain = '';
  };
  while (position < input.length) {
    const escape = syntax === 'markdown' ? escapable.exec(input.slice(position, position + 2)) : null;
    if (escape !== null) {
      plain += escape[1] ?? '';
      position += 2;
      continue;
    }
    const isLineStart = position === 0 || input[position - 1] === '\n';
    const bullet = syntax === 'chat' ? '* ' : '- ';
    if (isLineStart && input.startsWith(bullet, position)) {
      plain += '• ';
      position += bullet.length;
      continue;
    }
    const hit = match(rules, input, position);
    if (hit === undefined) {
      plainRun.lastIndex = position;
      const run = plainRun.exec(input)?.[0] ?? input.charAt(position);
      plain += run;
      position += run.length;
      continue;
    }
    flush();
    spans.push(...hit.rule.spansOf(hit.found, inner));
    position += hit.found[0].length;
  }
  flush();
  return spans;
}

function match(
  rules: readonly Rule[],
  input: string,
  position: number,
): { rule: Rule; found: RegExpExecArray } | undefined {
  for (const rule of rules) {
    rule.pattern.lastIndex = position;
    const found = rule.pattern.exec(input);
    if (found !== null) return { rule, found };
  }
  return undefined;
}

const styled =
  (style: Style): Rule['spansOf'] =>
  (found, inner) =>
    inner(found[1] ?? '').map(span => (span.kind === 'text' ? { ...span, [style]: true } : span));

const block: Rule = { pattern: /```\n?([^`]+?)\n?```/y, spansOf: found => [{ kind: 'block', text: found[1] ?? '' }] };
const code: Rule = { pattern: /`([^`\n]+)`/y, spansOf: found => [{ kind: 'code', text: found[1] ?? '' }] };
const bareLink: Rule = {
  pattern: /https?:\/\/[^\s<>|)\]]+/y,
  spansOf: found => [{ kind: 'link', url: found[0], text: found[0] }],
};
const link = (pattern: RegExp, order: { readonly url: 1 | 2; readonly text: 1 | 2 }): Rule => ({
  pattern,
  spansOf: found => [{ kind: 'link', url: found[order.url] ?? '', text: found[order.text] ?? '' }],
});

const chatRules: readonly Rule[] = [
  block,
  code,
  { pattern: /(?<!\w)\*([^\s*](?:[^*\n]*[^\s*])?)\*(?!\w)/y, spansOf: styled('bold') },
  { pattern: /(?<!\w)_([^\s_](?:[^_\n]*[^\s_])?)_(?!\w)/y, spansOf: styled('italic') },
  { pattern: /(?<!\w)~([^\s~](?:[^~\n]*[^\s~])?)~(?!\w)/y, spansOf: styled('strike') },
  link(/<(https?:\/\/[^|<>\s]+)\|([^<>\n]+)>/y, { url: 1, text: 2 }),
  bareLink,
];

const markdownRules: readonly Rule[] = [
  block,
  code,
  { pattern: /\*\*([^\s*](?:(?:[^*\n]|\*[^*\n]+\*)*[^\s*])?)\*\*/y, spansOf: styled('bold') },
  { pattern: /\*([^\s*](?:[^*\n]*[^\s*])?)\*/y, spansOf: styled('italic') },
  { pattern: /(?<!\w)_([^\s_](?:[^_\n]*[^\s_])?)_(?!\w)/y, spansOf: styled('italic') },
  { pattern: /~~([^\s~](?:[^~\n]*[^\s~])?)~~/y, spansOf: styled('strike') },
  link(/\[([^\]\n]+)\]\((https?:\/\/[^)\s]+)\)/y, { text: 1, url: 2 }),
  bareLink,
];

function mention(nameOf: NameOf): Rule {
  return {
    pattern: /<(users\/[\w.@-]+)>/y,
    spansOf: found => {
      const user = found[1] ?? '';
      const label = user === 'users/all' ? 'all' : nameOf(user);
      return [label === undefined ? { kind: 'text', text: found[0] } : { kind: 'mention', user, label }];
    },
  };
}

/** Joins neighbours of the same style, so that the same text always has the same spans. */
function merge(spans: RichText): RichText {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (span.kind === 'text' && last?.kind === 'text' && styleOf(span) === styleOf(last)) {
      merged[merged.length - 1] = { ...last, text: last.text + span.text };
    } else merged.push(span);
  }
  return merged;
}

function styleOf(span: Extract<Span, { kind: 'text' }>): string {
  return `${span.bold ?? ''} ${span.italic ?? ''} ${span.strike ?? ''}`;
}
