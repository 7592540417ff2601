import { createHash } from 'node:crypto';
import { PatchbayError } from '../errors.ts';
import type { Account, Answer, Call, FileAnswer, FileAsked, StreamPage } from './call.ts';
import type { Catalogue } from './definitions/catalogue.ts';
import type { Integration } from './definitions/definition.ts';
import { accountFacts } from './facts.ts';
import { proveLink, type LinkFindings, type LinkRequest } from './link.ts';
import { createLookupCache } from './mapping/lookups.ts';
import type { MapperOptions } from './mapping/record.ts';
import { checkAsked } from './methods/check-asked.ts';
import type { MethodContext, ValidationMode } from './methods/context.ts';
import { runGet } from './methods/get.ts';
import { openFile } from './methods/open-file.ts';
import { runList } from './methods/list.ts';
import { streamList } from './methods/stream-list.ts';
import { runWrite } from './methods/write.ts';
import type { CustomAnswer, CustomCall, ProxyAnswer, ProxyCall } from './native/call.ts';
import { runCustom } from './native/custom.ts';
import { runProxy } from './native/proxy.ts';
import { createPlans, notLoaded } from './plan.ts';
import type { Ports } from './ports.ts';
import { createGuard, type Guard, type GuardLimits } from './transport/guard/guard.ts';
import { createRunBudget, type Run } from './run.ts';
import { createCursorSealer } from './sources/cursor.ts';
import { serveDry, serveWatched, type ServeMethod } from './watching/serve.ts';

export interface EngineOptions {
  /** What a record that does not fit the model leads to. Default `report`: it is answered, with a warning. */
  readonly validation?: ValidationMode;
  /** How records are mapped; every way gives the same. Default `auto`. */
  readonly mapping?: MapperOptions;
  /** How much may be under way at once, and when a failing provider is left alone. Defaults: `GuardLimits`. */
  readonly guard?: Partial<GuardLimits>;
  /** Where callers reach us, without a slash at the end: what our own addresses in records begin with. Default: nothing. */
  readonly publicUrl?: () => string;
}

/** The engine's only door. */
export interface Engine {
  /**
   * Serves a unified call.
   *
   * @throws PatchbayError of the REQUEST_, METHOD_, ACCOUNT_, PROVIDER_, MAPPING_ and MODEL_ families
   */
  run(call: Call): Promise<Answer>;
  /**
   * Serves a list to its end, page by page. A page is read when it is asked for and forgotten when it is given out, so
   * the reader sets the pace and memory does not grow with the list. `call.limit` bounds the whole (`Infinity`: nothing
   * does); its deadline has no meaning, as each page has its own.
   *
   * @throws on the page that fails, what `run` throws; what was given out before stands; REQUEST_INVALID for a dry run
   */
  stream(call: Call, options: StreamOptions): AsyncGenerator<StreamPage, void, void>;
  /**
   * Opens the file that a method with `stream` answers. The call's deadline is for its beginning; its body comes as fast as
   * it is read, and whoever gets it reads it or destroys it.
   *
   * @throws as `run`; REQUEST_INVALID for a dry run
   */
  openFile(call: Call, asked: FileAsked): Promise<FileAnswer>;
  /**
   * Serves a call of an endpoint that the account's integration declares, in the provider's own words.
   *
   * @throws PatchbayError of the REQUEST_, METHOD_, ACCOUNT_ and PROVIDER_ families; ROUTE_NOT_FOUND
   */
  proxy(call: ProxyCall): Promise<ProxyAnswer>;
  /**
   * Passes a call of any path of a declared host on and its answer back.
   *
   * @throws PatchbayError REQUEST_INVALID, METHOD_NOT_SUPPORTED, EGRESS_BLOCKED and those of the ACCOUNT_ and PROVIDER_
   *   families, but for what the provider itself answers
   */
  custom(call: CustomCall): Promise<CustomAnswer>;
  /** Proves new credentials and finds out the account's settings. */
  link(request: Omit<LinkRequest, 'integration'> & { readonly integration: string }): Promise<LinkFindings>;
  /** What is being served now, and what was refused. */
  catalogue(): Catalogue;
  /** Serves another catalogue from the next call on; calls under way keep theirs. */
  replaceCatalogue(catalogue: Catalogue): void;
}

export interface StreamOptions {
  /** How long the reading of one page may take, waits for the provider's rates included. */
  readonly pageTimeoutMs: number;
}

/** Every other one writes. */
const methods: Readonly<Record<string, ServeMethod>> = {
  list: runList,
  get: runGet,
};

/** Makes an engine over a catalogue of definitions; the outside comes in through the ports. */
export function createEngine(initial: Catalogue, ports: Ports, options: EngineOptions = {}): Engine {
  let catalogue = initial;
  const plans = createPlans(() => catalogue, options.mapping);
  const lookupCache = createLookupCache(() => ports.clock.monotonicMs());
  const cursors = createCursorSealer(ports.cursorSecret, ports.randomBytes);
  const validation = options.validation ?? 'report';
  const guard = createGuard(ports.clock, ports.log, options.guard);
  const publicUrl = options.publicUrl ?? (() => '');

  function open(call: Call): MethodContext {
    if (call.account.status === 'needs_reauth') throw needsReauth(call.account.id);
    const plan = plans.find(call.account.integration, call.model, call.resource);
    plan.method(call.method);
    checkAsked(call, plan);
    const run = startRun(plan.integration, call, ports, guard);
    return { call, plan, run, validation, lookupCache, cursors, publicUrl };
  }

  return {
    async run(call) {
      const serve = (Object.hasOwn(methods, call.method) && methods[call.method]) || runWrite;
      const context = open(call);
      if (call.isDryRun) return serveDry(serve, context);
      return admitted(context.run, () => (call.format === 'debug' ? serveWatched(serve, context) : serve(context)));
    },
    async *stream(call, { pageTimeoutMs }) {
      refuseDryRun(call, 'a stream');
      const paced = { ...call, deadlineMs: 0 };
      yield* streamList(open(paced), () => {
        paced.deadlineMs = ports.clock.monotonicMs() + pageTimeoutMs;
      });
    },
    async openFile(call, asked) {
      refuseDryRun(call, 'a file');
      const context = open(call);
      // Admitted until its body begins: a slow reader does not stand in the way of other calls.
      return admitted(context.run, () => openFile(context, asked));
    },
    async proxy(call) {
      if (call.account.status === 'needs_reauth') throw needsReauth(call.account.id);
      const run = startRun(loadedIntegration(catalogue, call.account), call, ports, guard);
      return admitted(run, () => runProxy(call, run, cursors));
    },
    async custom(call) {
      if (call.account.status === 'needs_reauth') throw needsReauth(call.account.id);
      const run = startRun(loadedIntegration(catalogue, call.account), call, ports, guard);
      return admitted(run, () => runCustom(call, run));
    },
    link(request) {
      const integration = catalogue.integrations.get(request.integration);
      if (!integration) {
        const known = [...catalogue.integrations.keys()].sort().join(', ');
        throw new PatchbayError(
          'REQUEST_INVALID',
          `There is no integration "${request.integration}". Loaded are: ${known || 'none'}.`,
        );
      }
      return proveLink({ ...request, integration }, ports, guard);
    },
    catalogue: () => catalogue,
    replaceCatalogue(next) {
      catalogue = next;
    },
  };
}

/** A call that is under way keeps the definition it began with. */
function startRun(
  integration: Integration,
  call: Pick<Call, 'account' | 'requestId' | 'deadlineMs' | 'signal' | 'idempotencyKey'>,
  ports: Ports,
  guard: Guard,
): Run {
  return {
    integration,
    account: call.account,
    ports,
    requestId: call.requestId,
    get deadlineMs() {
      return call.deadlineMs;
    },
    idempotencyKey: idempotencyKeyOf(call, ports),
    ...(call.signal ? { signal: call.signal } : {}),
    budget: createRunBudget(ports),
    facts: accountFacts(integration, call.account, ports.apps),
    warnings: [],
    meter: { tightest: undefined },
    guard,
  };
}

/** Serves a call as one of those its account may have under way, and adds what is left of the rates it met. */
async function admitted<T extends object>(
  { integration, account, guard, meter }: Run,
  serve: () => Promise<T>,
): Promise<T> {
  const leave = guard.admit({ integration: integration.name, account: account.id });
  try {
    const answer = await serve();
    return meter.tightest === undefined ? answer : { ...answer, rate: meter.tightest };
  } finally {
    leave();
  }
}

function loadedIntegration({ integrations }: Catalogue, { integration: name }: Account): Integration {
  const integration = integrations.get(name);
  if (integration) return integration;
  throw notLoaded(name);
}

/** What is answered as it comes has no first request to describe in its place. */
function refuseDryRun({ isDryRun }: Call, what: string): void {
  if (!isDryRun) return;
  throw new PatchbayError('REQUEST_INVALID', `dry_run has no meaning for ${what}: nothing was sent.`, {
    errors: [{ pointer: '/dry_run', message: `has no meaning for ${what}` }],
  });
}

function needsReauth(accountId: string): PatchbayError {
  return new PatchbayError(
    'ACCOUNT_NEEDS_REAUTH',
    `The credentials of account ${accountId} no longer work. Link it again; no call goes out until then.`,
  );
}

/**
 * What a provider may know a write by: the same for the same key of the same account, of two accounts never, and without
 * a key of the caller's a new one for each call.
 */
function idempotencyKeyOf(call: Pick<Call, 'account' | 'idempotencyKey'>, ports: Ports): string {
  if (call.idempotencyKey === undefined) return Buffer.from(ports.randomBytes(16)).toString('hex');
  const parts = [call.account.environmentId, call.account.id, call.idempotencyKey];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
