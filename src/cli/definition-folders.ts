import { existsSync, realpathSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type { DefinitionFolders } from '../engine/definitions/reading/folders.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';

/** Folders named on the command line. */
export interface FolderOptions {
  readonly integrations?: readonly string[];
  readonly models?: readonly string[];
}

/**
 * Where definitions are looked for: those of the product, of PATCHBAY_INTEGRATIONS and PATCHBAY_MODELS as the server
 * reads them, of the working folder, and those named.
 *
 * @throws UsageError when a folder that was named is none
 */
export function definitionFolders(options: FolderOptions, around: Surroundings): DefinitionFolders {
  return {
    integrations: gather('integrations', 'PATCHBAY_INTEGRATIONS', options.integrations ?? [], around),
    models: gather('unified-models', 'PATCHBAY_MODELS', options.models ?? [], around),
  };
}

function gather(usual: string, variable: string, named: readonly string[], around: Surroundings): readonly string[] {
  const { root, workingFolder, env } = around;
  const listed = (env[variable] ?? '').split(delimiter).filter(part => part.trim() !== '');
  const asked = [...listed.map(part => part.trim()), ...named].map(path => resolve(workingFolder, path));
  const wrong = asked.find(path => !isFolder(path));
  if (wrong !== undefined) throw new UsageError(`${wrong} is not a folder.`);
  const all = [join(root, usual), join(workingFolder, usual), ...asked].filter(isFolder);
  return [...new Set(all.map(path => realpathSync(path)))];
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
