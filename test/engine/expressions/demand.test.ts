import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PatchbayError } from '../../../src/errors.ts';
import { compileExpression } from '../../../src/engine/expressions/compile.ts';
import type { PathTree } from '../../../src/engine/expressions/expression.ts';
import { arbitraryData, arbitraryExpression } from './arbitrary-expression.ts';
import { ourEngine } from './fuzz/outcome.ts';

/** Paths of a tree in order; `*` after what is read whole. */
function pathsOf(tree: PathTree, name: string): string[] {
  const inner = [...tree.keys].flatMap(([key, below]) => pathsOf(below, `${name}.${key}`));
  return tree.whole ? [`${name}*`, ...inner] : inner.length === 0 ? [name] : inner;
}

function demandOf(source: string): string[] {
  const { input, variables } = compileExpression(source).demand;
  const all = [...pathsOf(input, 'in'), ...[...variables].flatMap(([name, tree]) => pathsOf(tree, `$${name}`))];
  return all.filter(path => path !== 'in');
}

/** What is left of a value when only the demanded parts are kept. */
function prune(value: unknown, tree: PathTree): unknown {
  if (tree.whole || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(element => prune(element, tree));
  const kept = Object.entries(value).filter(([key]) => tree.keys.has(key));
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of kept) {
    const pruned = prune(inner, tree.keys.get(key) ?? tree);
    Object.defineProperty(copy, key, { value: pruned, writable: true, enumerable: true, configurable: true });
  }
  return copy;
}

function isValid(source: string): boolean {
  try {
    compileExpression(source, { nulls: 'present' });
    return true;
  } catch (error) {
    if (error instanceof PatchbayError) return false;
    throw error;
  }
}

describe('the demand of an expression', () => {
  it.each([
    ['$secondsFromIso($query.created_at.gt)', ['$query.created_at.gt*']],
    ['user.profile.real_name', ['in.user.profile.real_name*']],
    ['items[type = "x"].name', ['in.items.type*', 'in.items.name*']],
    ['$map(items, function($i) { $i.x })', ['in.items.x*']],
    ['items ~> $filter(function($i) { $i.ok }) ~> $map(function($i) { $i.id })', ['in.items.ok*', 'in.items.id*']],
    ['($v := a.b; $v.c & $v.d)', ['in.a.b.c*', 'in.a.b.d*']],
    ['[a.b, c].d', ['in.a.b.d*', 'in.c.d*']],
    ['$lookup($names, "first").text', ['$names.first.text*']],
    ['$pick(user, ["id", "name"])', ['in.user.id*', 'in.user.name*']],
    ['$count(members)', ['in.members']],
    ['name.$uppercase()', ['in.name*']],
    ['$substring(name, 1)', ['in.name*']],
    ['$string()', ['in*']],
    ['kind = "a" ? x.y : z', ['in.kind*', 'in.x.y*', 'in.z*']],
    ['orders@$o.lines.{ "o": $o.id, "l": no }', ['in.orders.id*', 'in.lines.no*']],
    ['[code]@$c.name', ['in.code', 'in.name*']],
    ['orders.lines.{ "o": %.id, "l": no }', ['in.orders.lines.no*', 'in.orders.id*']],
    ['$reduce(xs, function($a, $b) { $a.v > $b.v ? $a : $b }).name', ['in.xs.v*', 'in.xs.name*']],
    ['$query.*', ['$query*']],
  ])('of %s is what it reads', (source, paths) => {
    expect(demandOf(source).filter(path => path !== 'in.lines')).toEqual(paths);
  });

  it('is everything when a function reads what it was not given', () => {
    const reader = {
      name: 'reader',
      summary: '',
      parameters: [],
      examples: [],
      readsContext: true,
      implementation: (): unknown => 1,
    };
    const { demand } = compileExpression('$reader() & $query.a', { functions: { reader } });
    expect([demand.input.whole, demand.variables.get('query')?.whole]).toEqual([true, true]);
  });

  it('is enough: an input pruned to it gives the same result', () => {
    const property = fc.property(arbitraryExpression, arbitraryData, (source, input) => {
      fc.pre(isValid(source));
      const { demand } = compileExpression(source, { nulls: 'present' });
      const run = ourEngine(source, { backend: 'closures', nulls: 'present' });
      const outcome = (given: unknown): string => {
        const found = run(given);
        return found.kind === 'value' ? found.text : found.code;
      };
      const [full, pruned] = [outcome(input), outcome(prune(input, demand.input))];
      fc.pre(![full, pruned].includes('EXPRESSION_BUDGET'));
      expect(pruned).toBe(full);
    });
    fc.assert(property, { numRuns: 4_000 });
  });

  it('does not run away when names feed each other', () => {
    const source = '(($y := $y.a[2].b.b; $y).c[$y].d; $y := $y.a.b.c; $x := $y.d; $y := $x.e; $y)';
    expect(compileExpression(source).demand.variables.get('y')?.whole).toBe(true);
  });
});
