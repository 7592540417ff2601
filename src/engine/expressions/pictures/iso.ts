const iso =
  /^(\d{4})(?:-([01]\d))?(?:-([0-3]\d))?(?:T([0-2]\d):([0-5]\d)(?::([0-5]\d))?)?(?:[.,](\d+))?(?:([+-])([0-2]\d):?([0-5]\d)|[Zz])?$/;

/**
 * Milliseconds since 1970 of an ISO 8601 time; digits beyond milliseconds are cut off. Without a zone it is UTC, on every
 * machine alike.
 *
 * @returns undefined when it is no such time or no such day
 */
export function parseIso(text: string): number | undefined {
  const parts = text.length > 64 ? null : iso.exec(text);
  if (parts === null) return undefined;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '',
    sign,
    hours,
    minutes,
  ] = parts;
  const moment = new Date(0);
  moment.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (moment.getUTCMonth() !== Number(month) - 1 || moment.getUTCDate() !== Number(day)) return undefined;
  // 24:00 is the end of the day; any later hour is none.
  const timeMs = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  if (timeMs > 86_400_000) return undefined;
  const offsetMinutes = sign === undefined ? 0 : (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return moment.getTime() + timeMs + ms - offsetMinutes * 60_000;
}
