/** The seed's life span, in epoch milliseconds. Fixed, so that the same seed gives the same bytes at any time. */
export const seedStartMs = Date.UTC(2023, 11, 1, 8);
export const seedEndMs = Date.UTC(2025, 10, 30, 18);
