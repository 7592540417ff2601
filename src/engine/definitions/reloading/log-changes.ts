import type { Log } from '../../ports.ts';
import type { Catalogue, Problem } from '../catalogue.ts';

/**
 * Logs what another catalogue changes: every problem that is new, then what is served anew and no longer.
 *
 * @returns whether anything is different
 */
export function logChanges(before: Catalogue, after: Catalogue, log: Log): boolean {
  const known = new Set(before.problems.map(keyOf));
  const fresh = after.problems.filter(problem => !known.has(keyOf(problem)));
  logProblems(fresh, log);
  const integrations = compare(before.integrations, after.integrations);
  const models = compare(before.models, after.models);
  const problemCount = after.problems.length;
  if (integrations !== undefined || models !== undefined) {
    log.info({ integrations, models, problemCount }, 'definitions changed');
    return true;
  }
  const still = new Set(after.problems.map(keyOf));
  const mended = before.problems.filter(problem => !still.has(keyOf(problem)));
  if (mended.length > 0) log.info({ mendedCount: mended.length, problemCount }, 'definitions mended');
  return fresh.length > 0 || mended.length > 0;
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

interface Change {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

function compare(
  before: ReadonlyMap<string, { readonly hash: string }>,
  after: ReadonlyMap<string, { readonly hash: string }>,
): Change | undefined {
  const added = [...after.keys()].filter(name => !before.has(name));
  const removed = [...before.keys()].filter(name => !after.has(name));
  const changed = [...after].flatMap(([name, { hash }]) =>
    before.has(name) && before.get(name)?.hash !== hash ? [name] : [],
  );
  return added.length + removed.length + changed.length === 0 ? undefined : { added, changed, removed };
}
