import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runCli } from '../../../src/cli/main.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

/** What a command said and how it ended. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A working folder with the command `patchbay` in it. */
export interface Terminal {
  readonly folder: string;
  /** Runs the command; `input` is its standard input. */
  run(args: readonly string[], input?: string): Promise<Said>;
  /** Starts one that goes on; what it has said so far, and its end. */
  start(args: readonly string[]): { said(): Said['out']; stop(): Promise<number> };
  write(path: string, text: string): void;
  end(): void;
}

const root = resolve(import.meta.dirname, '../../..');

/** Opens one in an empty folder. */
export function openTerminal(): Terminal {
  const { path: folder, remove } = scratchFolder();
  const surroundings = (input: string, stop: AbortSignal) => {
    const said = { out: '', err: '' };
    const around = {
      root,
      workingFolder: folder,
      env: {},
      isTerminal: false,
      readInput: () => Promise.resolve(input),
      writeOutput: (text: string) => void (said.out += text),
      writeError: (text: string) => void (said.err += text),
      stop,
    };
    return { said, around };
  };
  return {
    folder,
    run: async (args, input = '') => {
      const { said, around } = surroundings(input, new AbortController().signal);
      const code = await runCli(args, around);
      return { code, ...said };
    },
    start: args => {
      const controller = new AbortController();
      const { said, around } = surroundings('', controller.signal);
      const ended = runCli(args, around);
      return {
        said: () => said.out,
        stop: () => {
          controller.abort();
          return ended;
        },
      };
    },
    write: (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    end: remove,
  };
}
