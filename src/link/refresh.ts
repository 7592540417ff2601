import type { Integration, OauthCodeAuth } from '../engine/definitions/definition.ts';
import { accountFacts } from '../engine/facts.ts';
import type { CredentialProperties } from '../engine/ports.ts';
import { PatchbayError } from '../errors.ts';
import type { StoredCredential, StoredCredentials } from '../store/stored-credentials.ts';
import type { LinkPorts } from './link-ports.ts';
import { renewalMarginMs } from './lifetime.ts';
import { createSavings } from './savings.ts';
import { createSingleFlight } from './single-flight.ts';
import { appMissing, credentialDead, tokenUnavailable } from './token-errors.ts';
import type { TokenFailure } from './token-answer.ts';
import { requestToken, type HadToken } from './token-request.ts';

/** A stored token with all that is needed to renew it. */
export interface Renewable {
  readonly stored: StoredCredential;
  readonly integration: Integration;
  readonly way: OauthCodeAuth & Required<Pick<OauthCodeAuth, 'refresh'>>;
}

/** Keeps stored tokens fresh: each is renewed once, however many callers and processes need it. */
export interface Refresher {
  /**
   * The credential's properties, renewed first when they have expired or soon will. While a token lives, a failure to
   * renew it is no reason to keep a caller waiting.
   */
  read(renewable: Renewable): Promise<CredentialProperties>;
  /** Other properties than the refused ones. */
  renew(renewable: Renewable, refused: CredentialProperties): Promise<CredentialProperties>;
  /** Resolves when no token is being renewed any more. */
  settled(): Promise<void>;
}

/** First and longest wait between two looks at what another process is renewing. */
const firstLookMs = 50;
const longestLookMs = 400;

/** Makes one; it remembers only what is under way. */
export function createRefresher(store: StoredCredentials, ports: LinkPorts): Refresher {
  const { clock, log, limits } = ports;
  const flights = createSingleFlight<StoredCredential>();
  const savings = createSavings(store, ports);

  /** Looks until the credential is no longer stale, renewing it when it is our turn. */
  async function untilFresh(
    first: Renewable,
    isStale: (stored: StoredCredential) => boolean,
  ): Promise<StoredCredential> {
    const patienceEndsMs = clock.monotonicMs() + limits.leaseMs + limits.answerWithinMs;
    let { stored } = first;
    for (let lookMs = firstLookMs; ; lookMs = Math.min(2 * lookMs, longestLookMs)) {
      if (!isStale(stored)) return stored;
      const saved = await savings.saveKept(stored);
      if (saved) return saved;
      if (stored.pauseMs > 0) throw tokenUnavailable(first.integration, 'it did not a moment ago', stored.pauseMs);
      const owner = ports.newOwner();
      if (await store.claim(stored, owner, limits.leaseMs)) return exchange({ ...first, stored }, owner);
      if (clock.monotonicMs() > patienceEndsMs) {
        throw tokenUnavailable(first.integration, 'another process is still asking', limits.leaseMs);
      }
      await clock.sleep(lookMs);
      stored = await store.read(stored.accountId, stored.name);
    }
  }

  async function exchange(renewable: Renewable, owner: string): Promise<StoredCredential> {
    const { stored } = renewable;
    let outcome: HadToken | TokenFailure;
    try {
      outcome = await ask(renewable);
    } catch (error) {
      await store.release(stored, owner, limits.pauseMs);
      throw error;
    }
    if (outcome.kind === 'token') return savings.save({ seen: stored, owner, token: outcome });
    const { reason } = outcome;
    // Whoever lost a race is refused, and whoever stood still a while heard nothing: only the row says how things are.
    const latest = await store.read(stored.accountId, stored.name);
    if (latest.version !== stored.version) return latest;
    // Where somebody else had the lease and let it run out, what they sent may have used the refresh token, and they may still
    // store what they got for it: the next refusal is believed.
    if (outcome.kind === 'dead' && !stored.isLeased) return bury(renewable, outcome);
    await store.release(stored, owner, limits.pauseMs);
    log.warn({ ...namesOf(stored), reason, pauseMs: limits.pauseMs }, 'access token not renewed');
    throw tokenUnavailable(renewable.integration, reason, limits.pauseMs);
  }

  async function bury({ stored, integration }: Renewable, failure: TokenFailure): Promise<StoredCredential> {
    const { reason } = failure;
    const isNoted = await store.refuse(stored, `${integration.label} does not renew "${stored.name}" (${reason})`);
    if (!isNoted) return store.read(stored.accountId, stored.name);
    log.warn({ ...namesOf(stored), reason }, 'account needs to be linked again');
    throw credentialDead(integration, stored.accountId, failure);
  }

  function ask({ stored, integration, way }: Renewable): Promise<HadToken | TokenFailure> {
    const { token: paths, deadWhen } = way.refresh;
    return requestToken(
      {
        integration,
        url: way.tokenUrl.render({ account: stored.settings }),
        form: {
          grant_type: 'refresh_token',
          refresh_token: stored.properties['refresh_token'] ?? '',
          ...clientOf(integration, ports),
        },
        paths,
        variables: accountFacts(integration, stored, ports.apps),
        ...(deadWhen ? { deadWhen } : {}),
      },
      { ...ports, ...limits },
    );
  }

  async function fly(renewable: Renewable, isStale: (stored: StoredCredential) => boolean): Promise<StoredCredential> {
    const { integration } = renewable;
    let { stored } = renewable;
    clientOf(integration, ports);
    const key = `${stored.accountId}/${stored.name}`;
    for (;;) {
      let isOurs = false;
      const landed = await flights.run(key, () => {
        isOurs = true;
        return untilFresh({ ...renewable, stored }, isStale);
      });
      // The flight may have been somebody's who needed less than we do.
      if (isOurs || !isStale(landed)) return landed;
      stored = landed;
    }
  }

  return {
    async read(renewable) {
      const { stored } = renewable;
      if (!isDue(stored)) return stored.properties;
      const livesUntilMs = clock.monotonicMs() + (stored.expiresInMs ?? 0);
      if (stored.pauseMs > 0 && clock.monotonicMs() < livesUntilMs) return stored.properties;
      try {
        return (await fly(renewable, isDue)).properties;
      } catch (error) {
        if (!isPassing(error) || clock.monotonicMs() >= livesUntilMs) throw error;
        log.warn({ ...namesOf(stored), error }, 'access token not renewed; the old one still lives');
        return stored.properties;
      }
    },
    async renew(renewable, refused) {
      const isRefused = ({ properties }: StoredCredential) => properties['access_token'] === refused['access_token'];
      return (await fly(renewable, isRefused)).properties;
    },
    settled: async () => {
      await flights.settled();
      await savings.saveAll();
    },
  };
}

/** Whether it is time to renew it. */
export function isDue({ expiresInMs, lifeMs }: StoredCredential): boolean {
  return expiresInMs !== undefined && expiresInMs <= renewalMarginMs(Math.max(0, lifeMs ?? 0));
}

/** An account that has to be linked again is not helped by a token that lives another minute. */
function isPassing(error: unknown): boolean {
  return error instanceof PatchbayError && error.code !== 'ACCOUNT_NEEDS_REAUTH' && error.code !== 'ACCOUNT_NOT_FOUND';
}

/** Id and, where it has one, secret of the registered app. */
function clientOf(integration: Integration, { apps }: LinkPorts): Readonly<Record<string, string>> {
  const { client_id: id, client_secret: secret } = apps.facts(integration.name);
  if (id === undefined) throw appMissing(integration, ['client_id']);
  return { client_id: String(id), ...(secret === undefined ? {} : { client_secret: String(secret) }) };
}

function namesOf({ accountId, name, integration }: StoredCredential) {
  return { account: accountId, credential: name, integration };
}
