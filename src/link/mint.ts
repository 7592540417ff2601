import { LRUCache } from 'lru-cache';

import type { Integration } from '../engine/definitions/definition.ts';
import type { Expression } from '../engine/expressions/expression.ts';
import type { CredentialProperties } from '../engine/ports.ts';
import type { PatchbayError } from '../errors.ts';
import type { LinkPorts } from './link-ports.ts';
import { renewalMarginMs } from './lifetime.ts';
import { createSingleFlight } from './single-flight.ts';
import { tokenRefused, tokenUnavailable } from './token-errors.ts';
import { requestToken, type HadToken } from './token-request.ts';

/** An access token that can be asked for at any time, with what an account was linked with. */
export interface Ask {
  readonly integration: Integration;
  readonly url: string;
  /** Whose token it is and what it is for, times left out: asks of one identity share a token. Holds no secret. */
  readonly identity: string;
  /** Builds what is sent, anew for each time it is sent. */
  readonly form: () => Promise<Readonly<Record<string, string>>>;
  readonly deadWhen?: Expression;
  /** `$account` and `$app`. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Access tokens that are had by asking; they are kept in memory alone. */
export interface Minter {
  /**
   * A token that lives a while.
   *
   * @throws PatchbayError PROVIDER_UNAUTHORIZED, of the kind `needs_reauth` when what the account was linked with is dead;
   *   PROVIDER_UNAVAILABLE; whatever `form` throws
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
    const { integration, url, identity, variables, deadWhen } = ask;
    const failure = failures.get(identity);
    const leftMs = (failure?.untilMs ?? 0) - clock.monotonicMs();
    if (failure && leftMs > 0) throw tokenUnavailable(integration, failure.reason, leftMs);
    const form = await ask.form();
    const request = { integration, url, form, paths, variables, ...(deadWhen ? { deadWhen } : {}) };
    const outcome = await requestToken(request, { ...ports, ...limits });
    if (outcome.kind === 'token') {
      tokens.set(identity, outcome);
      return outcome;
    }
    throw failed(ask, outcome.kind, outcome.reason);
  }

  function failed({ integration, identity }: Ask, kind: 'dead' | 'refused' | 'trouble', reason: string): PatchbayError {
    if (kind !== 'trouble') return tokenRefused(integration, reason, kind === 'dead' ? 'needs_reauth' : 'unauthorized');
    failures.set(identity, { reason, untilMs: clock.monotonicMs() + limits.shortPauseMs });
    ports.log.warn(
      { integration: integration.name, reason, pauseMs: limits.shortPauseMs },
      'no access token was given',
    );
    return tokenUnavailable(integration, reason, limits.shortPauseMs);
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
        if (known && livesBeyond(known, clock.monotonicMs())) return known.properties;
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
