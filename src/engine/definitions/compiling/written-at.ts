import type { ExpressionOrigin } from '../../expressions/expression.ts';
import { lineAndColumn } from '../problem.ts';
import type { Place } from '../reading/place.ts';
import { startOfToken } from './positions.ts';

/** Where the expression at a place is written; worked out when it fails, and once for each spot. */
export function writtenAt(place: Place): ExpressionOrigin {
  const { document, path } = place.layers[0];
  const { file, text } = document;
  return originIn(file, text, document.locatorOf(path), typeof place.value === 'string' ? place.value : undefined);
}

// Apart from the document, so that the origin holds on to the text of the file and no more.
function originIn(
  file: string,
  text: string,
  locate: (offset: number) => number,
  source: string | undefined,
): ExpressionOrigin {
  const shown = belowItsFolder(file);
  const known = new Map<string, string>();
  return {
    placeOf: (position, token) => {
      const key = `${position ?? ''}/${token ?? ''}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const offset = source === undefined ? 0 : startOfToken(source, position ?? firstSign(source), token);
      const { line, column } = lineAndColumn(text, locate(offset));
      const found = `${shown}:${line}:${column}`;
      known.set(key, found);
      return found;
    },
  };
}

/** One expression made of several, `[a, b]`: what fails in an entry is told where that entry is written. */
export function writtenInEntries(
  whole: Place,
  entries: readonly { readonly place: Place; readonly start: number }[],
): ExpressionOrigin {
  const list = writtenAt(whole);
  const origins = entries.map(({ place, start }) => ({ start, origin: writtenAt(place) }));
  return {
    placeOf: (position, token) => {
      const entry = position === undefined ? undefined : origins.findLast(({ start }) => start <= position);
      return entry === undefined || position === undefined
        ? list.placeOf(undefined, undefined)
        : entry.origin.placeOf(position - entry.start, token);
    },
  };
}

const firstSign = (source: string): number => source.length - source.trimStart().length;

/** The folder's own name is the operator's business; callers of the API are told what lies below it. */
const belowItsFolder = (file: string): string => file.slice(file.indexOf('/') + 1);
