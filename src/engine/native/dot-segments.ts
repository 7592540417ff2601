/** How often a careless server behind another may decode what was escaped once. */
const decodings = 3;

/**
 * Whether somebody who decodes a text again, folds its characters or takes its backslashes for slashes finds a segment
 * `.` or `..` in it. No id of a provider has one.
 */
export function hasDotSegment(text: string): boolean {
  let current = text;
  for (let times = 0; times <= decodings; times++) {
    if (hasPlainDotSegment(current) || hasPlainDotSegment(current.normalize('NFKC'))) return true;
    const next = decodeLoosely(current);
    if (next === current) return false;
    current = next;
  }
  return false;
}

function hasPlainDotSegment(text: string): boolean {
  return text.split(/[/\\]/).some(segment => /^\s*\.{1,2}\s*(?:[;\0].*)?$/su.test(segment));
}

/** Escapes as they would be read; what is no UTF-8 stays a sign of its own. */
function decodeLoosely(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, escapes =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
