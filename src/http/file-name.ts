/** Longest name that is passed on, in characters. */
const maxLength = 200;

/**
 * A `Content-Disposition` that saves an answer under a name (RFC 6266): in ASCII for old clients, exactly for all others. No
 * name can end the header, name a folder or hide what it is.
 */
export function attachmentNamed(name: string | undefined): string {
  const safe = safeName(name ?? '');
  if (safe === '') return 'attachment';
  const ascii = safe.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return ascii === safe
    ? `attachment; filename="${ascii}"`
    : `attachment; filename="${ascii}"; filename*=UTF-8''${encoded(safe)}`;
}

function safeName(name: string): string {
  const plain = name
    // Controls, separators of folders, and the marks that turn the direction of what follows.
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[/\\]/g, '_')
    .trim();
  const short = plain.length > maxLength ? shortened(plain) : plain;
  return /^\.+$/.test(short) ? '' : short;
}

/** The beginning of a name, and its extension. */
function shortened(name: string): string {
  const extension = /\.[^.]{1,16}$/.exec(name)?.[0] ?? '';
  return name.slice(0, maxLength - extension.length) + extension;
}

/** Percent-encoded UTF-8 (RFC 8187). */
function encoded(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map(byte => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9!#$&+.^_`|~-]/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
