import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { smallFiles } from '../../engine/definitions/support/small.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

/** A folder with definitions that a test changes. */
export interface DefinitionScratch {
  readonly integrations: string;
  readonly models: string;
  /** Writes a file at once, by its path below the folder. */
  write(path: string, text: string): void;
  /** Removes a file or a folder. */
  remove(path: string): void;
  end(): void;
}

/** The small definitions on disk; the integration under each of these names. */
export function definitionFolder(...names: readonly string[]): DefinitionScratch {
  const { path: root, remove } = scratchFolder();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  mkdirSync(join(root, 'integrations'));
  for (const [path, text] of Object.entries(smallFiles)) {
    if (path.startsWith('unified-models/')) write(path, text);
    for (const name of names) if (path.startsWith('integrations/')) write(...copyFor(name, path, text));
  }
  return {
    integrations: join(root, 'integrations'),
    models: join(root, 'unified-models'),
    write,
    remove: path => rmSync(join(root, path), { recursive: true }),
    end: remove,
  };
}

/** Path and text of one of the small integration's files, for an integration of another name. */
export function copyFor(name: string, path: string, text: string): [path: string, text: string] {
  return [path.replace('/demo/', `/${name}/`), text.replace('name: demo', `name: ${name}`)];
}
