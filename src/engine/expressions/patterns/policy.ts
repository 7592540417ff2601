import { RE2JS } from 're2js';
import { spendFuel, type Budget } from '../budget.ts';
import { Fault, faultAt } from '../fault.ts';
import { findText } from '../values/text-search.ts';
import { literalOpening } from './literal-opening.ts';
import type { CharSet } from './char-set.ts';
import { emitPattern, emitUnits } from './emit.ts';
import { plainSearch, type PlainSearch } from './linear.ts';
import { MeteredText } from './metered-text.ts';
import { parsePattern } from './parse-pattern.ts';
import type { PatternNode } from './pattern-tree.ts';
import { unrolledSize } from './unrolled-size.ts';

export interface PatternMatch {
  readonly match: string;
  /** Offsets in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** undefined for a group that took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** A pattern that is matched in time proportional to the text. */
export interface Pattern {
  readonly source: string;
  readonly engine: 'native' | 're2';
  /** The first match at or after `from`; what is read of the text on the way is paid for. */
  find(text: string, from: number, budget: Budget): PatternMatch | undefined;
}

/** Longest pattern: compiling and matching take time in proportion to it. */
const maxPattern = 2_000;

/** Steps of the platform's engine for one unit of fuel. */
const stepsPerUnit = 32;

/** Fuel for one search of the linear engine beside what it reads. */
const fuelPerSearch = 16;

/** Characters that looking for a text passes for one unit of fuel. */
const charactersPerUnit = 64;

/** Instructions of a pattern that the linear engine goes through for one unit of fuel. */
const instructionsPerUnit = 6;

/**
 * Makes a pattern safe for any text: natively where that is plainly linear, otherwise on the linear engine.
 *
 * @param flags of the literal: `i`, `m`
 * @param position of the literal, for the error
 * @throws Fault S0304 for look-around, back-references, repetitions beyond 1,000 and patterns beyond 2,000 characters
 */
export function compilePattern(source: string, flags: string, position: number): Pattern {
  if (source.length > maxPattern) {
    throw faultAt(position, `/${source.slice(0, 20)}…/`, 'S0304', { value: `more than ${maxPattern} characters` });
  }
  try {
    return isSurelyAccepted(source) ? leftUntilAsked(source, flags) : chooseEngine(source, flags);
  } catch (error) {
    if (error instanceof Fault) throw faultAt(position, `/${source}/`, error.code, error.facts);
    throw faultAt(position, `/${source}/`, 'S0304', { value: error instanceof Error ? error.message : 'something' });
  }
}

/** Special groups, back-references and counted repetitions: without them nothing is refused and nothing is great. */
const maybeRefused = /\(\?|\\[1-9k]|\{/;

/** Characters up to which brackets are not nested too deeply. */
const maxShort = 50;

const isSurelyAccepted = (source: string): boolean => source.length <= maxShort && !maybeRefused.test(source);

/** The pattern is read when a text first asks for it: many an expression is only looked at. */
function leftUntilAsked(source: string, flags: string): Pattern {
  let made: Pattern | undefined;
  const chosen = (): Pattern => (made ??= chooseEngine(source, flags));
  return {
    source,
    get engine() {
      return chosen().engine;
    },
    find: (text, from, budget) => (made ?? chosen()).find(text, from, budget),
  };
}

function chooseEngine(source: string, flags: string): Pattern {
  const tree = parsePattern(source, flags.includes('i'));
  const search = plainSearch(tree, { ignoresCase: flags.includes('i'), isMultiline: flags.includes('m') });
  return search === undefined ? linearPattern(source, tree, flags) : nativePattern(source, tree, flags, search);
}

function nativePattern(source: string, tree: PatternNode, flags: string, { steps, run }: PlainSearch): Pattern {
  const search = nativeSearch(source, flags, run);
  const opening = literalOpening(tree);
  let linear: Pattern | undefined;
  return {
    source,
    engine: 'native',
    find: (text, from, budget) => {
      // The platform cannot be stopped in the middle: what could take more than is left goes where it can be.
      if (((text.length - from) * steps) / stepsPerUnit > budget.fuel) {
        linear ??= linearPattern(source, tree, flags);
        return linear.find(text, from, budget);
      }
      // Looking for the text a match begins with takes no time beside starting the platform's engine.
      const begin = opening === '' ? from : findText(text, opening, from, budget);
      const found = begin === -1 ? null : search(text, begin);
      const end = found === null ? text.length : found.index + found[0].length;
      spendFuel(budget, 1 + Math.ceil((Math.max(0, end - from) * steps) / stepsPerUnit));
      if (found === null) return undefined;
      const [match, ...groups] = found;
      return { match, start: found.index, end: found.index + match.length, groups };
    },
  };
}

type Search = (text: string, from: number) => RegExpExecArray | null;

function nativeSearch(source: string, flags: string, run: CharSet | undefined): Search {
  const own = flags.replace(/[gy]/g, '');
  const everywhere = run === undefined ? source : `(?<!${emitUnits(run)})(?:${source})`;
  const expression = new RegExp(everywhere, `${own}g`);
  const search: Search = (text, from) => {
    expression.lastIndex = from;
    return expression.exec(text);
  };
  if (run === undefined) return search;
  // A search may begin within a run: that is where its first try is made.
  const here = new RegExp(source, `${own}y`);
  return (text, from) => {
    here.lastIndex = from;
    return here.exec(text) ?? search(text, from);
  };
}

/** Parts up to which a pattern surely compiles, and quickly: that is left until a text asks for it. */
const mostLeft = 256;

interface Linear {
  readonly compiled: RE2JS;
  /** Fuel for reading a character. */
  readonly fuelPerRead: number;
}

function linearPattern(source: string, tree: PatternNode, flags: string): Pattern {
  let made: Linear | undefined;
  const opening = literalOpening(tree);
  // A great one is compiled at once, so that it is refused where it is written.
  if (unrolledSize(tree) > mostLeft) made = compileLinear(tree, flags);
  return {
    source,
    engine: 're2',
    find: (text, from, budget) => {
      // Most texts hold no match, and that is soon seen where a match begins with a text of its own.
      spendFuel(budget, 1 + Math.ceil((text.length - from) / charactersPerUnit));
      const begin = opening === '' ? from : findText(text, opening, from, budget);
      if (begin === -1) return undefined;
      spendFuel(budget, fuelPerSearch);
      made ??= compileLinear(tree, flags);
      // The engine takes any String; only its types ask for a bare one.
      const matcher = made.compiled.matcher(new MeteredText(text, budget, made.fuelPerRead) as unknown as string);
      if (!matcher.find(begin)) return undefined;
      const groups: (string | undefined)[] = [];
      for (let at = 1; at <= matcher.groupCount(); at += 1) groups.push(matcher.group(at) ?? undefined);
      const match = matcher.group(0) ?? '';
      return { match, start: matcher.start(0), end: matcher.end(0), groups };
    },
  };
}

function compileLinear(tree: PatternNode, flags: string): Linear {
  const compiled = RE2JS.compile(emitPattern(tree), flags.includes('m') ? RE2JS.MULTILINE : 0);
  return { compiled, fuelPerRead: 1 + compiled.programSize() / instructionsPerUnit };
}
