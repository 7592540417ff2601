import { characterAt, characterBefore, isBlank, isPunctuation } from '../characters.ts';
import type { InlineState } from './inline-html.ts';

/** Reads a run of `*`, `_` or `~` that may open or close a style. */
export function readRun(state: InlineState): void {
  const { text, at } = state;
  const sign = text[at] ?? '';
  let end = at;
  while (text[end] === sign) end += 1;
  const length = end - at;
  const before = characterBefore(text, at);
  const after = characterAt(text, end);
  const opens = !isBlank(after) && (!isPunctuation(after) || isBlank(before) || isPunctuation(before));
  const closes = !isBlank(before) && (!isPunctuation(before) || isBlank(after) || isPunctuation(after));
  state.pieces.push({ text: length === 1 ? sign : text.slice(at, end) });
  state.at = end;
  if (sign === '~' && length > 2) return;
  const isWithinWord = sign === '_' && opens && closes;
  const previous = state.delimiters;
  state.delimiters = {
    sign,
    piece: state.pieces.length - 1,
    length,
    left: length,
    canOpen: opens && (!isWithinWord || isPunctuation(before)),
    canClose: closes && (!isWithinWord || isPunctuation(after)),
    previous,
    next: undefined,
  };
  if (previous) previous.next = state.delimiters;
}
