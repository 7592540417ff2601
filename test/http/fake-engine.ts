import type { Answer, Call, FileAnswer, FileAsked, StreamPage } from '../../src/engine/call.ts';
import type { Catalogue } from '../../src/engine/definitions/catalogue.ts';
import type { Integration } from '../../src/engine/definitions/definition.ts';
import type { MethodMapping } from '../../src/engine/definitions/mapping.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { LinkFindings } from '../../src/engine/link.ts';
import type { ProxyAnswer, ProxyCall } from '../../src/engine/native/call.ts';
import type { Model } from '../../src/engine/models/model.ts';
import { compileTemplate } from '../../src/engine/templates/compile.ts';

const origin = { file: 'integrations/chat/unified/talk/notes.yaml', line: 1, column: 1 };
const method = (unsupported?: string): MethodMapping => ({
  origin,
  missing: {},
  variants: [],
  ...(unsupported === undefined ? {} : { unsupported }),
});

const talk: Model = {
  name: 'talk',
  label: 'Talk',
  description: 'Notes and who wrote them.',
  hash: 'm1',
  resources: new Map([
    [
      'notes',
      {
        name: 'notes',
        description: 'A note.',
        schema: { type: 'object', properties: { id: {}, text: {}, created_at: {} } },
        filters: new Map([
          [
            'created_at.gt',
            { type: 'date-time', description: 'After this time.', field: ['created_at'], operator: 'gt' },
          ],
        ]),
        methods: new Map([
          ['list', { name: 'list', description: 'Newest first.', on: 'collection' }],
          ['get', { name: 'get', description: 'One note.', on: 'record' }],
          [
            'print',
            {
              name: 'print',
              description: 'A note on paper.',
              on: 'record',
              stream: { fileName: 'text', contentType: 'text' },
            },
          ],
          ['delete', { name: 'delete', description: 'Deletes a note.', on: 'record' }],
        ]),
        includes: ['deleted'],
      },
    ],
  ]),
};

const chat: Integration = {
  name: 'chat',
  label: 'Chat',
  docs: 'https://chat.example/docs',
  baseUrl: compileTemplate('https://chat.example/api', { encode: 'path' }),
  hosts: ['chat.example'],
  bareHosts: [],
  app: {},
  settings: { team_id: { type: 'string', secret: false }, hook_secret: { type: 'string', secret: true } },
  auth: {
    bot_token: {
      style: 'fields',
      makes: 'bot',
      fields: {
        token: {
          label: 'Bot token',
          secret: true,
          required: true,
          setting: false,
          pattern: '^cht_',
          fills: 'access_token',
          description: 'From the settings.',
        },
      },
    },
    oauth: {
      style: 'oauth2_code',
      authorizeUrl: 'https://chat.example/authorize',
      tokenUrl: compileTemplate('https://chat.example/token', { encode: 'path' }),
      scopeSeparator: ',',
      scopeParams: {},
      credentials: { bot: { access_token: 'access_token' }, user: { access_token: 'user.access_token' } },
    },
  },
  credential: ['bot', 'user'],
  attach: { headers: {}, query: {} },
  errors: [],
  retry: { attempts: 1, on: [] },
  endpoints: new Map(),
  resources: new Map([
    [
      'talk/notes',
      {
        model: 'talk',
        resource: 'notes',
        origin,
        shapes: new Map([['', { name: '', key: { parts: [] }, fields: [], lookups: new Map() }]]),
        values: {},
        methods: new Map([
          ['list', method()],
          ['delete', method('Chat keeps every note.')],
        ]),
      },
    ],
  ]),
  hash: 'i1',
};

/** One integration, one model with one resource, one refused definition. */
export const catalogue: Catalogue = {
  models: new Map([['talk', talk]]),
  integrations: new Map([['chat', chat]]),
  problems: [
    {
      code: 'DEFINITION_INVALID',
      severity: 'error',
      file: 'integrations/broken/integration.yaml',
      line: 3,
      column: 1,
      message: 'There is no key "lable".',
      hint: 'Did you mean "label"?',
      excerpt: 'lable: Broken\n^',
    },
  ],
};

/** An engine that answers what the test says, and remembers what it was asked. */
export interface FakeEngine extends Engine {
  readonly calls: Call[];
  readonly links: unknown[];
  answer: (call: Call) => Promise<Answer>;
  readonly proxied: ProxyCall[];
  proxyAnswer: (call: ProxyCall) => Promise<ProxyAnswer>;
  file: (call: Call, asked: FileAsked) => Promise<FileAnswer>;
  pages: (call: Call) => AsyncGenerator<StreamPage, void, void>;
  findings: () => Promise<LinkFindings>;
}

/** Makes one; it answers an empty page and finds a team until told otherwise. */
export function createFakeEngine(): FakeEngine {
  const engine: FakeEngine = {
    calls: [],
    links: [],
    answer: () => Promise.resolve({ kind: 'page', records: [], nextCursor: null, prevCursor: null, warnings: [] }),
    findings: () =>
      Promise.resolve({
        settings: { team_id: 'T1', hook_secret: 'hs-1', other: 'x' },
        externalIds: ['T1'],
        label: 'Acme',
      }),
    file: () => Promise.resolve({ kind: 'file', status: 200, headers: {} }),
    openFile: (call, asked) => {
      engine.calls.push(call);
      return engine.file(call, asked);
    },
    pages: async function* () {},
    stream: call => {
      engine.calls.push(call);
      return engine.pages(call);
    },
    run: call => {
      engine.calls.push(call);
      return engine.answer(call);
    },
    proxied: [],
    proxyAnswer: () => Promise.resolve({ kind: 'page', records: [], nextCursor: null, prevCursor: null }),
    proxy: call => {
      engine.proxied.push(call);
      return engine.proxyAnswer(call);
    },
    custom: () => Promise.resolve({ status: 204, headers: {}, body: new Uint8Array(0) }),
    link: request => {
      engine.links.push(request);
      return engine.findings();
    },
    catalogue: () => catalogue,
    replaceCatalogue: () => undefined,
  };
  return engine;
}
