import { LRUCache } from 'lru-cache';
import { runtime } from './runtime.ts';

/** A function that generated code is, given the values from outside that it uses. */
type Factory = (runtime: object, constants: readonly unknown[]) => unknown;

/** Lengths of texts remembered, and texts of one length: those of some hundred mappings. */
const maxLengths = 2_000;
const maxAlike = 16;

interface Kept {
  readonly text: string;
  readonly factory: Factory;
}

/** By the length of their text: to compare a text with the few of its length takes less than to find its hash. */
const factories = new LRUCache<number, readonly Kept[]>({ max: maxLengths });

/** Set once the process has refused to make code from text. */
let forbidden = false;

/**
 * The function that a text of generated code defines; the same text is compiled once.
 *
 * @param text statements that end in `return function …`; they see the runtime's functions and the constants by name
 * @returns undefined where the process forbids code from strings
 */
export function loadCode(text: string, constants: readonly unknown[]): unknown {
  if (forbidden) return undefined;
  const alike = factories.get(text.length) ?? [];
  const known = alike.find(kept => kept.text === text);
  const factory = known?.factory ?? makeFactory(openingOf(text, constants.length) + text);
  if (known === undefined && factory !== undefined) {
    factories.set(text.length, [{ text, factory }, ...alike.slice(0, maxAlike - 1)]);
  }
  return factory?.(runtime, constants);
}

/** Forgets every text, so that the next is compiled anew: for measurements. */
export function forgetCode(): void {
  factories.clear();
}

/** Functions made by `loadUnit` so far. */
let units = 0;

/**
 * As `loadCode`, but a function of its own also where the text has been seen before: two that share their code also share
 * what the compiler has learnt of their data, and it no longer knows their constants.
 */
export function loadUnit(text: string, constants: readonly unknown[]): unknown {
  if (forbidden) return undefined;
  units += 1;
  return makeFactory(`// ${units}\n${openingOf(text, constants.length)}${text}`)?.(runtime, constants);
}

const runtimeNames = Object.keys(runtime);

/** Names what the text may use: those of the runtime that turn up in it, and the constants. */
function openingOf(text: string, constants: number): string {
  const used = runtimeNames.filter(name => text.includes(name));
  let opening = `"use strict"; const { ${used.join(', ')} } = runtime;\n`;
  // By their number: taking a list apart as a whole asks it for an iterator.
  for (let at = 0; at < constants; at += 1) opening += `const k${at} = constants[${at}];\n`;
  return opening;
}

function makeFactory(source: string): Factory | undefined {
  try {
    // The one place where text becomes code. Nothing of an expression is in it but literals and checked names.
    return new Function('runtime', 'constants', source) as Factory; // what the text returns is checked where it is used
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    forbidden = true;
    return undefined;
  }
}
