/** The media type of a stream of JSON lines. */
export const ndjsonType = 'application/x-ndjson';

/**
 * Whether a caller asks for JSON lines: it names them, and names plain JSON with no higher weight (RFC 9110, 12.5.1).
 * Wildcards mean plain JSON.
 */
export function asksForNdjson(accept: string | undefined): boolean {
  if (accept === undefined || !accept.toLowerCase().includes(ndjsonType)) return false;
  const weight = weightOf(accept, ndjsonType);
  return weight > 0 && weight >= weightOf(accept, 'application/json');
}

function weightOf(accept: string, type: string): number {
  for (const range of accept.toLowerCase().split(',')) {
    const [name = '', ...parameters] = range.split(';').map(part => part.trim());
    if (name !== type) continue;
    const given = parameters.find(parameter => parameter.startsWith('q='))?.slice(2);
    if (given === undefined) return 1;
    return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(given) ? Number(given) : 0;
  }
  return 0;
}
