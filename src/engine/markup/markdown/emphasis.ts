import type { InlineState } from './inline-html.ts';

/** A run of signs that may open or close a style, between its neighbours. */
export interface Delimiter {
  readonly sign: string;
  readonly piece: number;
  /** Of the whole run, and what is left of it. */
  readonly length: number;
  left: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  previous: Delimiter | undefined;
  next: Delimiter | undefined;
}

/**
 * Finds which runs belong together, innermost first, and writes their tags. What was found not to open a run of a kind
 * is not asked again, which keeps it linear.
 *
 * @param bottom the runs up to this one are left alone
 */
export function pairDelimiters(state: InlineState, bottom: Delimiter | undefined): void {
  const floors = new Map<number, number>();
  let closer = firstAbove(state.delimiters, bottom);
  while (closer) {
    state.effort(3);
    if (!closer.canClose) {
      closer = closer.next;
      continue;
    }
    const kind = kindOf(closer);
    const opener = findOpener(closer, floors.get(kind) ?? bottom?.piece ?? -1);
    if (opener) {
      closer = join(state, opener, closer);
      continue;
    }
    floors.set(kind, closer.previous?.piece ?? -1);
    const following: Delimiter | undefined = closer.next;
    if (!closer.canOpen) remove(state, closer);
    closer = following;
  }
  // Whatever is left opens nothing any more.
  state.delimiters = bottom;
  if (bottom) bottom.next = undefined;
}

function firstAbove(top: Delimiter | undefined, bottom: Delimiter | undefined): Delimiter | undefined {
  let first = top;
  while (first && first.previous !== bottom) first = first.previous;
  return first;
}

/** Closers of one kind can be opened by the same runs. */
function kindOf({ sign, length, canOpen }: Delimiter): number {
  const code = sign.charCodeAt(0) * 8;
  // A run of `~` has one or two of them.
  return code + (sign === '~' ? length : (canOpen ? 4 : 0) + (length % 3));
}

/** @param floor the piece of the last run that is known to open nothing for this one */
function findOpener(closer: Delimiter, floor: number): Delimiter | undefined {
  let opener = closer.previous;
  while (opener && opener.piece > floor) {
    if (opener.sign === closer.sign && opener.canOpen && fit(opener, closer)) return opener;
    opener = opener.previous;
  }
  return undefined;
}

function fit(opener: Delimiter, closer: Delimiter): boolean {
  if (closer.sign === '~') return opener.length === closer.length;
  const isOdd = (closer.canOpen || opener.canClose) && (opener.length + closer.length) % 3 === 0;
  return !isOdd || (opener.length % 3 === 0 && closer.length % 3 === 0);
}

/** @returns the run to look at next */
function join(state: InlineState, opener: Delimiter, closer: Delimiter): Delimiter | undefined {
  const isStrike = closer.sign === '~';
  const used = isStrike ? closer.left : opener.left >= 2 && closer.left >= 2 ? 2 : 1;
  const tag = isStrike ? 's' : used === 2 ? 'strong' : 'em';
  const [opening, closing] = [state.pieces[opener.piece], state.pieces[closer.piece]];
  if (!opening || !closing) return closer.next;
  for (const [run, piece] of [
    [opener, opening],
    [closer, closing],
  ] as const) {
    run.left -= used;
    piece.text = piece.text.slice(used);
  }
  opening.after = `<${tag}>${opening.after ?? ''}`;
  closing.before = `${closing.before ?? ''}</${tag}>`;
  opener.next = closer;
  closer.previous = opener;
  if (opener.left === 0) remove(state, opener);
  if (closer.left > 0) return closer;
  const { next } = closer;
  remove(state, closer);
  return next;
}

function remove(state: InlineState, { previous, next }: Delimiter): void {
  if (previous) previous.next = next;
  if (next) next.previous = previous;
  else state.delimiters = previous;
}
