/** Deepest data that is looked into; what is deeper is refused. */
export const maxDepth = 100;
