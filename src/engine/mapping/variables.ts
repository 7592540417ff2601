import type { Expression, Variables } from '../expressions/expression.ts';
import type { Run } from '../run.ts';

/** A copy with more variables; getters (lazy values) of the base stay lazy. */
export function extendVariables(base: Variables, more: Readonly<Record<string, unknown>>): Variables {
  const copy: Record<string, unknown> = {};
  Object.defineProperties(copy, Object.getOwnPropertyDescriptors(base));
  return Object.assign(copy, more);
}

/**
 * A copy with the variables that `with` names: in order, each may read those before it, and each is computed when it is
 * first read and then kept.
 */
export function bindWith(
  base: Variables,
  entries: readonly (readonly [string, Expression])[],
  run: Pick<Run, 'budget'>,
): Variables {
  if (entries.length === 0) return base;
  const bound: Record<string, unknown> = {};
  Object.defineProperties(bound, Object.getOwnPropertyDescriptors(base));
  for (const [name, expression] of entries) {
    let value: { readonly result: unknown } | undefined;
    Object.defineProperty(bound, name, {
      enumerable: true,
      configurable: true,
      get: () => (value ??= { result: expression.run(undefined, bound, run.budget) }).result,
    });
  }
  return bound;
}
