import { PatchbayError } from '../../errors.ts';

/** The named parts an id is made of, in order. */
export interface IdKey {
  /** One letter that begins the id, where records of one resource have several forms. */
  readonly tag?: string;
  readonly parts: readonly { readonly name: string; readonly optional: boolean }[];
  /** The provider's own id is a path of these parts; `name` is then the whole. */
  readonly pattern?: { readonly segments: readonly PathSegment[] };
}

export type PathSegment = { readonly literal: string } | { readonly part: string };

export type IdParts = Readonly<Record<string, string>>;

const unsafe = /[^A-Za-z0-9._:@-]/;
const escaped = /[^A-Za-z0-9._:@-]/gu;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Writes an id: each part with `A-Z a-z 0-9 . _ : @ -` as they are and every other UTF-8 byte as `!` and two hex digits,
 * joined by `~`; an absent optional part is empty in its place. Customers keep ids for ever: a golden file freezes this.
 *
 * @returns undefined when a required part is missing or empty
 */
export function encodeId(key: IdKey, values: Readonly<Record<string, unknown>>): string | undefined {
  let id = key.tag ?? '';
  let separator = key.tag === undefined ? '' : '~';
  const given =
    key.pattern && typeof values['name'] === 'string' ? (readPath(key.pattern, values['name']) ?? {}) : values;
  for (const { name, optional } of key.parts) {
    const text = partText(Object.hasOwn(given, name) ? given[name] : undefined);
    if (text === undefined && !optional) return undefined;
    id += separator + (text === undefined ? '' : encodePart(text));
    separator = '~';
  }
  return id;
}

/** A part as text: ids are strings or whole numbers; anything else, and "", counts as missing. */
export function partText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
}

export function encodePart(text: string): string {
  // As a whole URL segment `.` and `..` would be resolved away, so here alone a dot is escaped.
  if (text === '.' || text === '..') return text.replaceAll('.', '!2e');
  if (!unsafe.test(text)) return text;
  return text.replace(escaped, character =>
    Array.from(encoder.encode(character), byte => `!${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}

/**
 * Reads an id back into its parts; absent optional parts are left out.
 *
 * @returns undefined when it is not an id that `encodeId` writes for this key
 */
export function decodeId(key: IdKey, id: string): IdParts | undefined {
  const pieces = id.split('~');
  if (key.tag !== undefined && pieces.shift() !== key.tag) return undefined;
  if (pieces.length !== key.parts.length) return undefined;
  const parts: Record<string, string> = {};
  for (const [index, { name, optional }] of key.parts.entries()) {
    const piece = pieces[index] ?? '';
    if (piece === '') {
      if (!optional) return undefined;
      continue;
    }
    const text = decodePart(piece);
    if (text === undefined) return undefined;
    parts[name] = text;
  }
  if (key.pattern) parts['name'] = writePath(key.pattern, parts);
  return parts;
}

/**
 * Reads the parts out of a provider's path id.
 *
 * @returns undefined when the path is not of this pattern
 */
export function readPath(pattern: NonNullable<IdKey['pattern']>, path: string): Record<string, string> | undefined {
  const pieces = path.split('/');
  if (pieces.length !== pattern.segments.length) return undefined;
  const parts: Record<string, string> = {};
  for (const [index, segment] of pattern.segments.entries()) {
    const piece = pieces[index] ?? '';
    if ('part' in segment) parts[segment.part] = piece;
    if (piece === '' || ('literal' in segment && piece !== segment.literal)) return undefined;
  }
  return parts;
}

function writePath(pattern: NonNullable<IdKey['pattern']>, parts: IdParts): string {
  return pattern.segments
    .map(segment => ('literal' in segment ? segment.literal : (parts[segment.part] ?? '')))
    .join('/');
}

/** One spelling for one value: `!41` for `A`, upper-case digits and broken UTF-8 are refused. */
function decodePart(piece: string): string | undefined {
  if (!unsafe.test(piece)) return encodePart(piece) === piece ? piece : undefined;
  const bytes: number[] = [];
  for (let at = 0; at < piece.length; at++) {
    const character = piece[at] ?? '';
    if (character !== '!') {
      bytes.push(piece.charCodeAt(at));
      continue;
    }
    const hex = piece.slice(at + 1, at + 3);
    if (!/^[0-9a-f]{2}$/.test(hex)) return undefined;
    bytes.push(Number.parseInt(hex, 16));
    at += 2;
  }
  try {
    const text = decoder.decode(Uint8Array.from(bytes));
    return encodePart(text) === piece ? text : undefined;
  } catch {
    return undefined; // not UTF-8, so never written by encodeId: the caller names the resource
  }
}

/**
 * The error for an id a caller sent that is none of a resource's; it names the form that ids of the resource have.
 *
 * @param place how the caller gave it (`id`, `query.channel.id`)
 */
export function invalidId(keys: readonly IdKey[], resource: string, id: unknown, place: string): PatchbayError {
  const form = keys.map(formOf).join(' or ');
  return new PatchbayError(
    'REQUEST_ID_INVALID',
    `"${String(id).slice(0, 200)}" given as ${place} is not an id of ${resource} here. Use an id that a list or get of ${resource} of this account answered; its form is ${form}.`,
    { errors: [{ pointer: `/${place.replaceAll('.', '/')}`, message: `is not an id of ${resource}` }] },
  );
}

function formOf(key: IdKey): string {
  const parts = key.parts.map(part => (part.optional ? `[${part.name}]` : part.name));
  return [...(key.tag === undefined ? [] : [key.tag]), ...parts].join('~');
}
