import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Problem } from '../catalogue.ts';
import { createProblem } from '../problem.ts';
import type { DefinitionFolder } from '../reading/folders.ts';
import { fileLimits } from '../reading/scan.ts';

/** A folder as it was found; `trouble` says why it could not be read whole. */
export interface FoundFolder extends DefinitionFolder {
  readonly trouble?: Problem;
}

/** What lies below some folders now. */
export interface Found {
  readonly folders: readonly FoundFolder[];
  /** Why folders themselves could not be read; what they held last is in `folders` then. */
  readonly problems: readonly Problem[];
}

/** Deep enough for `unified/<model>/<resource>.yaml`. */
const maxDepth = 4;
const maxFiles = 2_000;
/** Files stay open while they are read, and a process may open about a thousand. */
const atOnce = { folders: 4, files: 32 } as const;

/**
 * A reader of definition folders that may change under its hands: what vanishes while it reads counts as gone, what
 * cannot be read is said and never thrown. Cases are not read. A folder that cannot be read at all (a volume that is
 * not mounted) keeps what it held last.
 */
export function createFolderReader(roots: readonly string[]): () => Promise<Found> {
  const last = new Map<string, readonly FoundFolder[]>();
  return async () => {
    const folders: FoundFolder[] = [];
    const problems: Problem[] = [];
    for (const root of roots) {
      try {
        const found = await readChildren(root);
        last.set(root, found);
        folders.push(...found);
      } catch (error) {
        folders.push(...(last.get(root) ?? []));
        problems.push(unreadable(root, error, 'What it held last is served.'));
      }
    }
    return { folders, problems };
  };
}

async function readChildren(root: string): Promise<readonly FoundFolder[]> {
  const names = (await readdir(root)).filter(name => !name.startsWith('.')).sort();
  const folders = await mapBounded(names, atOnce.folders, name => readChild(root, name));
  return folders.filter(folder => folder !== undefined);
}

async function readChild(root: string, name: string): Promise<FoundFolder | undefined> {
  const folder = join(root, name);
  const shown = `${basename(root)}/${name}`;
  try {
    if ((await followed(folder)) !== 'folder') return undefined;
    const paths = await listYaml(folder, '', maxDepth);
    if (paths.length > maxFiles) throw new Error(`it has more than ${maxFiles} files`);
    const texts = await mapBounded(paths, atOnce.files, path => readText(join(folder, path)));
    const files = new Map<string, { readonly file: string; readonly text: string }>();
    for (const [index, path] of paths.entries()) {
      const text = texts[index];
      if (text !== undefined) files.set(path, { file: `${shown}/${path}`, text });
    }
    return { name, files };
  } catch (error) {
    if (isGone(error)) return undefined;
    return { name, files: new Map(), trouble: unreadable(shown, error, 'Mend it, or remove the folder.') };
  }
}

async function listYaml(root: string, below: string, depth: number): Promise<readonly string[]> {
  if (depth === 0) return [];
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch(noneWhenGone);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const paths = await mapBounded(entries, atOnce.files, async entry => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const kind = await kindOf(entry, join(root, path));
    if (kind === 'folder' && path !== 'cases') return listYaml(root, path, depth - 1);
    return kind === 'file' && /\.ya?ml$/.test(entry.name) ? [path] : [];
  });
  return paths.flat();
}

type Kind = 'folder' | 'file' | undefined;

/** Pipes, sockets and devices are no files: reading one might never end. */
function kindOf(entry: Pick<Dirent, 'isDirectory' | 'isFile' | 'isSymbolicLink'>, path: string): Kind | Promise<Kind> {
  if (entry.isSymbolicLink()) return followed(path);
  return entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : undefined;
}

async function followed(path: string): Promise<Kind> {
  try {
    return await kindOf(await stat(path), path);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Does something with each, in order, some at once: every one that is waited for costs a turn of a busy event loop. */
async function mapBounded<T, R>(items: readonly T[], atOnceCount: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += atOnceCount) {
    results.push(...(await Promise.all(items.slice(from, from + atOnceCount).map(work))));
  }
  return results;
}

/** No more of a file than is enough to see that it is too large. */
async function readText(path: string): Promise<string | undefined> {
  try {
    const file = await open(path);
    try {
      const buffer = Buffer.alloc(fileLimits.bytes + 1);
      let length = 0;
      while (length < buffer.length) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return buffer.toString('utf8', 0, length);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function noneWhenGone(error: unknown): Dirent[] {
  if (isGone(error)) return [];
  throw error;
}

function isGone(error: unknown): boolean {
  // ENOTDIR: a folder was replaced by a file. ELOOP: a link leads to itself, there is nothing behind it.
  return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(String(error.code));
}

function unreadable(shown: string, error: unknown, hint: string): Problem {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const message = `The folder cannot be read: ${reason}.`;
  return createProblem({ file: shown, text: '' }, 0, { code: 'DEFINITION_INVALID', message, hint });
}
