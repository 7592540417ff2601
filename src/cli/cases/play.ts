import type { Answer, Call, Page, Single } from '../../engine/call.ts';
import type { Catalogue } from '../../engine/definitions/catalogue.ts';
import type { Integration } from '../../engine/definitions/definition.ts';
import { createEngine, type Engine, type EngineOptions } from '../../engine/engine.ts';
import type { Clock, Dispatcher } from '../../engine/ports.ts';
import { PatchbayError } from '../../errors.ts';
import type { Case, UpstreamCall } from './case.ts';
import { casePorts } from './ports.ts';
import { foreseen, narrowed, type SentRequest } from './script.ts';

/** The same things twice, to be compared whole: what the case says and what happened. */
export interface Played {
  readonly expected: PlayedFacts;
  readonly actual: PlayedFacts;
  /** The unified records that came out. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

export interface PlayedFacts {
  readonly sent: readonly unknown[];
  readonly outcome: unknown;
}

/** Something that answers by a case's script, and the way to it. */
export interface ScriptedProvider {
  readonly dispatcher: Dispatcher;
  received(): readonly (SentRequest | undefined)[];
  close(): Promise<void>;
}

/** Opens one: in memory, or over real HTTP. */
export type OpenProvider = (script: readonly UpstreamCall[], integration: Integration) => Promise<ScriptedProvider>;

/** How long a case's caller waits; a clock of its own passes the time. */
const patienceMs = 30_000;

/**
 * Plays a case through the engine; records are validated strictly. Waiting between tries takes no time.
 *
 * @param mapping how records are mapped, where that is to be proved
 * @throws Error when the case's integration did not load
 */
export async function playCase(
  one: Case,
  catalogue: Catalogue,
  open: OpenProvider,
  mapping?: EngineOptions['mapping'],
): Promise<Played> {
  const integration = catalogue.integrations.get(one.integration);
  if (!integration) throw new Error(`The integration ${one.integration} did not load.`);
  const script = one.upstream ?? [];
  const provider = await open(script, integration);
  try {
    const credentials = one.account?.credentials ?? {
      [integration.credential[0] ?? '']: { access_token: 'case-token' },
    };
    const ports = casePorts({ dispatcher: provider.dispatcher, credentials, app: one.app ?? {} });
    const engine = createEngine(catalogue, ports, { validation: 'strict', ...(mapping && { mapping }) });
    const call = toCall(one, integration, Object.keys(credentials), ports.clock);
    const isFile = catalogue.models.get(call.model)?.resources.get(call.resource)?.methods.get(call.method)?.stream;
    const outcome = await outcomeOf(isFile ? openWhole(engine, call) : engine.run(call));
    const received = provider.received();
    return {
      expected: { sent: script.map((entry, index) => foreseen(entry, received[index])), outcome: expectedOf(one) },
      actual: {
        sent: received.map((sent, index) => {
          const entry = script[index];
          return sent && entry ? narrowed(sent, entry) : sent;
        }),
        outcome: 'answer' in outcome ? ofAnswer(outcome.answer, one) : ofError(outcome.error, one),
      },
      records: 'answer' in outcome ? recordsOf(outcome.answer) : [],
    };
  } finally {
    await provider.close();
  }
}

function toCall(one: Case, integration: Integration, credentials: readonly string[], clock: Clock): Call {
  const { limit, next_cursor: cursor, expand, fields, include, ...query } = one.call.query ?? {};
  const [mapped = ''] = integration.resources.keys();
  return {
    account: {
      id: 'account-of-the-case',
      environmentId: 'environment-of-the-case',
      integration: one.integration,
      status: 'active',
      settings: one.account?.settings ?? {},
      credentials,
    },
    model: one.call.model ?? mapped.split('/')[0] ?? '',
    resource: one.call.resource,
    method: one.call.method,
    ...(one.call.id === undefined ? {} : { id: one.call.id }),
    query,
    ...(one.call.body === undefined ? {} : { body: one.call.body }),
    limit: typeof limit === 'number' ? limit : 50,
    ...(typeof cursor === 'string' ? { cursor } : {}),
    expand: namesOf(expand),
    ...(fields === undefined ? {} : { fields: namesOf(fields) }),
    include: namesOf(include),
    requestId: 'request-of-the-case',
    deadlineMs: clock.monotonicMs() + patienceMs,
  };
}

function namesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value.split(',') : [];
}

/** Cases are calls in the unified format. */
type Unified = Page | Single;

/** What a case says of a file. */
type Opened = { readonly kind: 'opened' } & Pick<Case['expect'], 'file' | 'redirect'>;

async function openWhole(engine: Engine, call: Call): Promise<Opened> {
  const answer = await engine.openFile(call, {});
  if (answer.kind === 'redirect') return { kind: 'opened', redirect: answer.url };
  let body = '';
  for await (const chunk of answer.body ?? []) body += String(chunk);
  const { fileName, contentType = answer.headers['content-type'] ?? '' } = answer;
  const named = fileName === undefined ? {} : { file_name: fileName };
  return { kind: 'opened', file: { ...named, content_type: contentType, body } };
}

type Outcome = { readonly answer: Unified | Opened } | { readonly error: PatchbayError };

async function outcomeOf(work: Promise<Answer | Opened>): Promise<Outcome> {
  try {
    const answer = await work;
    if (answer.kind === 'page' || answer.kind === 'single' || answer.kind === 'opened') return { answer };
    throw new Error(`A case was answered with ${answer.kind}.`);
  } catch (error) {
    if (error instanceof PatchbayError) return { error };
    throw error;
  }
}

function expectedOf({ expect }: Case): unknown {
  if (expect.error) return { error: expect.error };
  if (expect.file ?? expect.redirect) return expect;
  return { ...expect, warnings: expect.warnings ?? [] };
}

function ofAnswer(answer: Unified | Opened, { expect }: Case): unknown {
  if (answer.kind === 'opened') {
    const { kind: _, ...facts } = answer;
    return facts;
  }
  const warnings = answer.warnings.map((warning, index) => onlyNamed(warning, expect.warnings?.[index] ?? warning));
  const rate = expect.rate === undefined ? {} : { rate: rateOf(answer, expect.rate) };
  if (answer.kind === 'single') return { record: answer.record, warnings, ...rate };
  return {
    result: answer.records,
    warnings,
    ...rate,
    ...('next_cursor' in expect ? { next_cursor: answer.nextCursor === null ? null : 'present' } : {}),
  };
}

function rateOf(answer: Unified, named: object): unknown {
  if (answer.rate === undefined) return undefined;
  const { limit, remaining, resetSeconds: reset } = answer.rate;
  return onlyNamed({ limit, remaining, reset }, named);
}

/** What the case does not name about an error is not compared. */
function ofError(error: PatchbayError, { expect }: Case): unknown {
  const facts = {
    code: error.code,
    message: error.message,
    retry_after: error.facts.retryAfterSeconds,
    provider: error.facts.provider && onlyNamed(error.facts.provider, expect.error?.provider ?? {}),
  };
  return { error: expect.error ? onlyNamed(facts, expect.error) : facts };
}

function onlyNamed(actual: object, named: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(actual).filter(([key]) => key in named));
}

function recordsOf(answer: Unified | Opened): Played['records'] {
  if (answer.kind === 'opened') return [];
  return answer.kind === 'single' ? [answer.record] : answer.records;
}
