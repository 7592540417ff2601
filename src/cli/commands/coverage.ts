import { coverageOf } from '../../engine/describe/coverage.ts';
import { definitionFolders, type FolderOptions } from '../definition-folders.ts';
import { loadDefinitions } from '../loaded.ts';
import { showProblems } from '../show/check.ts';
import { showCoverage } from '../show/coverage.ts';
import { exitCodes, type Surroundings } from '../surroundings.ts';

/**
 * Shows what integrations do for each resource and method, derived from their definitions; the exit code. A definition
 * with a mistake has no cells, and its problems are told instead.
 */
export function coverage(
  provider: string | undefined,
  options: FolderOptions & { readonly json?: boolean },
  around: Surroundings,
): number {
  const { catalogue, integrations, otherProblems } = loadDefinitions(definitionFolders(options, around), provider);
  const cells = coverageOf(catalogue);
  around.writeOutput(options.json ? `${JSON.stringify({ cells }, null, 2)}\n` : showCoverage(cells, around.isTerminal));
  const all = [...otherProblems, ...[...integrations.values()].flatMap(({ problems }) => problems)];
  const errors = all.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return exitCodes.ok;
  around.writeError(showProblems(errors, false));
  return exitCodes.problems;
}
