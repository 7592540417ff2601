import { PatchbayError } from '../../errors.ts';
import type { Account } from '../call.ts';
import type { Integration } from '../definitions/definition.ts';
import type { Endpoint, ErrorKind } from '../definitions/endpoint.ts';
import { nextSlice, type Budget } from '../expressions/budget.ts';
import type { CredentialProperties, OutboundRequest, Ports } from '../ports.ts';
import { randomFraction } from '../run.ts';
import { buildFirstUrl, buildRequest, fillParams, type BuildScope } from './build.ts';
import { classify, faultError, tellable, type Fault, type ReadReply } from './classify.ts';
import { chooseCredential } from './credential.ts';
import { exchangeFile } from './file-exchange.ts';
import type { Guard } from './guard/guard.ts';
import { createJudge, type Patience } from './judge.ts';
import type { NativeReply, NativeRequest, Sent } from './native.ts';
import { outcomeUnknown, undeclaredSuccess } from './outcome-unknown.ts';
import { parseBody, readJson } from './parse.ts';
import type { RateMeter } from './rates/meter.ts';
import { windowsOf } from './rates/windows.ts';
import { delayBeforeRetry, retryAfterSeconds } from './retry.ts';
import { withinLimits } from './within-limits.ts';

/** Where a native request goes and how long its caller waits. */
export interface SendScope {
  readonly integration: Integration;
  readonly account: Account;
  /** `$account` and `$app` for parameters, error rules and page expressions. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly budget: Budget;
  readonly requestId: string;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  /** Hears what is left of the limits that the call counted against. */
  readonly meter: RateMeter;
  /** Keeps a provider in trouble, and what waits for it, from the others. */
  readonly guard: Guard;
}

type Failure = Fault & { readonly kind: Exclude<ErrorKind, 'ok' | 'empty'> };

/**
 * Sends a native request: credential, parameters, HTTP, the provider's error rules, one replay with a renewed credential
 * where the provider no longer takes the first, and retries where the endpoint is idempotent and the wait fits the
 * caller's deadline. Every try counts against the rates of its endpoint and the places of its provider and account, and
 * waits for them.
 *
 * @throws OVERLOADED when the provider has no place in time; the PROVIDER_ code of the fault's kind, PROVIDER_OUTCOME_UNKNOWN for a write that may have happened,
 *   ACCOUNT_NEEDS_REAUTH, METHOD_NOT_SUPPORTED, REQUEST_FILTER_MISSING, EGRESS_BLOCKED
 */
export async function send(request: NativeRequest, scope: SendScope, ports: Ports): Promise<NativeReply> {
  const { integration, account } = scope;
  const { endpoint } = request;
  const { budget } = scope;
  nextSlice(budget);
  const credentialName = chooseCredential(integration, endpoint, account);
  let credential = await ports.credentials.read(account.id, credentialName);
  const buildScope: BuildScope = {
    settings: settingsOf(scope.variables, account.settings),
    evaluate: (param, sent) => param.from?.run(undefined, { ...scope.variables, sent }, budget),
  };
  const sent = fillParams(request, buildScope);
  const firstUrl = buildFirstUrl(integration, request, sent, buildScope);
  let outbound = buildRequest(integration, request, sent, { ...buildScope, credential });
  const windows = windowsOf({ integration, endpoint, account, sent, variables: scope.variables, budget });
  const to = { integration: integration.name, host: outbound.url.host, account: account.id };
  const limits = { to, windows, limiter: ports.limiter };
  let isRenewed = false;

  for (let attempt = 1; ; attempt++) {
    const outcome = await withinLimits(
      () => tryOnce(request, { sent, outbound, credential }, scope, ports),
      () => createJudge(patienceOf(endpoint, scope, ports)),
      limits,
      scope,
    );
    if (!('failure' in outcome)) return { ...outcome, firstUrl: firstUrl.href };
    const { failure, error, waitSeconds } = outcome;
    if (isRefusal(failure)) {
      // A refused call did nothing, so even a write goes out once more; a second refusal is final.
      const renewed =
        isRenewed || failure.kind === 'needs_reauth'
          ? undefined
          : await ports.credentials.renew(account.id, credentialName, credential);
      if (renewed === undefined) {
        await ports.credentials.refused(account.id, credentialName, credential, failure.code ?? failure.kind);
        throw error;
      }
      isRenewed = true;
      credential = renewed;
      outbound = buildRequest(integration, request, sent, { ...buildScope, credential });
      continue;
    }
    if (scope.signal?.aborted) throw error; // nobody waits for another try
    const delayMs = mayRetry(integration, endpoint, failure, error, attempt)
      ? delayBeforeRetry(attempt, waitSeconds, scope.deadlineMs - ports.clock.monotonicMs(), randomFraction(ports))
      : undefined;
    if (delayMs === undefined) throw error;
    ports.log.info(
      {
        integration: integration.name,
        endpoint: endpoint.name,
        kind: failure.kind,
        attempt,
        delayMs,
        requestId: scope.requestId,
      },
      'native call is tried again',
    );
    await ports.clock.sleep(delayMs, scope.signal);
  }
}

/** `$account` as expressions see it, declared defaults filled in. */
function settingsOf(
  { account }: SendScope['variables'],
  stored: Account['settings'],
): Readonly<Record<string, unknown>> {
  return typeof account === 'object' && account !== null ? { ...account } : stored;
}

function patienceOf(
  { timeoutMs: declaredMs }: Endpoint,
  { deadlineMs, signal }: SendScope,
  { clock }: Ports,
): Patience {
  return { timeoutMs: deadlineMs - clock.monotonicMs(), declaredMs, signal };
}

/** The provider does not take the credential; the call itself was not looked at. */
function isRefusal({ kind }: Fault): boolean {
  return kind === 'unauthorized' || kind === 'token_expired' || kind === 'needs_reauth';
}

interface FailedTry {
  readonly failure: Failure;
  readonly error: PatchbayError;
  readonly waitSeconds: number | undefined;
}

type Tried = Omit<NativeReply, 'firstUrl'> | FailedTry;

/** A request with what it was made of. */
interface Prepared {
  readonly sent: Sent;
  readonly outbound: ReturnType<typeof buildRequest>;
  readonly credential: CredentialProperties;
}

async function tryOnce(
  request: NativeRequest,
  { sent, outbound, credential }: Prepared,
  scope: SendScope,
  ports: Ports,
): Promise<Tried> {
  const { integration } = scope;
  const { endpoint } = request;
  let reply: ReadReply;
  try {
    reply = await exchange(request, outbound, scope, ports);
  } catch (error) {
    return failedExchange(error, endpoint);
  }
  nextSlice(scope.budget); // waiting for the provider was not the expressions' time
  const pageScope = {
    budget: scope.budget,
    variables: { ...scope.variables, status: reply.status, headers: reply.headers, sent },
  };
  // The range that was asked for is not in the file; the caller is told with the provider's own headers.
  if (request.file?.headers['range'] !== undefined && reply.status === 416) return { ...reply, sent, kind: 'ok' };
  const told = classify([...endpoint.errors, ...integration.errors], reply, pageScope);
  const fault = told && tellable(told, credential);
  if (request.custom && !(fault && isRefusal(fault))) return { ...reply, sent, kind: 'ok' };
  if (fault === undefined || fault.kind === 'ok' || fault.kind === 'empty') {
    if (fault === undefined && reply.status >= 300)
      throw undeclaredSuccess(endpoint, unexpectedRedirect(integration, endpoint, reply.status));
    return { ...reply, sent, kind: fault?.kind === 'empty' ? 'empty' : 'ok' };
  }
  reply.content?.destroy();
  const failure: Failure = { ...fault, kind: fault.kind };
  if (mayHaveHappened(endpoint, failure))
    throw outcomeUnknown(endpoint, faultError(integration, endpoint.name, failure, reply, undefined));
  const waitSeconds = retryAfterSeconds(integration.retry, reply, pageScope, ports.clock.nowMs());
  return { failure, waitSeconds, error: faultError(integration, endpoint.name, failure, reply, waitSeconds) };
}

async function exchange(
  { endpoint, custom, file }: NativeRequest,
  outbound: ReturnType<typeof buildRequest>,
  scope: SendScope,
  ports: Ports,
): Promise<ReadReply> {
  const startedMs = ports.clock.monotonicMs();
  const remainingMs = scope.deadlineMs - startedMs;
  if (remainingMs <= 0) {
    throw new PatchbayError(
      'PROVIDER_TIMEOUT',
      'The time of this call was used up before the provider could be asked.',
      {
        sent: false,
      },
    );
  }
  const outgoing: OutboundRequest = {
    ...outbound,
    timeoutMs: Math.min(outbound.timeoutMs ?? remainingMs, remainingMs),
    ...(scope.signal ? { signal: scope.signal } : {}),
  };
  const { deadlineMs } = scope;
  if (file) return exchangeFile(outgoing, scope.integration, endpoint, { ...ports, deadlineMs });
  const raw = await ports.dispatcher.send(outgoing);
  ports.log.debug(
    {
      endpoint: endpoint.name,
      status: raw.status,
      bytes: raw.body.byteLength,
      ms: Math.round(ports.clock.monotonicMs() - startedMs),
      requestId: scope.requestId,
    },
    'native call',
  );
  const { status, headers, body } = raw;
  if (custom) return { status, headers, body: readJson(body), bytes: body };
  return { status, headers, body: parseBody(scope.integration, endpoint, raw) };
}

/** What the dispatcher could not bring. A write that may have arrived must not be called a failure. */
function failedExchange(error: unknown, endpoint: Endpoint): FailedTry {
  if (!(error instanceof PatchbayError)) throw error;
  const kind =
    error.code === 'PROVIDER_TIMEOUT' ? 'timeout' : error.code === 'PROVIDER_UNAVAILABLE' ? 'unavailable' : undefined;
  if (!endpoint.idempotent && error.facts.sent !== false && error.code.startsWith('PROVIDER_')) {
    throw outcomeUnknown(endpoint, error);
  }
  if (kind === undefined) throw error;
  return { failure: { kind }, error, waitSeconds: undefined };
}

/** A provider in trouble may have done the work all the same; only a refusal is certain. */
function mayHaveHappened(endpoint: Endpoint, failure: Failure): boolean {
  return !endpoint.idempotent && (failure.kind === 'unavailable' || failure.kind === 'timeout');
}

function mayRetry(
  integration: Integration,
  endpoint: Endpoint,
  failure: Failure,
  error: PatchbayError,
  attempt: number,
): boolean {
  const { attempts, on } = integration.retry;
  // A rate limit is a refusal, so nothing has happened: even a write may be sent again.
  const harmless = endpoint.idempotent || failure.kind === 'rate_limited' || error.facts.sent === false;
  return harmless && attempt < attempts && on.includes(failure.kind);
}

function unexpectedRedirect(integration: Integration, endpoint: Endpoint, status: number): PatchbayError {
  return new PatchbayError(
    'PROVIDER_MALFORMED',
    `${integration.label} answered ${endpoint.name} with HTTP ${status}, which its definition does not declare.`,
    { provider: { name: integration.name, status } },
  );
}
