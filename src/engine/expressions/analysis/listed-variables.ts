import { listed } from './listed.ts';

/** A definition has fewer than this; an expression may bind any number itself. */
const maxVariables = 20;

/** The sentence of a hint that names the variables there are; none when there are none. */
export function listedVariables(names: Iterable<string>): readonly string[] {
  const all = [...new Set(names)].filter(name => name !== 'nothing').sort();
  return all.length === 0
    ? []
    : [
        `Variables: ${listed(
          all.map(name => `$${name}`),
          maxVariables,
        )}.`,
      ];
}
