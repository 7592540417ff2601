/** Longer than any token lives; keeps absurd numbers out of dates. */
const longestLifeMs = 10 * 365 * 24 * 3_600_000;

const longestMarginMs = 300_000;

/**
 * How long a token lives by its answer's `expires_in`, in milliseconds.
 *
 * @param expiresIn seconds, as a number or as text
 * @returns undefined when the answer says nothing usable (absent, 0, negative, not a number): such a token is used until
 *   the provider no longer takes it, because renewing it before each use would never end
 */
export function readLifeMs(expiresIn: unknown): number | undefined {
  const isText = typeof expiresIn === 'string' && /^\s*\d{1,15}(\.\d{1,9})?\s*$/.test(expiresIn);
  const seconds = typeof expiresIn === 'number' || isText ? Number(expiresIn) : Number.NaN;
  return seconds > 0 ? Math.min(seconds * 1_000, longestLifeMs) : undefined;
}

/** How long before its end a token is renewed: a tenth of its life, 5 minutes at most. */
export function renewalMarginMs(lifeMs: number): number {
  return Math.min(lifeMs / 10, longestMarginMs);
}
