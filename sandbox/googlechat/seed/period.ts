/** The seed's life span, in epoch milliseconds. Fixed, so that the same seed gives the same bytes at any time. */
export const seedStartMs = Date.UTC(2023, 11, 1);
export const seedEndMs = Date.UTC(2025, 10, 30, 18);

/** Milliseconds of a day. */
export const dayMs = 86_400_000;
