import { describe, expect, it } from 'vitest';
import { casePorts } from '../../src/cli/cases/ports.ts';
import { loadFromFiles } from '../../src/engine/definitions/load.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { smallFiles } from '../engine/definitions/support/small.ts';

const replies: Readonly<Record<string, unknown>> = {
  '/v1/rooms': {
    rooms: [
      { id: 'r1', title: 'Lobby' },
      { id: 'r2', title: 'Cellar' },
    ],
  },
  '/v1/rooms/r1/notes': { notes: [{ nid: 'n1', body: 'Hello' }] },
  '/v1/rooms/r2/notes': { notes: [{ nid: 'n2', body: 'Bye' }] },
};

/** Answers, and does something first with every call to the provider. */
const engineThat = (before: (engine: Engine) => void): Engine => {
  const engine = createEngine(
    loadFromFiles(new Map(Object.entries(smallFiles))),
    casePorts({
      dispatcher: {
        send: ({ url }) => {
          before(engine);
          const body = Buffer.from(JSON.stringify({ ok: true, ...Object(replies[url.pathname]) }));
          return Promise.resolve({ status: 200, headers: { 'content-type': 'application/json' }, body });
        },
        stream: () => Promise.reject(new Error('Nothing is streamed here.')),
      },
      credentials: { bot: { access_token: 't' } },
      app: {},
    }),
  );
  return engine;
};

const listNotes = (engine: Engine) =>
  engine.run({
    account: {
      id: 'a',
      environmentId: 'e',
      integration: 'demo',
      status: 'active',
      settings: {},
      credentials: ['bot'],
    },
    model: 'talk',
    resource: 'notes',
    method: 'list',
    query: {},
    limit: 50,
    expand: [],
    include: [],
    requestId: 'r',
    deadlineMs: 30_000,
  });

describe('a call under way', () => {
  it('ends in the version it began with, though its integration is taken away meanwhile', async () => {
    const engine = engineThat(({ replaceCatalogue }) =>
      replaceCatalogue({ models: new Map(), integrations: new Map(), problems: [] }),
    );
    const answer = await listNotes(engine);
    expect(answer.kind === 'page' && answer.records.map(({ id }) => id)).toEqual(['r1~n1', 'r2~n2']);
    await expect(listNotes(engine)).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  });
});
