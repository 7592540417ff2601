import { writeBlocks } from './blocks.ts';
import type { Block } from './document.ts';
import { anyEffort, type Effort } from './effort.ts';
import { readMrkdwn } from './mrkdwn.ts';
import { readRichText } from './rich-text.ts';

/** Reads text of one markup dialect. */
type TextReader = (text: string, effort: Effort) => readonly Block[];

const dialects: Readonly<Record<string, TextReader>> = { mrkdwn: readMrkdwn };

/** Names of the dialects that `toMarkdown` reads. */
export function knownDialects(): readonly string[] {
  return Object.keys(dialects);
}

/**
 * Text as Markdown: from rich text blocks where they say anything, otherwise from text in a markup dialect.
 *
 * @param blocks rich text blocks: one, a list, or nothing
 * @param dialect one of `knownDialects()`
 * @returns undefined when there are neither blocks nor text, or the dialect is not known
 */
export function toMarkdown(
  blocks: unknown,
  text: string | undefined,
  dialect: string,
  effort: Effort = anyEffort,
): string | undefined {
  const read = Object.hasOwn(dialects, dialect) ? dialects[dialect] : undefined;
  if (!read) return undefined;
  const markdown = writeBlocks(readRichText(blocks, effort), effort);
  return markdown !== '' || text === undefined ? markdown || undefined : writeBlocks(read(text, effort), effort);
}
