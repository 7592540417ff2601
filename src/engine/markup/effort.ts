/**
 * Told of the work of a conversion as it is done: whoever asked for it may end it by throwing. A unit is about a fifth of a
 * microsecond: 16 to 64 characters of plain text, or a part of what a sign of markup takes.
 */
export type Effort = (units: number) => void;

/** For callers that let a conversion take what it takes. */
export const anyEffort: Effort = () => undefined;
