/** An expression made to do harm, and how it is stopped. */
export interface Attack {
  /** Unique in the corpus. */
  readonly name: string;
  readonly source: string;
  readonly input?: unknown;
  /**
   * The ceiling it meets (`fuel`, `growth`, `depth`), the code of the error it ends with, or `value` where it does no
   * harm and simply has a result.
   */
  readonly ends: string;
}
