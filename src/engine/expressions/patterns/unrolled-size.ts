import type { PatternNode } from './pattern-tree.ts';

/** Parts of a pattern once its repetitions are written out: what compiling it costs. */
export function unrolledSize(node: PatternNode): number {
  switch (node.kind) {
    case 'set':
    case 'anchor':
      return 1;
    case 'group':
      return 1 + unrolledSize(node.inner);
    case 'sequence':
      return node.items.reduce((size, item) => size + unrolledSize(item), 1);
    case 'choice':
      return node.branches.reduce((size, branch) => size + 1 + unrolledSize(branch), 1);
    case 'repeat':
      return (1 + unrolledSize(node.inner)) * Math.max(1, node.max === Infinity ? node.min : node.max);
  }
}
