import type { Node } from '../syntax/tree.ts';
import { ownChildren } from '../analysis/visit.ts';
import type { Structures } from './structures.ts';

/** Something that several fields of a record read: worth computing before them all. */
interface Shared {
  readonly structure: number;
  readonly node: Node;
  /** Names that are read of its value more than once, where it leads a path. */
  readonly names: readonly string[];
}

interface Count {
  readonly node: Node;
  uses: number;
  isCertain: boolean;
  readonly names: Map<string, number>;
}

/** What fields have in common. */
export interface SharedParts {
  /** Evaluated in the record as their context; parts of a part before it. */
  readonly nodes: readonly Shared[];
  /** Names of the record that more than one path begins with. */
  readonly names: readonly string[];
}

/** The kinds of nodes worth keeping. */
const kept = new Set<Node['kind']>(['path', 'variable', 'call', 'block', 'condition', 'default']);

/**
 * The parts that fields have in common. Only those are named that some field surely evaluates: reading a variable may
 * cost something.
 */
export function findShared(roots: readonly Node[], structures: Structures): SharedParts {
  const counts = new Map<number, Count>();
  const names = new Map<string, number>();
  const seen: Seen = { counts, names, structures };
  for (const root of roots) visit(root, true, seen);
  const nodes = [...counts]
    .filter(([, count]) => count.uses > 1 && count.isCertain)
    .map(([structure, count]): Shared => ({ structure, node: count.node, names: repeated(count.names) }));
  // The parts of a part come before it: their numbers are lower.
  return { nodes: nodes.sort((left, right) => left.structure - right.structure), names: repeated(names) };
}

const repeated = (names: ReadonlyMap<string, number>): string[] =>
  [...names].filter(([, uses]) => uses > 1).map(([name]) => name);

interface Seen {
  readonly counts: Map<number, Count>;
  readonly names: Map<string, number>;
  readonly structures: Structures;
}

function visit(node: Node, isCertain: boolean, seen: Seen): void {
  const count = countOf(node, seen);
  if (count !== undefined) {
    count.uses += 1;
    count.isCertain ||= isCertain;
  }
  switch (node.kind) {
    case 'name':
      seen.names.set(node.name, (seen.names.get(node.name) ?? 0) + 1);
      return;
    case 'path': {
      const [first, second] = node.steps;
      if (first?.node === undefined) return;
      visit(first.node, isCertain, seen);
      // What follows is read of the value of the first step.
      if (second?.node !== undefined && first.stages.length === 0) readNames(second.node, countOf(first.node, seen));
      return;
    }
    case 'condition':
      visit(node.condition, isCertain, seen);
      for (const branch of [node.then, node.otherwise]) if (branch !== undefined) visit(branch, false, seen);
      return;
    case 'logic':
    case 'default':
      visit(node.left, isCertain, seen);
      visit(node.right, false, seen);
      return;
    case 'lambda':
      return;
    default:
      for (const [at, child] of ownChildren(node).entries()) {
        // A function may read its later arguments only when it needs them.
        visit(child, isCertain && (node.kind !== 'call' || at <= 1), seen);
      }
  }
}

function countOf(node: Node, { counts, structures }: Seen): Count | undefined {
  if (!kept.has(node.kind)) return undefined;
  const key = structures.numberOf(node);
  if (key === undefined) return undefined;
  const known = counts.get(key);
  if (known !== undefined) return known;
  const count: Count = { node, uses: 0, isCertain: false, names: new Map() };
  counts.set(key, count);
  return count;
}

/** Notes the names a node reads of its own context. */
function readNames(node: Node, count: Count | undefined): void {
  if (count === undefined || node.kind === 'lambda') return;
  if (node.kind === 'name') count.names.set(node.name, (count.names.get(node.name) ?? 0) + 1);
  else if (node.kind === 'path') {
    const first = node.steps[0]?.node;
    if (first !== undefined) readNames(first, count);
  } else for (const child of ownChildren(node)) readNames(child, count);
}
