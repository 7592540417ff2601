import { Fault } from '../fault.ts';
import { parseIso } from './iso.ts';

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
  return value === undefined ? undefined : toIso(msOf(value), value, 'D3110');
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
  return new Date(milliseconds).toISOString();
}

/** Milliseconds of a decimal number of seconds, cut off, without going through a fraction that floats cannot hold. */
function secondsToMs(value: unknown): number {
  const text = typeof value === 'number' ? plainDecimal(value) : value;
  const parts = typeof text === 'string' ? /^(-?)(\d{1,15})(?:\.(\d{1,40}))?$/.exec(text) : null;
  if (parts === null) throw new Fault('D4001', { value });
  const [, sign, whole = '0', fraction = ''] = parts;
  const milliseconds = Number(whole) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  // Below zero cutting off means going down.
  const isCut = /[1-9]/.test(fraction.slice(3));
  return sign === '-' ? -milliseconds - (isCut ? 1 : 0) : milliseconds;
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
