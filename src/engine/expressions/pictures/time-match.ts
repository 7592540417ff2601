import { spendFuel, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import { wordValues } from './integer-words.ts';
import type { Marker, TimePart } from './time-picture.ts';

/** Longest text that is tried against a picture. */
const maxText = 1_024;

/** Fuel for finding one place where a part may end, and for trying it. */
const fuelPerEnd = 2;

/**
 * The pieces of a text that the parts of a picture stand for, or undefined when it is not written that way. Longer
 * readings are tried first; what failed once at a place is not tried again, so that the work is bounded.
 */
export function matchParts(text: string, parts: readonly TimePart[], budget: Budget): readonly string[] | undefined {
  if (text.length > maxText) return undefined;
  const matchers = parts.map(endsOf);
  const hopeless = new Set<number>();
  const pieces: string[] = [];
  const match = (index: number, from: number): boolean => {
    const ends = matchers[index];
    if (ends === undefined) return from === text.length;
    const key = index * (maxText + 1) + from;
    if (hopeless.has(key)) return false;
    const possible = ends(text, from);
    spendFuel(budget, 2 + possible.length * fuelPerEnd);
    for (const end of possible) {
      pieces[index] = text.slice(from, end);
      if (match(index + 1, end)) return true;
    }
    hopeless.add(key);
    return false;
  };
  return match(0, 0) ? pieces : undefined;
}

/** Places where a part may end that begins at `from`, the longest first. */
type Ends = (text: string, from: number) => readonly number[];

function endsOf(part: TimePart): Ends {
  if (part.kind === 'literal') return literal(part.text);
  if (part.component === 'Z' || part.component === 'z') return zone(part);
  if (part.component === 'f') return run(/[0-9]/);
  if (part.integer === undefined) return run(/[a-zA-Z]/);
  switch (part.integer.style) {
    case 'letters':
      return run(/[a-zA-Z]/);
    case 'roman':
      return run(/[mdclxvi]/i);
    case 'words':
      return words();
    case 'decimal':
      return decimal(part);
    case 'sequence':
      throw new Fault('D3130', { value: part.integer.token });
  }
}

function literal(wanted: string): Ends {
  const small = wanted.toLowerCase();
  return (text, from) => (text.slice(from, from + wanted.length).toLowerCase() === small ? [from + wanted.length] : []);
}

function endOfRun(text: string, from: number, character: RegExp): number {
  let at = from;
  while (at < text.length && character.test(text.charAt(at))) at += 1;
  return at;
}

/** One or more of a kind of character. */
function run(character: RegExp): Ends {
  return (text, from) => descending(endOfRun(text, from, character), from + 1);
}

function descending(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, from - to + 1) }, (_, at) => from - at);
}

function decimal(marker: Marker): Ends {
  const digits: Ends = (text, from) => {
    const end = endOfRun(text, from, /[0-9]/);
    const { exactDigits } = marker;
    if (exactDigits === undefined) return descending(end, from + 1);
    return end - from >= exactDigits ? [from + exactDigits] : [];
  };
  if (marker.integer?.isOrdinal !== true) return digits;
  return (text, from) =>
    digits(text, from).flatMap(end => (/^(?:th|st|nd|rd)/i.test(text.slice(end, end + 2)) ? [end + 2] : []));
}

/** `+01:00`, `-0530`, `GMT+1`. */
function zone(marker: Marker): Ends {
  const separator = marker.integer?.regular?.character;
  const prefix = marker.component === 'z' ? 'gmt' : '';
  return (text, from) => {
    const signAt = from + prefix.length;
    if (text.slice(from, signAt).toLowerCase() !== prefix || !'+-'.includes(text.charAt(signAt) || ' ')) return [];
    const hours = run(/[0-9]/)(text, signAt + 1);
    if (separator === undefined) return hours;
    return hours.flatMap(end => (text.startsWith(separator, end) ? run(/[0-9]/)(text, end + separator.length) : []));
  };
}

/** Number words with what stands between them. */
function words(): Ends {
  const known = [...wordValues().keys(), 'and', '-', ',', ' '];
  let [last, small] = ['', ''];
  return (text, from) => {
    if (text !== last) [last, small] = [text, text.toLowerCase()];
    const reached = new Set<number>([from]);
    for (const at of reached) {
      for (const word of known) if (small.startsWith(word, at)) reached.add(at + word.length);
    }
    reached.delete(from);
    return [...reached].sort((a, b) => b - a);
  };
}
