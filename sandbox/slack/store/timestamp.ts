const form = /^(\d{1,10})(?:\.(\d{1,6}))?$/;

/** A `ts` of epoch microseconds: `1766458026.240809`. */
export function tsFromMicros(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  return `${String(seconds).padStart(10, '0')}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

/** Epoch microseconds of a `ts`; exact, because seconds and fraction stay below 2^53 together. */
export function microsFromTs(ts: string): number {
  const [seconds = '0', fraction = '0'] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0'));
}

/**
 * A caller's timestamp brought to the full form, in which text order is time order.
 * Nothing when it is none: callers may leave out the fraction or its last zeros, but not send a sign or an exponent.
 */
export function normaliseTs(text: string): string | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  return `${(match[1] ?? '').padStart(10, '0')}.${(match[2] ?? '').padEnd(6, '0')}`;
}
