import type { Integration, TokenPaths } from '../engine/definitions/definition.ts';
import type { Expression } from '../engine/expressions/expression.ts';
import type { Clock, CredentialProperties, Dispatcher } from '../engine/ports.ts';
import { PatchbayError } from '../errors.ts';
import { readTokenAnswer, type TokenAnswer } from './token-answer.ts';

/** A question to a token endpoint. */
export interface TokenRequest {
  readonly integration: Integration;
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
  readonly paths: TokenPaths;
  readonly deadWhen?: Expression;
  /** `$account` and `$app`. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** An access token that was had, on this process's monotonic clock. */
export interface HadToken {
  readonly kind: 'token';
  readonly properties: CredentialProperties;
  readonly lifeMs?: number;
  /** When it expires; absent: nobody said. Counted from the sending of the request, so never too late. */
  readonly expiresAtMs?: number;
}

export type TokenOutcome = HadToken | Exclude<TokenAnswer, { readonly kind: 'token' }>;

export interface TokenRequestPorts {
  readonly dispatcher: Dispatcher;
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

/**
 * Asks a token endpoint once. The provider's error rules do not apply: this is OAuth, not its API.
 *
 * @throws PatchbayError EGRESS_BLOCKED when the endpoint is on none of the integration's hosts
 */
export async function requestToken(request: TokenRequest, ports: TokenRequestPorts): Promise<TokenOutcome> {
  const { form, integration, paths, deadWhen, variables } = request;
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
    if (answer.kind !== 'token' || answer.lifeMs === undefined) return answer;
    return { ...answer, expiresAtMs: sentAtMs + answer.lifeMs };
  } catch (error) {
    if (!(error instanceof PatchbayError) || !troubles.has(error.code)) throw error;
    return { kind: 'trouble', reason: error.message.replace(/\.$/, '') };
  }
}

const openParameters: ReadonlySet<string> = new Set(['grant_type', 'scope']);
