import type { Problem } from '../engine/definitions/catalogue.ts';

/** Which version of a definition is served; `problems` are those of its files as they are now. */
export type Serving =
  { readonly serving: 'current' } | { readonly serving: 'last_good'; readonly problems: readonly Problem[] };

/** @param mistakes absent where the files are served as they are */
export function describeServing(mistakes: readonly Problem[] | undefined): Serving {
  return mistakes === undefined ? { serving: 'current' } : { serving: 'last_good', problems: mistakes };
}
