import type { Effort } from './effort.ts';

/** Text as a code span of one line; nothing in it needs an escape. */
export function codeSpan(text: string, effort: Effort): string {
  const fence = '`'.repeat(longestRun(text, effort) + 1);
  // A space on both sides is taken off again by the reader, so a backtick or a space at an edge needs one more.
  const isPadded = /^`|`$/.test(text) || (/^ .* $/.test(text) && text.trim() !== '');
  return isPadded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/**
 * Text as lines of a fenced code block.
 *
 * @param language written behind the fence when it is one plain word
 */
export function codeBlock(text: string, language: string, effort: Effort): readonly string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(text, effort) + 1));
  const info = /^[A-Za-z0-9_+#.-]{1,40}$/.test(language) ? language : '';
  const lines = [fence + info];
  let from = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
    effort(1);
    lines.push(text.slice(from, at));
    from = at + 1;
  }
  lines.push(text.slice(from), fence);
  return lines;
}

function longestRun(text: string, effort: Effort): number {
  effort(1 + (text.length >> 6));
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) {
    effort(1);
    longest = Math.max(longest, run.length);
  }
  return longest;
}
