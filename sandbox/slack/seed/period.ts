/** The seed's life span, in epoch seconds. Fixed, so that the same seed gives the same bytes at any time. */
export const seedStart = Date.UTC(2023, 11, 1) / 1000;
export const seedEnd = Date.UTC(2025, 10, 30, 18) / 1000;
