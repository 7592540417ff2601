/** Records in one page of a list: what a caller gets who says nothing, and the most that can be asked for. */
export const pageSizes = { default: 50, max: 1_000 } as const;
