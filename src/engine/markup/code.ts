/** Text as a code span of one line; nothing in it needs an escape. */
export function codeSpan(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  // A space on both sides is taken off again by the reader, so a backtick or a space at an edge needs one more.
  const isPadded = /^`|`$/.test(text) || (/^ .* $/.test(text) && text.trim() !== '');
  return isPadded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/**
 * Text as lines of a fenced code block.
 *
 * @param language written behind the fence when it is one plain word
 */
export function codeBlock(text: string, language = ''): readonly string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  const info = /^[A-Za-z0-9_+#.-]{1,40}$/.test(language) ? language : '';
  return [fence + info, ...text.split('\n'), fence];
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
