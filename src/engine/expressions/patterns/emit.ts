import type { CharSet } from './char-set.ts';
import type { PatternNode } from './pattern-tree.ts';

/** The tree in the linear engine's syntax. Characters are written as ranges, so that classes mean what they mean here. */
export function emitPattern(node: PatternNode): string {
  switch (node.kind) {
    case 'set':
      return emitSet(node.set);
    case 'anchor':
      return node.sign;
    case 'group':
      return `(${node.captures ? '' : '?:'}${emitPattern(node.inner)})`;
    case 'sequence':
      return node.items.map(emitPattern).join('');
    case 'choice':
      return node.branches.map(emitPattern).join('|');
    case 'repeat': {
      const most = node.max === Infinity ? '' : String(node.max);
      return `(?:${emitPattern(node.inner)}){${node.min},${most}}${node.lazy ? '?' : ''}`;
    }
  }
}

function emitSet(set: CharSet): string {
  // An empty class matches nothing; the linear engine wants it said with a range that is never there.
  if (set.length === 0) return '[^\\x{0}-\\x{10FFFF}]';
  const ranges = set.map(([from, to]) => `${code(from)}-${code(to)}`);
  return `[${ranges.join('')}]`;
}

const code = (point: number): string => `\\x{${point.toString(16)}}`;

/** A set as a class of the platform's syntax, of units of UTF-16. */
export function emitUnits(set: CharSet): string {
  const unit = (point: number): string => `\\u${Math.min(point, 0xffff).toString(16).padStart(4, '0')}`;
  const ranges = set.filter(([from]) => from <= 0xffff).map(([from, to]) => `${unit(from)}-${unit(to)}`);
  return `[${ranges.join('')}]`;
}
