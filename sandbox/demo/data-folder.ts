import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files that the demo keeps beside the embedded database; what is secret has mode 600. */
export interface DataFolder {
  readonly path: string;
  readonly masterKeyFile: string;
  readonly environmentFile: string;
  logFile(name: string): string;
  /** The lines of `demo.env` that an earlier start wrote. */
  readEnvironment(): ReadonlyMap<string, string>;
  writeEnvironment(lines: Readonly<Record<string, string>>): string;
}

/** Makes the folder, and on the first start its master key. */
export function openDataFolder(path: string): DataFolder {
  mkdirSync(path, { recursive: true });
  const masterKeyFile = join(path, 'master.key');
  if (!existsSync(masterKeyFile)) writePrivately(masterKeyFile, `${randomBytes(32).toString('base64')}\n`);
  const environmentFile = join(path, 'demo.env');
  return {
    path,
    masterKeyFile,
    environmentFile,
    logFile: name => join(path, `${name}.log`),
    readEnvironment: () => {
      if (!existsSync(environmentFile)) return new Map();
      const lines = readFileSync(environmentFile, 'utf8').split('\n');
      return new Map(lines.flatMap(line => (line.includes('=') ? [splitAtEquals(line)] : [])));
    },
    writeEnvironment: lines => {
      const text = Object.entries(lines).map(([name, value]) => `${name}=${value}\n`);
      writePrivately(environmentFile, text.join(''));
      return environmentFile;
    },
  };
}

/** Whole or not at all: a crash leaves the old file. */
function writePrivately(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

function splitAtEquals(line: string): [string, string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}
