import { spendFuel, spendGrowth, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import { maxDepth } from './depth.ts';
import { isFunction } from './functions.ts';
import { isObject } from './keys.ts';
import { isList, unwrapInput } from './marks.ts';

/** A value as `&` and `$string` write it: strings as they are, functions empty, everything else as JSON. */
export function toText(value: unknown, budget: Budget): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value, 'D3001');
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null) return 'null';
  if (isFunction(value) || value === undefined) return '';
  return toJson(value, 0, budget);
}

/**
 * JSON with numbers of at most 15 digits; functions are empty strings.
 *
 * @param indent spaces per level; 0 writes one line
 * @throws Fault D1001 on an infinite number, D4004 on too deep data
 */
export function toJson(value: unknown, indent: number, budget: Budget): string {
  const parts: string[] = [];
  writeValue(unwrapInput(value), { parts, indent, budget }, 0);
  return parts.join('');
}

interface Writer {
  readonly parts: string[];
  readonly indent: number;
  readonly budget: Budget;
}

function write(writer: Writer, text: string): void {
  spendGrowth(writer.budget, text.length);
  writer.parts.push(text);
}

function writeValue(value: unknown, writer: Writer, depth: number): void {
  if (depth > maxDepth) throw new Fault('D4004');
  // One for the value and one for what stands before it: a comma or a key.
  spendFuel(writer.budget, 2);
  if (isList(value)) writeList(value, writer, depth);
  else if (isFunction(value)) write(writer, '""');
  else if (isObject(value)) writeObject(value, writer, depth);
  else if (typeof value === 'number') write(writer, Number.isNaN(value) ? 'null' : numberText(value, 'D1001'));
  else if (typeof value === 'string') write(writer, quote(value, writer.budget));
  else write(writer, value === undefined ? 'null' : JSON.stringify(value));
}

function writeList(list: readonly unknown[], writer: Writer, depth: number): void {
  if (list.length === 0) {
    write(writer, '[]');
    return;
  }
  let opening = '[';
  for (const element of list) {
    write(writer, opening + lineBreak(writer, depth + 1));
    writeValue(element, writer, depth + 1);
    opening = ',';
  }
  write(writer, `${lineBreak(writer, depth)}]`);
}

function writeObject(object: Readonly<Record<string, unknown>>, writer: Writer, depth: number): void {
  let opening = '{';
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value === undefined) continue;
    const colon = writer.indent > 0 ? ': ' : ':';
    write(writer, opening + lineBreak(writer, depth + 1) + quote(key, writer.budget) + colon);
    writeValue(value, writer, depth + 1);
    opening = ',';
  }
  write(writer, opening === '{' ? '{}' : `${lineBreak(writer, depth)}}`);
}

/** Characters of a text that are written at once. */
const pieceSize = 4_096;

/** A string in quotes, piece by piece: escapes take long, so that those of each piece are paid for before the next. */
function quote(text: string, budget: Budget): string {
  if (text.length <= pieceSize) return paidFor(JSON.stringify(text), text.length, budget);
  let quoted = '"';
  for (let at = 0; at < text.length;) {
    // A pair that is cut in two would be written as two escapes.
    const end = at + pieceSize + ((text.codePointAt(at + pieceSize - 1) ?? 0) > 0xffff ? 1 : 0);
    const piece = text.slice(at, end);
    quoted += paidFor(JSON.stringify(piece), piece.length, budget).slice(1, -1);
    at = end;
  }
  return `${quoted}"`;
}

function paidFor(quoted: string, characters: number, budget: Budget): string {
  const escapes = quoted.length - 2 - characters;
  if (escapes > 0) spendFuel(budget, escapes >> 1);
  return quoted;
}

function lineBreak(writer: Writer, depth: number): string {
  return writer.indent === 0 ? '' : `\n${' '.repeat(writer.indent * depth)}`;
}

/** A number as JSON writes it, rounded to 15 digits so that 0.1 + 0.2 is 0.3. */
export function numberText(value: number, code: string): string {
  if (!Number.isFinite(value)) throw new Fault(code, { value });
  return String(roundDigits(value));
}

export const roundDigits = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)));
