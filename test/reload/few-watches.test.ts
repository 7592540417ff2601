import fs, { mkdirSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFolderWatcher, type FolderWatcher } from '../../src/engine/definitions/reloading/folder-watcher.ts';
import { smallFiles } from '../engine/definitions/support/small.ts';
import { recordingLog } from '../support/log.ts';
import { definitionFolder, type DefinitionScratch } from './support/definition-folder.ts';
import { until } from './support/until.ts';

const systemWatch = fs.watch;

/** The system gives so many watches and then none any more, as Linux does at `fs.inotify.max_user_watches`. */
const limitWatches = (count: number, code = 'ENOSPC'): void => {
  let left = count;
  fs.watch = ((...args: Parameters<typeof systemWatch>) => {
    if (left === 0)
      throw Object.assign(new Error(`${code}: System limit for number of file watchers reached`), { code });
    left -= 1;
    return systemWatch(...args);
    // Its overloads are of no matter to who calls it.
  }) as typeof systemWatch;
  syncBuiltinESMExports();
};

let folder: DefinitionScratch;
let log: ReturnType<typeof recordingLog>;
let watcher: FolderWatcher;
let signs: number;

const open = async (): Promise<void> => {
  log = recordingLog();
  signs = 0;
  watcher = openFolderWatcher({
    roots: [folder.integrations, folder.models],
    method: 'native',
    pollMs: 20,
    notice: () => {
      signs += 1;
    },
    log,
  });
  await watcher.ready;
};
const rooms = 'integrations/demo/unified/talk/rooms.yaml';
const roomsText = smallFiles[rooms] ?? '';
/** Looking through begins a moment after the watch is ready, so what changes goes on changing until it is seen. */
const isNoticed = async (change: (time: number) => void): Promise<true> => {
  const before = signs;
  let time = 0;
  const { value } = await until(() => {
    if (signs > before) return true;
    time += 1;
    change(time);
    return undefined;
  });
  return value;
};
const edit = (time: number): void => folder.write(rooms, `${roomsText}# ${time}\n`);
const add = (time: number): void => folder.write(`integrations/second/native/more-${time}.yaml`, 'endpoints: {}\n');
const switched = {
  level: 'warn',
  message: 'too few watches for the definitions; they are looked through instead',
};

beforeEach(() => {
  folder = definitionFolder('demo', 'second');
});
afterEach(async () => {
  fs.watch = systemWatch;
  syncBuiltinESMExports();
  await watcher.close();
  folder.end();
});

describe('openFolderWatcher where the system has too few watches', () => {
  it.each([
    { left: 0, code: 'ENOSPC' },
    { left: 3, code: 'ENOSPC' },
    { left: 3, code: 'EMFILE' },
  ])('looks through the folders when $left watches are left at the start ($code), and says so once', async given => {
    limitWatches(given.left, given.code);
    await open();
    expect([await isNoticed(edit), await isNoticed(add)]).toEqual([true, true]);
    expect(log.lines).toEqual([
      { ...switched, fields: { everyMs: 20, error: expect.objectContaining({ code: given.code }) as unknown } },
    ]);
  });

  it('changes to looking through the folders when the watches run out later', async () => {
    limitWatches(50);
    await open();
    expect(log.lines).toEqual([]);
    limitWatches(0);
    mkdirSync(join(folder.integrations, 'third/native'), { recursive: true });
    await until(() => (log.lines.length > 0 ? true : undefined));
    expect(log.lines).toMatchObject([switched]);
    expect([await isNoticed(edit), await isNoticed(add)]).toEqual([true, true]);
  });

  it('goes on with the watches it has when one of them meets another trouble', async () => {
    limitWatches(4, 'EIO');
    await open();
    expect(log.lines.map(({ message }) => message)).toContain('watching the definitions met an error');
    expect(log.lines.map(({ message }) => message)).not.toContain(switched.message);
  });
});
