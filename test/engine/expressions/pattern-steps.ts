import type { CharSet } from '../../../src/engine/expressions/patterns/char-set.ts';
import type { PatternNode } from '../../../src/engine/expressions/patterns/pattern-tree.ts';

type Next = (at: number) => boolean;

/**
 * The steps a backtracking engine takes to search a text for a pattern: each time it asks whether a character or a place
 * fits. Written after the definition of such patterns, without any of an engine's shortcuts.
 *
 * @param run only where a run of these begins is a try made, and at the start of the text
 * @param ceiling the count ends there
 */
export function countSteps(pattern: PatternNode, text: string, run: CharSet | undefined, ceiling: number): number {
  let steps = 0;
  const fits = (set: CharSet, at: number): boolean => {
    const unit = text.charCodeAt(at);
    return at < text.length && set.some(([from, to]) => from <= unit && unit <= to);
  };
  const isWord = (at: number): boolean => /\w/.test(text.charAt(at));
  const holds: Readonly<Record<string, (at: number) => boolean>> = {
    '^': at => at === 0,
    $: at => at === text.length,
    '\\b': at => isWord(at - 1) !== isWord(at),
    '\\B': at => isWord(at - 1) === isWord(at),
  };
  const match = (node: PatternNode, at: number, next: Next): boolean => {
    if (steps > ceiling) return true;
    switch (node.kind) {
      case 'set':
        steps += 1;
        return fits(node.set, at) && next(at + 1);
      case 'anchor':
        steps += 1;
        return holds[node.sign]?.(at) === true && next(at);
      case 'group':
        return match(node.inner, at, next);
      case 'sequence':
        return sequence(node.items, at, next);
      case 'choice':
        return node.branches.some(branch => match(branch, at, next));
      case 'repeat':
        return repeat(node, 0, at, next);
    }
  };
  const sequence = (items: readonly PatternNode[], at: number, next: Next): boolean => {
    const [first, ...rest] = items;
    return first === undefined ? next(at) : match(first, at, after => sequence(rest, after, next));
  };
  const repeat = (node: Extract<PatternNode, { kind: 'repeat' }>, done: number, at: number, next: Next): boolean => {
    const more = (): boolean =>
      done < node.max && match(node.inner, at, after => after > at && repeat(node, done + 1, after, next));
    if (done < node.min) return more();
    return node.lazy ? next(at) || more() : more() || next(at);
  };
  for (let start = 0; start <= text.length; start += 1) {
    if (run !== undefined && start > 0) {
      steps += 1;
      if (fits(run, start - 1)) continue;
    }
    if (match(pattern, start, () => true)) break;
  }
  return steps;
}
