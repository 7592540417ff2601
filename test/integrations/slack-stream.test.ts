import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSlackSandbox, type SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { openSandboxEngine, type CallOptions, type SandboxEngine } from '../support/sandbox-engine.ts';

let sandbox: SlackSandbox;
let house: SandboxEngine;

beforeAll(async () => {
  sandbox = await startSlackSandbox();
  house = await openSandboxEngine({
    integration: 'slack',
    dial: `slack.com=${sandbox.address},files.slack.com=${sandbox.address}`,
    credentials: { bot: { access_token: sandbox.tokens.workspace1.bot } },
  });
});
afterAll(async () => {
  await house.close();
  await sandbox.close();
});

/** Ids of a stream, with the cursor behind each. */
async function readStream(resource: string, options: CallOptions = {}) {
  const ids: string[] = [];
  const cursors: (string | null)[] = [];
  for await (const page of house.stream(resource, options)) {
    ids.push(...page.records.map(({ id }) => String(id)));
    cursors.push(...page.records.map((_, index) => page.cursorAfter(index)));
  }
  return { ids, cursors };
}

describe('a stream', () => {
  it.each(['organizations', 'workspaces', 'groups', 'channels', 'members'])(
    'gives the %s that a walk gives, in the same order',
    async resource => {
      const { ids } = await readStream(resource);
      expect(ids).toEqual((await house.walk(resource, { limit: 1000 })).ids);
    },
  );

  it('goes over all channels as a walk does', async () => {
    const { ids } = await readStream('messages', { limit: 3000 });
    const { records, nextCursor } = await house.list('messages', { limit: 1000 });
    const second = await house.list('messages', { limit: 1000, cursor: nextCursor ?? '' });
    const third = await house.list('messages', { limit: 1000, cursor: second.nextCursor ?? '' });
    expect(ids).toEqual([...records, ...second.records, ...third.records].map(({ id }) => id));
  });

  it('gives with every record the cursor that goes on behind it', async () => {
    const { ids, cursors } = await readStream('messages', { limit: 450 });
    const rest = async (index: number) =>
      (await readStream('messages', { cursor: cursors[index] ?? '', limit: 20 })).ids;
    expect(await Promise.all([0, 199, 200, 333].map(rest))).toEqual([
      ids.slice(1, 21),
      ids.slice(200, 220),
      ids.slice(201, 221),
      ids.slice(334, 354),
    ]);
  });

  it('reads a list on from a cursor, and a list from a cursor of a stream', async () => {
    const first = await house.list('members', { limit: 30 });
    const { ids, cursors } = await readStream('members', { cursor: first.nextCursor ?? '' });
    const all = await house.walk('members', { limit: 1000 });
    const second = await house.list('members', { limit: 10, cursor: cursors[9] ?? '' });
    expect({ ids, second: second.records.map(({ id }) => id) }).toEqual({
      ids: all.ids.slice(30),
      second: all.ids.slice(40, 50),
    });
  });

  it('ends at its limit with the cursor to go on from', async () => {
    const pages = [];
    for await (const page of house.stream('messages', { limit: 250 })) pages.push(page);
    const all = await house.list('messages', { limit: 260 });
    const next = await house.list('messages', { limit: 10, cursor: pages.at(-1)?.cursor() ?? '' });
    expect(pages.flatMap(({ records }) => records).length).toBe(250);
    expect(next.records).toEqual(all.records.slice(250));
  });

  it('refuses a filter that the list refuses, with the first page', async () => {
    await expect(readStream('messages', { query: { nonsense: 'x' } })).rejects.toMatchObject({
      code: 'REQUEST_FILTER_UNKNOWN',
    });
  });
});
