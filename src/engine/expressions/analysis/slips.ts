/** What is written in other languages, found where the parser stopped, and how it is written here. */
interface Slip {
  /** Matches text that the place is within. */
  readonly written: RegExp;
  readonly remedy: string;
}

const slips: readonly Slip[] = [
  { written: /={2,}/g, remedy: 'Equality is written `=`.' },
  { written: /!==+|=!|<>/g, remedy: 'Unequal is written `!=`.' },
  { written: /&&+/g, remedy: 'Both is written `and`; `&` joins texts.' },
  { written: /\|\|+/g, remedy: 'Either is written `or`; the first of two that is there is `a ?? b`.' },
  { written: /!/g, remedy: 'The opposite is written `$not(…)`, unequal `!=`.' },
  { written: /=>|->/g, remedy: 'A function is written `function($x) { … }`.' },
  { written: /\?\./g, remedy: 'Write `.`: a step over nothing yields nothing.' },
  { written: /\/\//g, remedy: 'A comment is written `/* … */`.' },
  { written: /\$\{|\{\{|\}\}/g, remedy: 'An expression reads names as they are; texts are joined with `&`.' },
  { written: /::/g, remedy: 'A step is written `.`.' },
  { written: /\bif\s*\([^()]*\)\s*\S/g, remedy: 'A condition is written `a ? b : c`.' },
  { written: /\breturn\s+\S/g, remedy: 'The last expression of `( … )` is its value; there is no `return`.' },
  { written: /\btypeof\s+\S/g, remedy: 'The type of a value is `$type(…)`.' },
];

/** The right way to write what is written at a place as another language would have it. */
export function slipAt(source: string, position: number): string | undefined {
  const from = Math.max(0, position - 40);
  const around = source.slice(from, position + 3);
  const isThere = ({ written }: Slip): boolean =>
    [...around.matchAll(written)].some(({ index, 0: text }) => {
      const start = from + index;
      return start <= position && position < start + text.length;
    });
  return slips.find(isThere)?.remedy;
}
