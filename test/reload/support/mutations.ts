import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { smallFiles } from '../../engine/definitions/support/small.ts';
import { copyFor } from './definition-folder.ts';

/** A file as it is dropped: what is written first, and what a moment later where the write is torn in two. */
export interface Mutation {
  readonly kind: string;
  readonly path: string;
  readonly parts: readonly string[];
}

/** Numbers from 0 to below 1 that are the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Breaker = (text: string, random: () => number) => readonly string[];

const cutAnywhere = (text: string, random: () => number): string => text.slice(0, Math.floor(random() * text.length));
const atLine = (text: string, random: () => number, change: (line: string) => string): string => {
  const lines = text.split('\n');
  const index = Math.floor(random() * (lines.length - 1));
  return lines.map((line, at) => (at === index ? change(line) : line)).join('\n');
};

const breakers: Readonly<Record<string, Breaker>> = {
  'never finished': (text, random) => [cutAnywhere(text, random)],
  'torn in two, broken as a whole': (text, random) => {
    const broken = atLine(text, random, line => `${line} }`);
    const cut = Math.floor(random() * broken.length);
    return [broken.slice(0, cut), broken];
  },
  emptied: () => [''],
  'a key that is not known': (text, random) => [atLine(text, random, line => line.replace(/(\w+):/, '$1x:'))],
  'a bracket too many': (text, random) => [atLine(text, random, line => `${line} ]`)],
  'a tab for spaces': (text, random) => [atLine(text, random, line => `\t${line}`)],
  'an expression that ends early': (text, random) => [
    atLine(text, random, line => line.replace(/: (\$?\w+)$/, ': $1 & (')),
  ],
  'bytes that are no text': (text, random) => [atLine(text, random, () => '\u0000\u0001\ufffd\ufffd')],
};

/**
 * Broken versions of the files below a folder (`integrations/<name>`, `unified-models/talk`). Each is one the loader
 * refuses, from the first byte written on.
 */
export function* mutations(folder: string, random: () => number): Generator<Mutation, never> {
  const integration = folder.startsWith('integrations/') ? folder.slice('integrations/'.length) : 'demo';
  const good = new Map(
    Object.entries(smallFiles).map(([path, text]) =>
      path.startsWith('integrations/') ? copyFor(integration, path, text) : [path, text],
    ),
  );
  const paths = [...good.keys()].filter(path => path.startsWith(`${folder}/`));
  const kinds = Object.keys(breakers);
  for (;;) {
    const path = paths[Math.floor(random() * paths.length)] ?? '';
    const kind = kinds[Math.floor(random() * kinds.length)] ?? '';
    const parts = breakers[kind]?.(good.get(path) ?? '', random) ?? [];
    if (!parts.every(text => isRefused(good, path, text))) continue;
    yield { kind, path, parts };
  }
}

function isRefused(good: ReadonlyMap<string, string>, path: string, text: string): boolean {
  return loadFromFiles(new Map([...good, [path, text]])).problems.some(({ severity }) => severity === 'error');
}
