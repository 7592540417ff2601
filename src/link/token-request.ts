import type { Integration, TokenPaths } from '../engine/definitions/definition.ts';
import type { Expression } from '../engine/expressions/expression.ts';
import type { Clock, Dispatcher } from '../engine/ports.ts';
import { PatchbayError } from '../errors.ts';
import { readTokenAnswer, type TokenFailure, type TokenGiven } from './token-answer.ts';

/** A question to a token endpoint. */
export interface TokenRequest {
  readonly integration: Integration;
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
  readonly paths: TokenPaths;
  readonly deadWhen?: Expression;
  /** `$account` and `$app`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** When what is sent was signed, by this machine's clock. */
  readonly signedAtMs?: number;
}

/** An access token that was had. */
export interface HadToken extends TokenGiven {
  /** When it expires, on this process's monotonic clock, counted from the sending of the request, so never too late; absent: nobody said. */
  readonly expiresAtMs?: number;
}

export interface TokenRequestPorts {
  readonly dispatcher: Pick<Dispatcher, 'send'>;
  readonly clock: Clock;
  /** Until the whole answer has to be in; shorter than the lease under which it is asked. */
  readonly answerWithinMs: number;
}

/** Codes of the dispatcher that are the provider's trouble; what else it raises is a mistake of a definition or ours. */
const troubles: ReadonlySet<string> = new Set([
  'PROVIDER_TIMEOUT',
  'PROVIDER_UNAVAILABLE',
  'PROVIDER_MALFORMED',
  'PROVIDER_RESPONSE_TOO_LARGE',
]);

/** Providers forgive this much between their clock and that of whoever signs. */
const forgivenMs = 30_000;

/**
 * Asks a token endpoint once. The provider's error rules do not apply: this is OAuth, not its API.
 *
 * @throws PatchbayError EGRESS_BLOCKED when the endpoint is on none of the integration's hosts; REQUEST_INVALID when a
 *   setting of the account makes no address of it
 */
export async function requestToken(request: TokenRequest, ports: TokenRequestPorts): Promise<HadToken | TokenFailure> {
  const { form, integration, paths, deadWhen, variables } = request;
  if (!URL.canParse(request.url)) {
    throw new PatchbayError(
      'REQUEST_INVALID',
      `The settings of the account make no address for ${integration.label}'s tokens.`,
    );
  }
  const sentAtMs = ports.clock.monotonicMs();
  try {
    const reply = await ports.dispatcher.send({
      method: 'POST',
      url: new URL(request.url),
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
      hosts: integration.hosts,
      timeoutMs: ports.answerWithinMs,
    });
    const secrets = Object.entries(form).flatMap(([name, value]) => (openParameters.has(name) ? [] : [value]));
    const answer = readTokenAnswer(reply, { paths, variables, secrets, ...(deadWhen ? { deadWhen } : {}) });
    if (answer.kind === 'dead') return unlessClockIsWrong(answer, request.signedAtMs, reply.headers['date']);
    if (answer.kind !== 'token' || answer.lifeMs === undefined) return answer;
    return { ...answer, expiresAtMs: sentAtMs + answer.lifeMs };
  } catch (error) {
    if (!(error instanceof PatchbayError) || !troubles.has(error.code)) throw error;
    return { kind: 'trouble', reason: error.message.replace(/\.$/, '') };
  }
}

/** What was signed by a clock that is wrong is refused like what was signed with a dead key; only one of them passes. */
function unlessClockIsWrong(
  failure: TokenFailure,
  signedAtMs: number | undefined,
  date: string | undefined,
): TokenFailure {
  const aheadMs = (signedAtMs ?? Number.NaN) - Date.parse(date ?? '');
  if (!(Math.abs(aheadMs) > forgivenMs)) return failure;
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  const words = `this server's clock is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} theirs`;
  return { ...failure, kind: 'trouble', reason: `${failure.reason}; ${words}` };
}

const openParameters: ReadonlySet<string> = new Set(['grant_type', 'scope']);
