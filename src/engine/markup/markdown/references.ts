const reference = /&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));/y;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** A character reference as it stands in text. */
export interface Reference {
  /** What it stands for; undefined for a name that only HTML's own table knows. */
  readonly character: string | undefined;
  readonly source: string;
}

/** The reference that begins at `at`; undefined where it is just an ampersand. */
export function readReference(text: string, at: number): Reference | undefined {
  reference.lastIndex = at;
  const found = reference.exec(text);
  if (!found) return undefined;
  const [source, decimal, hex, name] = found;
  if (name !== undefined) return { source, character: Object.hasOwn(named, name) ? named[name] : undefined };
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
  const isCharacter = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return { source, character: isCharacter ? String.fromCodePoint(point) : '\ufffd' };
}

/** Text with the references that a pattern finds replaced where they are known, and what it finds by its first group. */
export function decodeReferences(text: string, pattern: RegExp): string {
  return text.replace(pattern, (source: string, escaped: string | undefined) =>
    escaped === undefined ? (readReference(source, 0)?.character ?? source) : escaped,
  );
}
