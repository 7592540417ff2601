import type { Log } from '../../ports.ts';
import type { Catalogue, Problem } from '../catalogue.ts';

/** How one catalogue differs from the one before. */
export interface Changes {
  readonly integrations: NameChanges | undefined;
  readonly models: NameChanges | undefined;
  /** Problems that were not there before. */
  readonly fresh: readonly Problem[];
  /** How many are there no longer, and how many there are now. */
  readonly mendedCount: number;
  readonly problemCount: number;
}

export interface NameChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** What is different; undefined when nothing is. */
export function compareCatalogues(before: Catalogue, after: Catalogue): Changes | undefined {
  const known = new Set(before.problems.map(keyOf));
  const still = new Set(after.problems.map(keyOf));
  const changes: Changes = {
    integrations: compareNames(before.integrations, after.integrations),
    models: compareNames(before.models, after.models),
    fresh: after.problems.filter(problem => !known.has(keyOf(problem))),
    mendedCount: before.problems.filter(problem => !still.has(keyOf(problem))).length,
    problemCount: after.problems.length,
  };
  const { integrations, models, fresh, mendedCount } = changes;
  return integrations || models || fresh.length > 0 || mendedCount > 0 ? changes : undefined;
}

/** Logs every problem that is new, then what is served anew and no longer. */
export function logChanges({ integrations, models, fresh, mendedCount, problemCount }: Changes, log: Log): void {
  logProblems(fresh, log);
  if (integrations || models) log.info({ integrations, models, problemCount }, 'definitions changed');
  else if (mendedCount > 0) log.info({ mendedCount, problemCount }, 'definitions mended');
}

/** One line a problem, with its place; errors as errors, lints that let the definition serve as warnings. */
export function logProblems(problems: readonly Problem[], log: Log): void {
  for (const { severity, code, file, line, column, message, hint } of problems) {
    log[severity === 'error' ? 'error' : 'warn'](
      { code, place: `${file}:${line}:${column}`, reason: message, hint },
      severity === 'error' ? 'definition refused' : 'definition doubtful',
    );
  }
}

function keyOf({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column}:${message}`;
}

function compareNames(
  before: ReadonlyMap<string, { readonly hash: string }>,
  after: ReadonlyMap<string, { readonly hash: string }>,
): NameChanges | undefined {
  const added = [...after.keys()].filter(name => !before.has(name));
  const removed = [...before.keys()].filter(name => !after.has(name));
  const changed = [...after].flatMap(([name, { hash }]) =>
    before.has(name) && before.get(name)?.hash !== hash ? [name] : [],
  );
  return added.length + removed.length + changed.length === 0 ? undefined : { added, changed, removed };
}
