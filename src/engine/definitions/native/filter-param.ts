import type { Param } from '../endpoint.ts';
import { childPlace, entriesOf, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { textAt, textMapAt } from '../reading/values.ts';

/** Reads `filter: { join, quote, parts }` and looks at the places for values in each part. */
export function readFilterParam(place: Place | undefined, reports: Reports): Param['filter'] {
  if (place === undefined) return undefined;
  const parts = childPlace(place, 'parts');
  for (const [name, at] of entriesOf(parts)) checkPart(name, at, reports);
  return {
    join: textAt(place, 'join') ?? ' and ',
    quote: dialectOf(textAt(place, 'quote')),
    parts: textMapAt(place, 'parts'),
  };
}

const placeTypes: readonly string[] = ['time', 'number', 'word'];

function checkPart(name: string, place: Place, reports: Reports): void {
  const text = String(place.value);
  for (const found of text.matchAll(/\?:(\w*)/g)) {
    if (placeTypes.includes(found[1] ?? '')) continue;
    const hint = `There are: ?, ${placeTypes.map(type => `?:${type}`).join(', ')}.`;
    const message = `\`${found[0]}\` is no place for a value.`;
    reports.report(place, 'DEFINITION_INVALID', message, hint, { offset: found.index });
  }
  const inside = quotedPlace(text);
  if (inside !== undefined) {
    const message = `The part \`${name}\` has quotes around \`?\`, and the dialect writes them too.`;
    reports.report(place, 'DEFINITION_INVALID', message, 'Write `?` without them.', { offset: inside });
  }
}

/** Where a `?`, which is written with quotes, stands in quotes already. */
function quotedPlace(text: string): number | undefined {
  let quote: string | undefined;
  for (const found of text.matchAll(/["']|\?(?!:)/g)) {
    const [sign] = found;
    if (sign === '?' && quote !== undefined) return found.index;
    if (sign === '?' || (quote !== undefined && sign !== quote)) continue;
    quote = quote === undefined ? sign : undefined;
  }
  return undefined;
}

function dialectOf(value: string | undefined): NonNullable<Param['filter']>['quote'] {
  return value === 'odata' || value === 'double' ? value : 'plain';
}
