import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Text of every definition file by its path: `integrations/<provider>/…` and `unified-models/<model>/…`. */
export type DefinitionFiles = ReadonlyMap<string, string>;

/** Folders that hold integrations and models; several of each are read as one. */
export interface DefinitionFolders {
  readonly integrations: readonly string[];
  readonly models: readonly string[];
}

/** One integration or model: its name, and its files by their path below it. */
export interface DefinitionFolder {
  readonly name: string;
  readonly files: ReadonlyMap<string, { readonly file: string; readonly text: string }>;
}

export interface DefinitionSet {
  readonly integrations: readonly DefinitionFolder[];
  readonly models: readonly DefinitionFolder[];
}

/** Deep enough for `unified/<model>/<resource>.yaml`. */
const maxDepth = 4;

/** Reads the YAML files below the folders. A folder that does not exist is an error of the file system. */
export function readFolders(folders: DefinitionFolders): DefinitionSet {
  return { integrations: folders.integrations.flatMap(readChildren), models: folders.models.flatMap(readChildren) };
}

/** The same for files in memory. */
export function groupFiles(files: DefinitionFiles): DefinitionSet {
  return { integrations: groupUnder('integrations/', files), models: groupUnder('unified-models/', files) };
}

function readChildren(folder: string): readonly DefinitionFolder[] {
  const shown = basename(folder);
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => isFolder(join(folder, entry.name)) && !entry.name.startsWith('.'))
    .map(({ name }) => {
      const paths = listYaml(join(folder, name), '', maxDepth);
      const read = (path: string) => ({
        file: `${shown}/${name}/${path}`,
        text: readFileSync(join(folder, name, path), 'utf8'),
      });
      return { name, files: new Map(paths.map(path => [path, read(path)] as const)) };
    })
    .sort(byName);
}

function listYaml(root: string, below: string, depth: number): readonly string[] {
  if (depth === 0) return [];
  return readdirSync(join(root, below))
    .sort()
    .flatMap(name => {
      const path = below === '' ? name : `${below}/${name}`;
      if (isFolder(join(root, path))) return listYaml(root, path, depth - 1);
      return /\.ya?ml$/.test(name) ? [path] : [];
    });
}

const isFolder = (path: string): boolean => statSync(path).isDirectory();

function groupUnder(prefix: string, files: DefinitionFiles): readonly DefinitionFolder[] {
  const groups = new Map<string, Map<string, { file: string; text: string }>>();
  for (const [file, text] of files) {
    if (!file.startsWith(prefix)) continue;
    const [name = '', ...rest] = file.slice(prefix.length).split('/');
    const group = groups.get(name) ?? new Map<string, { file: string; text: string }>();
    group.set(rest.join('/'), { file, text });
    groups.set(name, group);
  }
  return [...groups].map(([name, group]) => ({ name, files: group })).sort(byName);
}

const byName = (a: DefinitionFolder, b: DefinitionFolder): number => (a.name < b.name ? -1 : 1);
