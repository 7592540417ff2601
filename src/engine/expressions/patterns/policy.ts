import { RE2JS } from 're2js';
import { Fault, faultAt } from '../fault.ts';
import { emitPattern } from './emit.ts';
import { isPlainlyLinear } from './linear.ts';
import { parsePattern } from './parse-pattern.ts';
import type { PatternNode } from './pattern-tree.ts';

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
  /** The first match at or after `from`. */
  find(text: string, from: number): PatternMatch | undefined;
}

/**
 * Makes a pattern safe for any text: natively where that is plainly linear, otherwise on the linear engine.
 *
 * @param flags of the literal: `i`, `m`
 * @param position of the literal, for the error
 * @throws Fault S0304 for look-around, back-references and repetitions beyond 1,000
 */
export function compilePattern(source: string, flags: string, position: number): Pattern {
  try {
    const tree = parsePattern(source);
    const ignoresCase = flags.includes('i');
    const isMultiline = flags.includes('m');
    return isPlainlyLinear(tree, ignoresCase, isMultiline)
      ? nativePattern(source, flags)
      : linearPattern(source, tree, flags);
  } catch (error) {
    if (error instanceof Fault) throw faultAt(position, `/${source}/`, error.code, error.facts);
    throw faultAt(position, `/${source}/`, 'S0304', { value: error instanceof Error ? error.message : 'something' });
  }
}

function nativePattern(source: string, flags: string): Pattern {
  const expression = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
  return {
    source,
    engine: 'native',
    find: (text, from) => {
      expression.lastIndex = from;
      const found = expression.exec(text);
      if (found === null) return undefined;
      const [match, ...groups] = found;
      return { match, start: found.index, end: found.index + match.length, groups };
    },
  };
}

function linearPattern(source: string, tree: PatternNode, flags: string): Pattern {
  const ignoresCase = flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0;
  const isMultiline = flags.includes('m') ? RE2JS.MULTILINE : 0;
  const compiled = RE2JS.compile(emitPattern(tree), ignoresCase | isMultiline);
  return {
    source,
    engine: 're2',
    find: (text, from) => {
      const matcher = compiled.matcher(text);
      if (!matcher.find(from)) return undefined;
      const groups: (string | undefined)[] = [];
      for (let at = 1; at <= matcher.groupCount(); at += 1) groups.push(matcher.group(at) ?? undefined);
      const match = matcher.group(0) ?? '';
      return { match, start: matcher.start(0), end: matcher.end(0), groups };
    },
  };
}
