import type { FuzzCase } from './interpreter.ts';

/** Whether each of some cases still fails. */
export type Failing = (cases: readonly FuzzCase[]) => Promise<readonly boolean[]>;

/** Candidates asked together: the first that still fails is taken. */
const together = 20;
/** Smaller cases that are looked for in vain cost as much as others. */
const mostTried = 4_000;

/**
 * The case made as small as single steps make it: parts of the expression left out or put in its place, parts of the
 * input left out or put in its place, as long as it fails.
 */
export async function shrink(failed: FuzzCase, failing: Failing): Promise<FuzzCase> {
  let smallest = failed;
  let tried = 0;
  for (;;) {
    let smaller: FuzzCase | undefined;
    const candidates = smallerCases(smallest);
    for (let at = 0; at < candidates.length && smaller === undefined && tried < mostTried; at += together) {
      const some = candidates.slice(at, at + together);
      tried += some.length;
      const fails = await failing(some);
      smaller = some.find((_, index) => fails[index] === true);
    }
    if (smaller === undefined) return smallest;
    smallest = smaller;
  }
}

/** Smaller cases, the smallest first. */
function smallerCases({ expression, input }: FuzzCase): readonly FuzzCase[] {
  const expressions = smallerTexts(expression).map(text => ({ expression: text, input }));
  const inputs = smallerValues(input).map(value => ({ expression, input: value }));
  return [...expressions, ...inputs];
}

const tokenPattern =
  /"(?:[^"\\]|\\.)*"|`[^`]*`|\/(?:[^/\\\s]|\\.)+\/[im]*|\$*\w+(?:\.\d+)?|:=|~>|\?\?|\?:|\.\.|!=|<=|>=|\*\*|\s+|./gsu;

/** The text without each run of tokens whose brackets match, and each such run alone or in the place of its bracket. */
export function smallerTexts(text: string): readonly string[] {
  const tokens = text.match(tokenPattern) ?? [];
  const found = new Set<string>();
  for (let from = 0; from < tokens.length; from += 1) {
    let depth = 0;
    for (let to = from; to < tokens.length; to += 1) {
      const token = tokens[to] ?? '';
      if ('([{'.includes(token)) depth += 1;
      else if (')]}'.includes(token)) depth -= 1;
      if (depth < 0) break;
      if (depth > 0) continue;
      const run = tokens.slice(from, to + 1).join('');
      const [before, after] = [tokens.slice(0, from).join(''), tokens.slice(to + 1).join('')];
      found.add(run);
      found.add(before + after);
      if (to > from) found.add(`${before}1${after}`);
      if ('([{'.includes(tokens[from] ?? '') && to > from) {
        found.add(before + tokens.slice(from + 1, to).join('') + after);
      }
    }
  }
  found.delete(text);
  return [...found].filter(one => one.length < text.length && one.trim() !== '').sort((a, b) => a.length - b.length);
}

/** The value without each of its parts, each part in its place, and simpler ones. */
export function smallerValues(value: unknown): readonly unknown[] {
  if (value === null || value === 1) return [];
  if (typeof value === 'string') return value.length > 1 ? [1, 'a'] : [1];
  if (typeof value !== 'object') return [1];
  const simple = sizeOf(value) > 0 ? [1, Array.isArray(value) ? [] : {}] : [1];
  const inner = Object.entries(value).flatMap(([key, part]) => [
    part,
    without(value, key),
    ...smallerValues(part).map(smaller => withPart(value, key, smaller)),
  ]);
  return [...simple, ...inner];
}

const sizeOf = (value: object): number => Object.keys(value).length;

function without(value: object, key: string): unknown {
  if (Array.isArray(value)) return value.filter((_, at) => String(at) !== key) as unknown[];
  const copy = structuredClone(value);
  Reflect.deleteProperty(copy, key);
  return copy;
}

function withPart(value: object, key: string, part: unknown): unknown {
  const copy = structuredClone(value);
  Object.defineProperty(copy, key, { value: part, writable: true, enumerable: true, configurable: true });
  return copy;
}
