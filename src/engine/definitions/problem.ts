import type { Problem } from './catalogue.ts';

/** Text with its name, as problems quote it. */
export interface SourceText {
  /** Path as shown to people. */
  readonly file: string;
  readonly text: string;
}

/** What is wrong and what to do about it; where is said apart. */
export interface Complaint {
  readonly code: Problem['code'];
  readonly message: string;
  readonly hint?: string;
  /** Default `error`. */
  readonly severity?: Problem['severity'];
  readonly expression?: Problem['expression'];
}

const excerptWidth = 120;

/** A problem at an offset (UTF-16 units) of a text, with line, column and excerpt worked out. */
export function createProblem(source: SourceText, offset: number, complaint: Complaint): Problem {
  const { line, column, lineStart } = lineAndColumn(source.text, offset);
  const { code, message, hint, severity = 'error', expression } = complaint;
  const base = { code, severity, file: source.file, line, column, message };
  const excerpt = layOut(lineOf(source.text, lineStart), line, column);
  return {
    ...base,
    ...(hint === undefined ? {} : { hint }),
    ...(expression === undefined || Object.keys(expression).length === 0 ? {} : { expression }),
    excerpt,
  };
}

/** Line and column of an offset, both from 1, and the offset its line starts at. */
export function lineAndColumn(
  text: string,
  offset: number,
): { readonly line: number; readonly column: number; readonly lineStart: number } {
  const at = Math.max(0, Math.min(offset, text.length));
  // A negative index means 0 there: the first sign of the text may itself be the end of its line.
  const lineStart = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  return { line: countLines(text, lineStart), column: at - lineStart + 1, lineStart };
}

/** One problem as a console shows it: where, what, the line with a caret, what to do. */
export function formatProblem(problem: Problem): string {
  const head = `${problem.file}:${problem.line}:${problem.column} ${problem.severity} ${problem.code}`;
  const lines = [head, `  ${problem.message}`, ...problem.excerpt.split('\n').map(line => `  ${line}`)];
  if (problem.hint !== undefined) lines.push(`  hint: ${problem.hint}`);
  return lines.join('\n');
}

function countLines(text: string, end: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

function lineOf(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return (end === -1 ? text.slice(start) : text.slice(start, end)).replace(/\r$/, '');
}

/** A long line is cut around the caret, so that the excerpt stays readable. */
function layOut(text: string, line: number, column: number): string {
  const from = column > excerptWidth ? column - Math.floor(excerptWidth / 2) : 0;
  const shown = text.slice(from, from + excerptWidth);
  const head = from > 0 ? '…' : '';
  const tail = from + excerptWidth < text.length ? '…' : '';
  const margin = String(line);
  const before = `${head}${shown.slice(0, Math.max(0, column - 1 - from))}`;
  return `${margin} | ${head}${shown}${tail}\n${' '.repeat(margin.length)} | ${before.replace(/[^\t]/g, ' ')}^`;
}
