import { hintForName } from '../checking/nearest.ts';
import type { KnownNames } from './known-names.ts';

/**
 * The names that can follow a variable's path which ends with a dot, as a sentence: `$query.` in a list of messages.
 *
 * @param text the expression up to there
 * @returns undefined where the text does not end so, or nobody knows the names
 */
export function namesAfter(text: string, variables: ReadonlyMap<string, KnownNames>): string | undefined {
  const [, name, path = ''] = /\$(\w+)((?:\s*\.\s*\w+)*)\s*\.\s*$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const keys = path.split('.').flatMap(key => (key.trim() === '' ? [] : [key.trim()]));
  let known: KnownNames | undefined = variables.get(name);
  for (const key of keys) known = known === undefined || known === 'any' ? undefined : known.get(key);
  return known === undefined || known === 'any' ? undefined : hintForName('', known.keys());
}
