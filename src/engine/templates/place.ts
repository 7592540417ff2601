import { PatchbayError } from '../../errors.ts';

/** How one interpolated value is written: one path segment, a path of several segments, or as it is. */
export type Placement = 'path' | 'segments' | 'raw';

/** A value on its way into a template, with the words its error needs. The value itself is never quoted: it may be a secret. */
export interface Placed {
  readonly value: unknown;
  readonly placement: Placement;
  /** The interpolation as it was written, without braces. */
  readonly written: string;
  readonly source: string;
}

/**
 * The text of one interpolated value.
 *
 * @throws PatchbayError REQUEST_INVALID when there is no value, or when it is not allowed at its place
 */
export function place(placed: Placed): string {
  const text = requireText(placed);
  if (placed.placement === 'raw') return refuseControlCharacters(placed, text);
  if (placed.placement === 'path') return encodeSegment(placed, text);
  return text
    .split('/')
    .map(segment => encodeSegment(placed, segment))
    .join('/');
}

/**
 * The rendered path, when no segment of it is `.` or `..`, also none that came about by joining values and literals.
 *
 * @throws PatchbayError REQUEST_INVALID
 */
export function refuseDotSegments(rendered: string, source: string): string {
  if (dotSegment.test(rendered)) {
    throw new PatchbayError(
      'REQUEST_INVALID',
      `A value makes a segment "." or ".." in the path \`${source}\`; that is not allowed.`,
    );
  }
  return rendered;
}

/** The URL standard reads `%2e` as a dot when it resolves segments, so both spellings count. */
const dotSegment = /(?:^|\/)(?:\.|%2e){1,2}(?=[/?#]|$)/i;

/**
 * The value as text, before it is fitted to its place.
 *
 * @throws PatchbayError REQUEST_INVALID when there is none, or it is a list or an object
 */
export function requireText(placed: Placed): string {
  const { value } = placed;
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'number':
      if (Number.isFinite(value)) return String(value);
      throw refused(placed, 'is not a finite number');
    case 'undefined':
      throw refused(placed, 'has no value');
    default:
      throw refused(placed, value === null ? 'has no value' : 'is not a text, a number or a boolean');
  }
}

function refuseControlCharacters(placed: Placed, text: string): string {
  if (/[\u0000-\u001f\u007f]/.test(text)) throw refused(placed, 'holds a control character (a line break, a tab, ...)');
  return text;
}

/** Percent-encodes all but the unreserved characters of RFC 3986. */
function encodeSegment(placed: Placed, text: string): string {
  if (text === '') throw refused(placed, 'is empty where a path needs a segment');
  if (text === '.' || text === '..') throw refused(placed, 'is "." or "..", which a path segment must not be');
  if (/[\ud800-\udfff]/u.test(text)) throw refused(placed, 'holds half a surrogate pair');
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    reserved => `%${reserved.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function refused(placed: Placed, why: string): PatchbayError {
  return new PatchbayError(
    'REQUEST_INVALID',
    `"${placed.written}" ${why}; \`${placed.source}\` cannot be written without it.`,
  );
}
