import { PatchbayError } from '../../errors.ts';

/** Letters, digits and signs that a segment of a path holds as they are (RFC 3986, but for `;`), and escapes. */
const plainSegment = /^(?:[A-Za-z0-9\-._~!$&'()*+,=:@]|%[0-9A-Fa-f]{2})*$/;

/**
 * Checks the undecoded path of a custom call. Each segment is decoded once; what would be a separator, a step up or
 * another path to anybody who decodes, folds or trims it again is refused, so that the path can be sent as it is.
 *
 * @param path with its leading `/`; a last empty segment is a trailing slash
 * @throws REQUEST_INVALID
 */
export function checkCustomPath(path: string): void {
  if (!path.startsWith('/')) throw refused('does not begin with /');
  const segments = path.slice(1).split('/');
  for (const [index, segment] of segments.entries()) {
    if (segment === '') {
      if (index === segments.length - 1) continue;
      throw refused('has an empty segment (//)');
    }
    checkSegment(segment);
  }
}

function checkSegment(segment: string): void {
  if (!plainSegment.test(segment)) {
    throw refused('holds a character that has to be escaped, or an escape that is none');
  }
  const decoded = decode(segment);
  if (/%[0-9A-Fa-f]{2}/.test(decoded)) throw refused('holds an escape that is escaped again');
  for (const text of [decoded, decoded.normalize('NFKC')]) {
    if (/[/\\;]/.test(text)) throw refused('holds an escaped /, a \\ or a ;');
    if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)) throw refused('holds a control character');
    // Some servers drop blanks and dots at the end of a name.
    if (/^[.\s\u200b-\u200d\ufeff]+$/.test(text)) throw refused('has a segment of nothing but dots and blanks');
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw refused('holds an escape that is not valid UTF-8');
  }
}

/**
 * Checks the undecoded query of a custom call.
 *
 * @throws REQUEST_INVALID
 */
export function checkCustomQuery(query: string): void {
  if (!/^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?[\]]|%[0-9A-Fa-f]{2})*$/.test(query)) {
    throw invalid('The query holds a character that has to be escaped, or an escape that is none.');
  }
  if (/%00/.test(query)) throw invalid('The query holds a NUL character.');
}

function refused(why: string): PatchbayError {
  return invalid(`The path ${why}; it is sent to the provider as it is, so this is not allowed.`);
}

function invalid(message: string): PatchbayError {
  return new PatchbayError('REQUEST_INVALID', message);
}
