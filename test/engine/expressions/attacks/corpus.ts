import type { Attack } from './attack.ts';
import { data } from './data.ts';
import { lists } from './lists.ts';
import { loops } from './loops.ts';
import { markup } from './markup.ts';
import { nesting } from './nesting.ts';
import { patterns } from './patterns.ts';
import { pictures } from './pictures.ts';
import { reach } from './reach.ts';
import { texts } from './texts.ts';
import { work } from './work.ts';

/** Every attack by its class. */
export const attackCorpus: Readonly<Record<string, readonly Attack[]>> = {
  loops,
  lists,
  texts,
  work,
  patterns,
  markup,
  pictures,
  nesting,
  reach,
  data,
};
