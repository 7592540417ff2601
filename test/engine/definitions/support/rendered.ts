import { loadFromFiles } from '../../../../src/engine/definitions/load.ts';
import { formatProblem } from '../../../../src/engine/definitions/problem.ts';
import { smallWith } from './small.ts';

/**
 * Loads the small integration with some texts replaced in one file (a new file where there was none) and renders
 * every problem as a console would.
 */
export function rendered(file: string, changes: readonly (readonly [string, string])[]): string {
  const files = smallWith(file, ...changes);
  return loadFromFiles(files).problems.map(formatProblem).join('\n\n');
}
