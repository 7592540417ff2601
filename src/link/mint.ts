import { LRUCache } from 'lru-cache';

import type { Integration } from '../engine/definitions/definition.ts';
import type { Expression } from '../engine/expressions/expression.ts';
import type { CredentialProperties } from '../engine/ports.ts';
import { PatchbayError } from '../errors.ts';
import type { LinkPorts } from './link-ports.ts';
import { renewalMarginMs } from './lifetime.ts';
import { createSingleFlight } from './single-flight.ts';
import { tokenRefused, tokenUnavailable } from './token-errors.ts';
import type { TokenFailure } from './token-answer.ts';
import { requestToken, type HadToken } from './token-request.ts';

/** An access token that can be asked for at any time, with what an account was linked with. */
export interface Ask {
  readonly integration: Integration;
  readonly url: string;
  /** Whose token it is and what it is for, times left out: asks of one identity share a token. Holds no secret. */
  readonly identity: string;
  /** Builds what is sent, anew for each time it is sent. */
  readonly form: () => Promise<TokenForm | TokenFailure>;
  /** Told that what the account was linked with is dead; the error for the caller. */
  readonly bury: (failure: TokenFailure) => Promise<PatchbayError>;
  readonly deadWhen?: Expression;
  /** `$account` and `$app`. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What is sent to a token endpoint. */
export interface TokenForm {
  readonly kind: 'form';
  readonly fields: Readonly<Record<string, string>>;
  /** By this machine's clock, where the provider holds what is sent against its own. */
  readonly signedAtMs?: number;
}

/** Access tokens that are had by asking; they are kept in memory alone. */
export interface Minter {
  /**
   * A token that lives a while.
   *
   * @throws PatchbayError PROVIDER_UNAUTHORIZED, PROVIDER_UNAVAILABLE; what `bury` gives when the credential is dead
   */
  read(ask: Ask): Promise<CredentialProperties>;
  /** Another token than the refused one. */
  renew(ask: Ask, refused: CredentialProperties): Promise<CredentialProperties>;
  /** Resolves when nothing is being asked any more. */
  settled(): Promise<void>;
}

const maxTokens = 20_000;
const maxFailures = 2_000;
const paths = { access_token: 'access_token', expires_in: 'expires_in' };

/** Makes one that has no tokens yet. */
export function createMinter(ports: LinkPorts): Minter {
  const { clock, limits } = ports;
  const tokens = new LRUCache<string, HadToken>({ max: maxTokens });
  const failures = new LRUCache<string, { readonly reason: string; readonly untilMs: number }>({ max: maxFailures });
  const flights = createSingleFlight<HadToken>();

  async function mint(ask: Ask): Promise<HadToken> {
    const { integration, identity } = ask;
    const failure = failures.get(identity);
    const leftMs = (failure?.untilMs ?? 0) - clock.monotonicMs();
    if (failure && leftMs > 0) throw tokenUnavailable(integration, failure.reason, leftMs);
    const form = await ask.form();
    const outcome = form.kind === 'form' ? await send(ask, form) : form;
    if (outcome.kind === 'token') {
      tokens.set(identity, outcome);
      return outcome;
    }
    if (outcome.kind === 'dead') throw await ask.bury(outcome);
    if (outcome.kind === 'refused') throw tokenRefused(integration, outcome);
    const { reason } = outcome;
    failures.set(identity, { reason, untilMs: clock.monotonicMs() + limits.shortPauseMs });
    ports.log.warn(
      { integration: integration.name, reason, pauseMs: limits.shortPauseMs },
      'no access token was given',
    );
    throw tokenUnavailable(integration, reason, limits.shortPauseMs);
  }

  function send({ integration, url, variables, deadWhen }: Ask, { fields: form, signedAtMs }: TokenForm) {
    const request = { integration, url, form, paths, variables, ...(deadWhen ? { deadWhen } : {}) };
    const signed = signedAtMs === undefined ? {} : { signedAtMs };
    return requestToken({ ...request, ...signed }, { ...ports, ...limits });
  }

  const fly = (ask: Ask): Promise<HadToken> => flights.run(ask.identity, () => mint(ask));

  return {
    async read(ask) {
      const known = tokens.get(ask.identity);
      if (known && livesBeyond(known, clock.monotonicMs() + renewalMarginMs(known.lifeMs ?? 0)))
        return known.properties;
      try {
        return (await fly(ask)).properties;
      } catch (error) {
        const isDead = error instanceof PatchbayError && error.code === 'ACCOUNT_NEEDS_REAUTH';
        if (!isDead && known && livesBeyond(known, clock.monotonicMs())) return known.properties;
        throw error;
      }
    },
    async renew(ask, refused) {
      const known = tokens.get(ask.identity);
      if (known && known.properties['access_token'] !== refused['access_token']) return known.properties;
      tokens.delete(ask.identity);
      return (await fly(ask)).properties;
    },
    settled: () => flights.settled(),
  };
}

function livesBeyond({ expiresAtMs }: HadToken, atMs: number): boolean {
  return expiresAtMs === undefined || expiresAtMs > atMs;
}
