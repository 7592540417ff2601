import type { Limiter } from '../../src/engine/ports.ts';

/** Lets every call through at once, for tests that are about something else. */
export const noRates: Limiter = { reserve: () => Promise.resolve({ settle: () => undefined }) };
