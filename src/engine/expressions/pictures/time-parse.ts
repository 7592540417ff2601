import { Fault } from '../fault.ts';
import type { FunctionContext } from '../expression.ts';
import { componentOf, dayNames, monthNames } from './calendar.ts';
import { readInteger } from './integer-parse.ts';
import { matchParts } from './time-match.ts';
import { readTimePicture, type Marker } from './time-picture.ts';

/** Values by component letter. `P` is 0 before and 1 after noon, `Z` minutes east of UTC. */
type Components = Partial<Record<string, number>>;

/**
 * Milliseconds since 1970 of a time written after a picture. What the picture leaves out on the left is that of now, on
 * the right the least.
 *
 * @returns undefined when the text is not written that way
 * @throws Fault D3133 for a component without names, D3136 for a picture with a gap
 */
export function parseTime(text: string, picture: string, context: FunctionContext): number | undefined {
  const parts = readTimePicture(picture);
  for (const part of parts) if (part.kind === 'marker') requireReadable(part);
  const pieces = matchParts(text, parts, context.budget);
  if (pieces === undefined) return undefined;
  const components: Components = {};
  for (const [at, part] of parts.entries()) {
    if (part.kind !== 'marker') continue;
    const value = readMarker(pieces[at] ?? '', part);
    if (value !== undefined) components[part.component] = value;
  }
  if (!parts.some(part => part.kind === 'marker')) return undefined;
  return momentOf(components, context.nowMs());
}

function requireReadable(marker: Marker): void {
  const hasNames = 'MxFP'.includes(marker.component);
  if (marker.integer === undefined && marker.component !== 'f' && !hasNames) {
    throw new Fault('D3133', { value: marker.component });
  }
}

function readMarker(piece: string, marker: Marker): number | undefined {
  if (marker.component === 'Z' || marker.component === 'z') return readZone(piece, marker);
  if (marker.component === 'f') return Number(`0.${piece.slice(0, 3)}`) * 1000;
  if (marker.integer !== undefined) return readInteger(piece, marker.integer);
  if (marker.component === 'P') return ['am', 'AM'].includes(piece) ? 0 : ['pm', 'PM'].includes(piece) ? 1 : undefined;
  const names = marker.component === 'F' ? dayNames : monthNames;
  const at = names.findIndex(name => (marker.maxWidth === undefined ? name : name.slice(0, marker.maxWidth)) === piece);
  return at === -1 ? undefined : at + 1;
}

function readZone(piece: string, marker: Marker): number {
  const text = marker.component === 'z' ? piece.slice(3) : piece;
  const separator = marker.integer?.regular?.character;
  if (separator !== undefined) {
    const at = text.indexOf(separator);
    return Number.parseInt(text.slice(0, at), 10) * 60 + Number.parseInt(text.slice(at + separator.length), 10);
  }
  if (text.length <= 3) return Number.parseInt(text, 10) * 60;
  return Number.parseInt(text.slice(0, 3), 10) * 60 + Number.parseInt(text.slice(3), 10);
}

/** Ways to name a day: which components belong together. */
const byMonth = 'YMD';
const byDayOfYear = 'Yd';
const byWeekOfMonth = 'XxwF';
const byWeek = 'XWF';

/** Letters that decide between the ways; the weekday fits any of them. */
const dayLetters = 'YXMxWwdD';

function momentOf(components: Components, nowMs: number): number | undefined {
  const isOnly = (letters: string, among: string): boolean => {
    const given = [...among].filter(letter => Boolean(components[letter]));
    return given.length > 0 && given.every(letter => letters.includes(letter));
  };
  const isByDay = !isOnly(byMonth, dayLetters) && isOnly(byDayOfYear, dayLetters);
  const isByWeekOfMonth = isOnly('Xxw', dayLetters);
  const isByWeek = !isByWeekOfMonth && isOnly('XW', dayLetters);
  const isHalfDay = !isOnly('Hmsf', 'PHhmsf') && isOnly('Phmsf', 'PHhmsf');
  const day = isByDay ? 'YD' : isByWeekOfMonth ? byWeekOfMonth : isByWeek ? byWeek : byMonth;
  const full = complete(components, day + (isHalfDay ? 'Phmsf' : 'Hmsf'), new Date(nowMs));
  if (isByWeekOfMonth || isByWeek) throw new Fault('D3136');
  const [month, date] = isByDay ? monthAndDay(full) : [Math.max((full['M'] ?? 1) - 1, 0), full['D'] ?? 1];
  const hours = isHalfDay
    ? ((full['h'] ?? 0) === 12 ? 0 : (full['h'] ?? 0)) + (full['P'] === 1 ? 12 : 0)
    : (full['H'] ?? 0);
  const moment = Date.UTC(full['Y'] ?? NaN, month, date, hours, full['m'] ?? 0, full['s'] ?? 0, full['f'] ?? 0);
  const zone = components['Z'] ?? components['z'] ?? 0;
  return Number.isNaN(moment) ? undefined : moment - zone * 60_000;
}

function monthAndDay(components: Components): readonly [number, number] {
  const date = new Date(Date.UTC(components['Y'] ?? 0, 0) + ((components['d'] ?? 1) - 1) * 86_400_000);
  return [date.getUTCMonth(), date.getUTCDate()];
}

/** Fills what was left out, from the greatest component to the least. */
function complete(given: Components, letters: string, now: Date): Components {
  const full: Components = { ...given };
  let hasBegun = false;
  let hasEnded = false;
  for (const letter of letters) {
    if (given[letter] !== undefined) {
      if (hasEnded) throw new Fault('D3136');
      hasBegun = true;
    } else if (hasBegun) {
      full[letter] = 'MDd'.includes(letter) ? 1 : 0;
      hasEnded = true;
    } else {
      const present = componentOf(now, letter);
      if (present !== undefined) full[letter] = present;
    }
  }
  return full;
}
