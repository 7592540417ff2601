/** Microseconds since 1970, the resolution of Google Chat's times; a whole number below 2^53 until the year 2255. */
export type Micros = number;

/** The time as protobuf writes it: RFC 3339 in UTC with 0, 3 or 6 digits after the second, as few as hold it. */
export function formatTimestamp(micros: Micros): string {
  const seconds = new Date(Math.floor(micros / 1_000_000) * 1000).toISOString().slice(0, 19);
  const fraction = micros % 1_000_000;
  if (fraction === 0) return `${seconds}Z`;
  const digits = String(fraction).padStart(6, '0');
  return `${seconds}.${digits.endsWith('000') ? digits.slice(0, 3) : digits}Z`;
}

const rfc3339 = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i;

/** Reads RFC 3339 with any offset; digits below the microsecond come as a fraction. Nothing for any other text. */
export function parseTimestamp(text: string): Micros | undefined {
  const [, date, time, fraction, zone] = rfc3339.exec(text) ?? [];
  if (date === undefined || time === undefined || zone === undefined) return undefined;
  const ms = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  // Date.parse rolls 30 February over to March, which Google refuses.
  const isRealDay = new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) === true;
  if (Number.isNaN(ms) || !isRealDay) return undefined;
  return ms * 1000 + Number(`0${fraction ?? ''}`) * 1_000_000;
}
