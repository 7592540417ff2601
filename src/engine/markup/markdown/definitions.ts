import type { Effort } from '../effort.ts';
import { readDestination, readTitle, skipSpace } from './destination.ts';

const label = /\[((?:[^\\[\]]|\\[^]){1,999})\]/y;

/** Labels are the same whatever their case and spaces. */
export function normalizeLabel(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}

/**
 * Takes the definitions of links (`[label]: address "title"`) off the beginning of a paragraph; the first of a label
 * counts.
 *
 * @returns what is left of the text
 */
export function takeDefinitions(text: string, definitions: Map<string, string>, effort: Effort): string {
  let at = 0;
  while (text[at] === '[') {
    effort(8);
    label.lastIndex = at;
    const name = label.exec(text)?.[1];
    if (name === undefined || name.trim() === '' || text[label.lastIndex] !== ':') break;
    const start = skipSpace(text, label.lastIndex + 1);
    const destination = readDestination(text, start, effort);
    if (destination === undefined || destination.end === start) break;
    const end = endOfDefinition(text, destination.end);
    if (end === undefined) break;
    effort(name.length >> 3);
    const key = normalizeLabel(name);
    if (!definitions.has(key)) definitions.set(key, destination.url);
    at = end;
  }
  return text.slice(at);
}

/** A title may follow, on the next line too; nothing else may on the line that ends it. */
function endOfDefinition(text: string, from: number): number | undefined {
  const start = skipSpace(text, from);
  const title = start > from ? readTitle(text, start) : undefined;
  return (title === undefined ? undefined : endOfLine(text, title)) ?? endOfLine(text, from);
}

function endOfLine(text: string, from: number): number | undefined {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at === text.length ? at : text[at] === '\n' ? skipIndent(text, at + 1) : undefined;
}

function skipIndent(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}
