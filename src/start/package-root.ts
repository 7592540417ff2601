import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder with `integrations/`, `unified-models/` and `schemas/`: that of our package.json, above the sources as well
 * as above `dist`.
 */
export function packageRoot(from = import.meta.url): string {
  let folder = dirname(fileURLToPath(from));
  while (!isOurs(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no package.json of patchbay above ${fileURLToPath(from)}`);
    folder = parent;
  }
  return folder;
}

function isOurs(file: string): boolean {
  if (!existsSync(file)) return false;
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof content === 'object' && content !== null && 'name' in content && content.name === 'patchbay';
}
