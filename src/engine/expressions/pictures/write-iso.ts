const dayMs = 86_400_000;

/** The end of the year 9999: later years are written with a sign. */
const endMs = 253_402_300_800_000;

/** Days remembered, a power of two: the records of a page are of few days. */
const keptDays = 256;

/** What the time stamps of a day begin with: `2025-12-23T`. A day of one number takes the place of another. */
const days = new Array<number>(keptDays).fill(-1);
const prefixes = new Array<string>(keptDays).fill('');

const dash = 0x2d;
const colon = 0x3a;
const zero = 0x30;

const tensOf = (value: number): number => zero + Math.floor(value / 10);
const onesOf = (value: number): number => zero + (value % 10);

/** Milliseconds since 1970 as ISO 8601 UTC, as `Date` writes them. */
export function writeIso(milliseconds: number): string {
  if (!(milliseconds >= 0 && milliseconds < endMs)) return new Date(milliseconds).toISOString();
  const whole = Math.floor(milliseconds);
  const day = Math.floor(whole / dayMs);
  const inDay = whole - day * dayMs;
  const seconds = Math.floor(inDay / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const date = prefixOf(day);
  // One string made at once: a sum of strings would be put together when it is read, and take longer in all.
  return String.fromCharCode(
    date.charCodeAt(0),
    date.charCodeAt(1),
    date.charCodeAt(2),
    date.charCodeAt(3),
    dash,
    date.charCodeAt(5),
    date.charCodeAt(6),
    dash,
    date.charCodeAt(8),
    date.charCodeAt(9),
    0x54,
    tensOf(hours),
    onesOf(hours),
    colon,
    tensOf(minutes - hours * 60),
    onesOf(minutes - hours * 60),
    colon,
    tensOf(seconds - minutes * 60),
    onesOf(seconds - minutes * 60),
    0x2e,
    zero + Math.floor((inDay - seconds * 1000) / 100),
    tensOf((inDay - seconds * 1000) % 100),
    onesOf(inDay - seconds * 1000),
    0x5a,
  );
}

/** `2025-12-23T` */
function prefixOf(day: number): string {
  const place = day & (keptDays - 1);
  const known = prefixes[place];
  if (days[place] === day && known !== undefined) return known;
  const prefix = new Date(day * dayMs).toISOString().slice(0, 11);
  days[place] = day;
  prefixes[place] = prefix;
  return prefix;
}
