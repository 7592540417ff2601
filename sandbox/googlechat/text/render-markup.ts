import type { RichText, Span, Syntax } from './rich-text.ts';

/** A place in the plain text that stands for more than its characters; offsets count UTF-16 units. */
export interface Mark {
  readonly span: Extract<Span, { kind: 'mention' | 'emoji' | 'link' }>;
  readonly startIndex: number;
  readonly length: number;
}

/** `Message.text`: no markup, mentions as `@Name`. */
export function renderPlain(content: RichText): string {
  return content.map(plainOf).join('');
}

/** `Message.formattedText` in one of the syntaxes. */
export function renderMarkup(content: RichText, syntax: Syntax): string {
  return content.map((span, index) => (syntax === 'chat' ? chatOf(span) : markdownOf(span, index))).join('');
}

/** Where mentions, custom emoji and links stand in the plain text. */
export function marksOf(content: RichText): Mark[] {
  const marks: Mark[] = [];
  let offset = 0;
  for (const span of content) {
    const { length } = plainOf(span);
    if (span.kind === 'mention' || span.kind === 'emoji' || span.kind === 'link') {
      marks.push({ span, startIndex: offset, length });
    }
    offset += length;
  }
  return marks;
}

function plainOf(span: Span): string {
  switch (span.kind) {
    case 'mention':
      return `@${span.label}`;
    case 'emoji':
      return `:${span.name}:`;
    case 'text':
    case 'code':
    case 'block':
    case 'link':
      return span.text;
  }
}

function chatOf(span: Span): string {
  switch (span.kind) {
    case 'text':
      return wrap(bulleted(span.text, '* '), [span.bold && '*', span.italic && '_', span.strike && '~']);
    case 'code':
      return `\`${span.text}\``;
    case 'block':
      return `\`\`\`${span.text}\`\`\``;
    case 'link':
      return span.text === span.url ? span.url : `<${span.url}|${span.text}>`;
    case 'mention':
      return `<${span.user}>`;
    case 'emoji':
      return `:${span.name}:`;
  }
}

function markdownOf(span: Span, index: number): string {
  switch (span.kind) {
    case 'text':
      return wrap(escapeMarkdown(span.text, index === 0), [span.bold && '**', span.italic && '*', span.strike && '~~']);
    case 'code':
      return `\`${span.text}\``;
    case 'block':
      return `\`\`\`\n${span.text}\n\`\`\``;
    case 'link':
      return span.text === span.url ? span.url : `[${escapeMarkdown(span.text, false)}](${span.url})`;
    case 'mention':
      return `<${span.user}>`;
    case 'emoji':
      return `:${span.name}:`;
  }
}

function wrap(text: string, marks: readonly (string | undefined)[]): string {
  const around = marks.filter(mark => mark !== undefined);
  return around.join('') + text + around.reverse().join('');
}

function bulleted(text: string, bullet: string): string {
  return text.replace(/(^|\n)• /g, `$1${bullet}`);
}

/** Everything the parser could take for markup gets a backslash; bullets become Markdown's. */
function escapeMarkdown(text: string, isAtStart: boolean): string {
  const escaped = text.replace(/[\\`*_~[\]<]/g, '\\$&').replace(/\n• /g, '\n- ');
  return isAtStart ? escaped.replace(/^• /, '- ') : escaped;
}
