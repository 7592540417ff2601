import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDispatcher } from '../../src/egress/dispatcher.ts';
import { parseDialMap } from '../../src/egress/dial-map.ts';
import type {
  Account,
  Call,
  FileAnswer,
  FileAsked,
  Page,
  Single,
  StreamPage,
  UnifiedRecord,
} from '../../src/engine/call.ts';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { appWith, fixedCredentials } from './credentials.ts';
import { silentLog } from './log.ts';
import { noRates } from './no-rates.ts';

/** What one test says of a call; the rest has defaults. */
export type CallOptions = Partial<Omit<Call, 'account' | 'model' | 'resource' | 'method'>>;

/** An engine over the shipped definitions with one linked account of a fake provider, over real HTTP. */
export interface SandboxEngine {
  readonly engine: Engine;
  readonly account: Account;
  list(resource: string, options?: CallOptions): Promise<Page>;
  get(resource: string, id: string, options?: CallOptions): Promise<UnifiedRecord>;
  create(resource: string, body: unknown): Promise<UnifiedRecord>;
  /** Every record of a list, page by page, with the sizes of the pages. */
  walk(
    resource: string,
    options: CallOptions & { limit: number },
  ): Promise<{ ids: string[]; records: UnifiedRecord[]; pages: number[] }>;
  /** The pages of a list's stream; without a limit, to the end. */
  stream(resource: string, options?: CallOptions): AsyncGenerator<StreamPage, void, void>;
  /** The content of an attachment. */
  download(id: string, asked?: FileAsked): Promise<FileAnswer>;
  close(): Promise<void>;
}

export interface SandboxEngineOptions {
  readonly integration: string;
  /** `host=address,…` of the fake. */
  readonly dial: string;
  /** Credential name -> its properties. */
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const root = new URL('../../', import.meta.url).pathname;

/** Validation is strict: a record that does not fit its model is missing from the answer, with a warning. */
export async function openSandboxEngine(options: SandboxEngineOptions): Promise<SandboxEngine> {
  const dispatcher = createDispatcher({ dial: parseDialMap(options.dial), allowCidrs: [], log: silentLog });
  const catalogue = loadCatalogue({ integrations: [`${root}integrations`], models: [`${root}unified-models`] });
  const engine = createEngine(
    catalogue,
    {
      dispatcher,
      log: silentLog,
      limiter: noRates,
      clock: {
        nowMs: Date.now,
        monotonicMs: () => performance.now(),
        sleep: (ms, signal) => sleep(ms, undefined, { ...(signal ? { signal } : {}) }),
      },
      credentials: fixedCredentials(options.credentials),
      apps: appWith({}),
      cursorSecret: randomBytes(32),
      randomBytes,
    },
    { validation: 'strict' },
  );
  const { settings } = await engine.link({
    integration: options.integration,
    credentials: options.credentials,
    settings: {},
    requestId: 'link',
    deadlineMs: performance.now() + 20_000,
  });
  const account: Account = {
    id: 'acc_test',
    environmentId: 'env_test',
    integration: options.integration,
    status: 'active',
    settings,
    credentials: Object.keys(options.credentials),
  };
  const callOf = (resource: string, method: string, more: CallOptions): Call => ({
    account,
    model: 'instant-messaging',
    resource,
    method,
    query: {},
    limit: 50,
    expand: [],
    include: [],
    requestId: 'test',
    deadlineMs: performance.now() + 60_000,
    ...more,
  });
  const list = async (resource: string, more: CallOptions = {}): Promise<Page> => {
    const answer = await engine.run(callOf(resource, 'list', more));
    if (answer.kind !== 'page') throw new Error('A list answered no page.');
    return answer;
  };
  const single = async (call: Call): Promise<Single> => {
    const answer = await engine.run(call);
    if (answer.kind !== 'single') throw new Error(`A ${call.method} answered a page.`);
    return answer;
  };
  return {
    engine,
    account,
    list,
    get: async (resource, id, more = {}) => (await single(callOf(resource, 'get', { ...more, id }))).record,
    create: async (resource, body) => (await single(callOf(resource, 'create', { body }))).record,
    async walk(resource, more) {
      const records: UnifiedRecord[] = [];
      const pages: number[] = [];
      let cursor: string | null = null;
      do {
        const page: Page = await list(resource, { ...more, ...(cursor === null ? {} : { cursor }) });
        if (page.warnings.length > 0) throw new Error(JSON.stringify(page.warnings[0]));
        records.push(...page.records);
        pages.push(page.records.length);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return { ids: records.map(record => String(record['id'])), records, pages };
    },
    stream: (resource, more = {}) =>
      engine.stream(callOf(resource, 'list', { limit: Infinity, ...more }), { pageTimeoutMs: 60_000 }),
    download: (id, asked = {}) => engine.openFile(callOf('attachments', 'download', { id }), asked),
    close: () => dispatcher.close(),
  };
}
