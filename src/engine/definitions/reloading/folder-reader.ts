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
  const folders: FoundFolder[] = [];
  for (const name of names) {
    const folder = await readChild(root, name);
    if (folder) folders.push(folder);
  }
  return folders;
}

async function readChild(root: string, name: string): Promise<FoundFolder | undefined> {
  const folder = join(root, name);
  const shown = `${basename(root)}/${name}`;
  try {
    if ((await kindOf(folder)) !== 'folder') return undefined;
    const paths = await listYaml(folder, '', maxDepth);
    if (paths.length > maxFiles) throw new Error(`it has more than ${maxFiles} files`);
    const texts = await Promise.all(paths.map(path => readText(join(folder, path))));
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
  const paths: string[] = [];
  for (const name of (await readdir(join(root, below)).catch(emptyWhenGone)).sort()) {
    const path = below === '' ? name : `${below}/${name}`;
    const kind = await kindOf(join(root, path));
    if (kind === 'folder' && path !== 'cases') paths.push(...(await listYaml(root, path, depth - 1)));
    else if (kind === 'file' && /\.ya?ml$/.test(name)) paths.push(path);
  }
  return paths;
}

/** Pipes, sockets and devices are no files: reading one might never end. */
async function kindOf(path: string): Promise<'folder' | 'file' | undefined> {
  try {
    const found = await stat(path);
    return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : undefined;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
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

function emptyWhenGone(error: unknown): string[] {
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
