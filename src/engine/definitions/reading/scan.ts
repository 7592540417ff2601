import { CST, Lexer } from 'yaml';

/** Ceilings of one definition file. */
export const fileLimits = { bytes: 128 * 1024, depth: 50, aliases: 100, nodes: 20_000, problems: 100 } as const;

/** Why a file is refused before it is parsed, and where. */
export interface Refusal {
  readonly offset: number;
  readonly message: string;
}

const openers = new Set(['flow-map-start', 'flow-seq-start']);
const closers = new Set(['flow-map-end', 'flow-seq-end']);
const lineIndicators = new Set(['seq-item-ind', 'explicit-key-ind', 'map-value-ind']);
const properties = new Set(['anchor', 'tag', 'alias']);

/**
 * Looks over the tokens of a file before the parser does: deep nesting overflows the parser's stack or exhausts memory,
 * and thousands of anchors, tags or broken tokens take it seconds. The lexer itself is linear.
 *
 * @returns the first reason to refuse, or undefined
 */
export function scanText(text: string): Refusal | undefined {
  if (Buffer.byteLength(text) > fileLimits.bytes) {
    return { offset: 0, message: `The file is larger than ${fileLimits.bytes / 1024} KB.` };
  }
  let offset = 0;
  let depth = 0;
  let inLine = 0;
  let propertyCount = 0;
  let scalarFollows = false;
  for (const token of new Lexer().lex(text)) {
    const type: string | null = scalarFollows ? null : CST.tokenType(token);
    scalarFollows = type === 'scalar';
    // `- - -` and `[a: b: c: …` nest without a bracket.
    if (type === 'newline' || type === 'comma') inLine = 0;
    else if (type !== null && openers.has(type)) depth += 1;
    else if (type !== null && closers.has(type)) depth -= 1;
    else if (type !== null && lineIndicators.has(type)) inLine += 1;
    else if (type !== null && properties.has(type)) propertyCount += 1;
    if (depth > fileLimits.depth || inLine > fileLimits.depth) {
      return { offset, message: `The file is nested deeper than ${fileLimits.depth}.` };
    }
    if (propertyCount > fileLimits.aliases * 2) {
      return { offset, message: `The file has more than ${fileLimits.aliases} anchors and aliases.` };
    }
    // Marks of the lexer itself (start of a document, of a scalar, ...) are not in the text.
    if (type !== 'doc-mode' && type !== 'flow-error-end' && type !== 'scalar') offset += token.length;
  }
  return undefined;
}
