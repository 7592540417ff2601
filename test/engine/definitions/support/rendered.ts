import { loadFromFiles } from '../../../../src/engine/definitions/load.ts';
import { formatProblem } from '../../../../src/engine/definitions/problem.ts';
import { filesWith, smallFiles } from './small.ts';

/**
 * Loads the small integration with some texts replaced in one file (a new file where there was none) and renders
 * every problem as a console would.
 *
 * @param base other files than the small ones
 */
export function rendered(
  file: string,
  changes: readonly (readonly [string, string])[],
  base: Readonly<Record<string, string>> = smallFiles,
): string {
  return loadFromFiles(filesWith(base, file, changes))
    .problems.map(formatProblem)
    .join('\n\n');
}
