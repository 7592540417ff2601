import { mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/engine/definitions/catalogue.ts';
import { createReloader } from '../../src/engine/definitions/reloading/reloader.ts';
import {
  watchDefinitions,
  type DefinitionWatch,
  type WatchTimes,
} from '../../src/engine/definitions/reloading/watch.ts';
import { smallFiles } from '../engine/definitions/support/small.ts';
import { recordingLog } from '../support/log.ts';
import { copyFor, definitionFolder, type DefinitionScratch } from './support/definition-folder.ts';
import { until } from './support/until.ts';

const nothing: Catalogue = { models: new Map(), integrations: new Map(), problems: [] };
const rooms = 'integrations/demo/unified/talk/rooms.yaml';
const roomsText = smallFiles[rooms] ?? '';

let folder: DefinitionScratch;
let watch: DefinitionWatch;
let log: ReturnType<typeof recordingLog>;
let served: Catalogue;

const open = async (method: 'native' | 'polling', times: Partial<WatchTimes> = {}): Promise<void> => {
  log = recordingLog();
  const folders = { integrations: [folder.integrations], models: [folder.models] };
  const reloader = createReloader(folders);
  served = await reloader.reload(nothing);
  watch = watchDefinitions({
    folders,
    reloader,
    current: () => served,
    onChange: next => {
      served = next;
    },
    log,
    method,
    times,
  });
  await watch.ready;
};

const problem = () => until(() => served.problems[0]);
const noProblem = () => until(() => (served.problems.length === 0 ? true : undefined));
const logged = () => log.lines.filter(({ level }) => level !== 'debug');
const problemsOf = (name: string) => served.problems.filter(({ file }) => file.startsWith(`integrations/${name}/`));
const names = () => [...served.integrations.keys()];
const fieldsOfRooms = (integration = 'demo') =>
  served.integrations
    .get(integration)
    ?.resources.get('talk/rooms')
    ?.shapes.get('')
    ?.fields.map(({ name }) => name);

beforeEach(() => {
  folder = definitionFolder('demo', 'second');
});
afterEach(async () => {
  await watch.close();
  folder.end();
});

describe.each(['native', 'polling'] as const)('watchDefinitions (%s)', method => {
  beforeEach(() => open(method));

  it('serves a changed mapping, and the other integrations as they were', async () => {
    const second = served.integrations.get('second');
    folder.write(rooms, roomsText.replace('  name: title\n', ''));
    await until(() => (fieldsOfRooms()?.length === 2 ? true : undefined));
    expect(fieldsOfRooms()).toEqual(['kind', 'is_member']);
    expect(served.integrations.get('second')).toBe(second);
    expect(logged()).toEqual([
      {
        level: 'info',
        message: 'definitions changed',
        fields: { integrations: { added: [], changed: ['demo'], removed: [] }, models: undefined, problemCount: 0 },
      },
    ]);
  });

  it('tells a mistake with its place while the last good version serves on, and that it was mended', async () => {
    const good = served.integrations.get('demo');
    folder.write(rooms, roomsText.replace('name: title', 'name: $titel'));
    const { value } = await problem();
    expect(served.integrations.get('demo')).toBe(good);
    expect(value.file).toBe(rooms);
    expect(logged()).toEqual([
      {
        level: 'error',
        message: 'definition refused',
        fields: {
          code: 'EXPRESSION_INVALID',
          place: `${rooms}:3:9`,
          reason: value.message,
          hint: value.hint,
        },
      },
    ]);
    folder.write(rooms, roomsText);
    await noProblem();
    expect(logged().slice(1)).toEqual([
      { level: 'info', message: 'definitions mended', fields: { mendedCount: 1, problemCount: 0 } },
    ]);
  });

  it('serves a folder that is moved in whole, and no longer one that is removed', async () => {
    for (const [path, text] of Object.entries(smallFiles)) {
      if (path.startsWith('integrations/'))
        folder.write(...copyFor('third', path.replace('integrations/', 'aside/'), text));
    }
    renameSync(join(folder.integrations, '../aside/third'), join(folder.integrations, 'third'));
    await until(() => (served.integrations.has('third') ? true : undefined));
    folder.remove('integrations/second');
    await until(() => (served.integrations.has('second') ? undefined : true));
    expect(names()).toEqual(['demo', 'third']);
    expect(served.problems).toEqual([]);
  });

  it('changes a model only together with the integrations on it', async () => {
    const model = smallFiles['unified-models/talk/rooms.yaml'] ?? '';
    const before = { demo: served.integrations.get('demo'), talk: served.models.get('talk')?.hash };
    folder.write('unified-models/talk/rooms.yaml', model.replace('  name:', '  title:'));
    const { value: first } = await problem();
    expect({ demo: served.integrations.get('demo'), talk: served.models.get('talk')?.hash }).toEqual(before);
    expect(first.message).toBe(
      'The model `talk` changed, and what is served of demo, second does not fit that. Its last version serves on.',
    );
    expect(served.lastGood).toEqual({
      models: new Map([['talk', [first]]]),
      integrations: new Map(['demo', 'second'].map(name => [name, problemsOf(name)])),
    });
    folder.write(rooms, roomsText.replace('name: title', 'title: title'));
    folder.write(rooms.replace('/demo/', '/second/'), roomsText.replace('name: title', 'title: title'));
    await noProblem();
    expect(served.lastGood).toBe(undefined);
    expect([fieldsOfRooms(), fieldsOfRooms('second')]).toEqual([
      ['title', 'kind', 'is_member'],
      ['title', 'kind', 'is_member'],
    ]);
  });
});

describe('what lies in a folder', () => {
  beforeEach(() => open('native', { recheckMs: 300 }));

  it('is said where it cannot be read, and keeps nothing else from being served', async () => {
    execFileSync('mkfifo', [join(folder.integrations, 'demo/native/pipe.yaml')]);
    symlinkSync('loop', join(folder.integrations, 'loop'));
    mkdirSync(join(folder.integrations, 'empty'));
    folder.write('integrations/huge/integration.yaml', '#'.repeat(300_000));
    folder.write('integrations/empty/notes.txt', 'not ours');
    const { value: places } = await until(() =>
      served.problems.length === 2 ? served.problems.map(({ file, message }) => `${file}: ${message}`) : undefined,
    );
    expect(places).toEqual([
      'empty: The folder `empty` has no integration.yaml.',
      'integrations/huge/integration.yaml: The file is larger than 128 KB.',
    ]);
    expect(names()).toEqual(['demo', 'second']);
  });

  it('keeps serving when the folder itself goes away, and follows it when it is back', async () => {
    renameSync(folder.integrations, `${folder.integrations}.away`);
    const { value } = await problem();
    expect(value.message).toBe('The folder cannot be read: ENOENT.');
    expect(names()).toEqual(['demo', 'second']);
    renameSync(`${folder.integrations}.away`, folder.integrations);
    folder.remove('integrations/second');
    await until(() => (served.integrations.has('second') ? undefined : true));
    expect({ names: names(), problems: served.problems }).toEqual({ names: ['demo'], problems: [] });
  });
});
