import { Fault } from '../fault.ts';
import { parseIso } from './iso.ts';
import { writeIso } from './write-iso.ts';

/** Milliseconds a time stamp can hold. */
const maxMs = 8.64e15;

/**
 * Seconds since 1970, a number or a string of digits, as ISO 8601 UTC with milliseconds; nothing of nothing.
 *
 * @throws Fault D4001
 */
export function isoFromSeconds(value: unknown): string | undefined {
  return value === undefined ? undefined : toIso(secondsToMs(value), value, 'D4001');
}

/**
 * Milliseconds since 1970, a number or a string of digits, as ISO 8601 UTC; nothing of nothing.
 *
 * @throws Fault D4002
 */
export function isoFromMillis(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const isDigits = typeof value === 'number' || (typeof value === 'string' && /^-?\d{1,16}$/.test(value));
  return toIso(isDigits ? Math.floor(Number(value)) : NaN, value, 'D4002');
}

/**
 * Any ISO 8601 time as UTC with milliseconds; nothing of nothing.
 *
 * @throws Fault D3110
 */
export function isoFromIso(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return (typeof value === 'string' ? cutIso(value) : undefined) ?? toIso(msOf(value), value, 'D3110');
}

/**
 * An ISO 8601 time as seconds since 1970, with decimals where it needs them; nothing of nothing.
 *
 * @throws Fault D3110
 */
export function secondsFromIso(value: unknown): string | undefined {
  return value === undefined ? undefined : msToSeconds(msOf(value));
}

/**
 * An ISO 8601 time as milliseconds since 1970; nothing of nothing.
 *
 * @throws Fault D3110
 */
export function millisFromIso(value: unknown): number | undefined {
  return value === undefined ? undefined : msOf(value);
}

function toIso(milliseconds: number, value: unknown, code: string): string {
  if (!(Math.abs(milliseconds) <= maxMs)) throw new Fault(code, { value });
  return writeIso(milliseconds);
}

/**
 * The same time with milliseconds where a whole one in UTC is given, as nearly all providers do: nothing has to be
 * reckoned then. Undefined for any other form.
 */
function cutIso(text: string): string | undefined {
  const { length } = text;
  if (length < 20 || length > 64 || charCodeAt.call(text, length - 1) !== 0x5a) return undefined;
  if (
    charCodeAt.call(text, 4) !== dash ||
    charCodeAt.call(text, 7) !== dash ||
    charCodeAt.call(text, 10) !== 0x54 ||
    charCodeAt.call(text, 13) !== colon ||
    charCodeAt.call(text, 16) !== colon
  ) {
    return undefined;
  }
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (!(twoDigits(text, 0) >= 0 && twoDigits(text, 2) >= 0 && month >= 1 && month <= 12)) return undefined;
  // The 29th of February needs a calendar.
  if (!(day >= 1 && day <= (shortest[month] ?? 0))) return undefined;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  if (!(hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59)) return undefined;
  if (length === 20) return `${text.slice(0, 19)}.000Z`;
  return cutFraction(text);
}

function cutFraction(text: string): string | undefined {
  const end = text.length - 1;
  if (charCodeAt.call(text, 19) !== 0x2e || end < 21) return undefined;
  for (let at = 20; at < end; at += 1) if (!isDigit(charCodeAt.call(text, at))) return undefined;
  if (end === 23) return text;
  return end > 23 ? `${text.slice(0, 23)}Z` : `${text.slice(0, end)}${end === 21 ? '00Z' : '0Z'}`;
}

/** Days that a month has every year, by its number. */
const shortest = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Called on a text instead of as its method: strings are of many kinds inside, and where more than four have been met the
 * compiler looks the method up for each character, which makes reading a time five times as slow.
 */
const { charCodeAt } = String.prototype;

const dash = 0x2d;
const colon = 0x3a;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** The number that two digits stand for; -1 where they are none. */
function twoDigits(text: string, at: number): number {
  const tens = charCodeAt.call(text, at);
  const ones = charCodeAt.call(text, at + 1);
  return isDigit(tens) && isDigit(ones) ? tens * 10 + ones - 528 : -1;
}

/** Milliseconds of a decimal number of seconds, cut off, without going through a fraction that floats cannot hold. */
function secondsToMs(value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value <= maxMs / 1000 && Number.isInteger(value)) return value * 1000;
  const text = typeof value === 'number' ? plainDecimal(value) : value;
  const quick = typeof text === 'string' ? quickSeconds(text) : undefined;
  if (quick !== undefined) return quick;
  const parts = typeof text === 'string' ? /^(-?)(\d{1,15})(?:\.(\d{1,40}))?$/.exec(text) : null;
  if (parts === null) throw new Fault('D4001', { value });
  const [, sign, whole = '0', fraction = ''] = parts;
  const milliseconds = Number(whole) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  // Below zero cutting off means going down.
  const isCut = /[1-9]/.test(fraction.slice(3));
  return sign === '-' ? -milliseconds - (isCut ? 1 : 0) : milliseconds;
}

/** Milliseconds of seconds with three to six decimals or none, as they are usually written; undefined for another form. */
function quickSeconds(text: string): number | undefined {
  const { length } = text;
  if (length === 0 || length > 18) return undefined;
  let at = 0;
  let seconds = 0;
  for (; at < length; at += 1) {
    const code = charCodeAt.call(text, at);
    if (!isDigit(code)) break;
    seconds = seconds * 10 + code - 0x30;
  }
  if (at === 0 || at > 11) return undefined;
  if (at === length) return seconds * 1000;
  if (charCodeAt.call(text, at) !== 0x2e || length < at + 4) return undefined;
  let milliseconds = 0;
  for (let digit = at + 1; digit < length; digit += 1) {
    const code = charCodeAt.call(text, digit);
    if (!isDigit(code)) return undefined;
    if (digit <= at + 3) milliseconds = milliseconds * 10 + code - 0x30;
  }
  return seconds * 1000 + milliseconds;
}

/** A number as a decimal without an exponent. */
function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(9) : text;
}

/** Seconds with as many decimals as the milliseconds need. */
function msToSeconds(milliseconds: number): string {
  const sign = milliseconds < 0 ? '-' : '';
  const whole = Math.abs(milliseconds);
  const rest = whole % 1000;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`;
  return `${sign}${Math.floor(whole / 1000)}${fraction}`;
}

function msOf(value: unknown): number {
  const milliseconds = typeof value === 'string' ? parseIso(value) : undefined;
  if (milliseconds === undefined) throw new Fault('D3110', { value });
  return milliseconds;
}
