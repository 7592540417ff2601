import { PatchbayError } from '../../errors.ts';

/** How a provider's filter language writes a text. `plain`: it has no quotes, so only harmless texts may enter. */
export type Dialect = 'odata' | 'double' | 'plain';

/** A filter in a provider's language, written as parts with places for values: no value is ever pasted into a query. */
export interface FilterLanguage {
  /** Between two parts that are there: ` and `. */
  readonly join: string;
  readonly quote: Dialect;
  /**
   * Name -> part. `?` is the value as a quoted text, `?:time` an ISO 8601 time (quoted where texts have double quotes),
   * `?:number` a number, `?:word` letters,
   * digits and `_ . -` without quotes. A list of values fills the part once each, joined by ` or ` in brackets.
   */
  readonly parts: Readonly<Record<string, string>>;
}

const place = /\?(?::(time|number|word))?/g;

/**
 * Writes a filter from the values of its parts; a part without a value is left out.
 *
 * @returns undefined when no part is left
 * @throws REQUEST_INVALID when a value cannot be written safely at its place
 */
export function writeFilter(language: FilterLanguage, values: Readonly<Record<string, unknown>>): string | undefined {
  const written: string[] = [];
  for (const [name, part] of Object.entries(language.parts)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === null || value === false) continue;
    if (!Array.isArray(value)) {
      written.push(writePart(language, name, part, value));
    } else if (value.length > 0) {
      const several = value.map(entry => writePart(language, name, part, entry));
      written.push(several.length > 1 ? `(${several.join(' or ')})` : several.join(''));
    }
  }
  return written.length > 0 ? written.join(language.join) : undefined;
}

function writePart(language: FilterLanguage, name: string, part: string, value: unknown): string {
  return part.replace(place, (_, type: string | undefined) => writeValue(language.quote, name, type, value));
}

function writeValue(quote: Dialect, name: string, type: string | undefined, value: unknown): string {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (typeof text !== 'string') throw unwritable(name, 'one text, number or boolean is needed');
  if (type === 'time') {
    if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/.test(text)) {
      return quote === 'double' ? `"${text}"` : text;
    }
    throw unwritable(name, 'a time in UTC such as 2025-12-23T02:47:06Z is needed');
  }
  if (type === 'number') {
    if (/^-?\d{1,18}(?:\.\d{1,18})?$/.test(text)) return text;
    throw unwritable(name, 'a number is needed');
  }
  if (type === 'word') return writeWord(name, text);
  // Line breaks and other controls have no safe spelling in every one of these languages.
  if (/[\u0000-\u001f\u007f]/.test(text)) throw unwritable(name, 'control characters cannot be searched for');
  switch (quote) {
    case 'odata':
      return `'${text.replaceAll("'", "''")}'`;
    case 'double':
      return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
    case 'plain':
      return writeWord(name, text);
  }
}

function writeWord(name: string, text: string): string {
  if (/^[\p{L}\p{N}_.@+-]{1,256}$/u.test(text)) return text;
  throw unwritable(name, 'only letters, digits and _ . @ + - can be written there');
}

function unwritable(name: string, needed: string): PatchbayError {
  return new PatchbayError(
    'REQUEST_INVALID',
    `The provider's query language cannot take this value for "${name}": ${needed}.`,
  );
}
