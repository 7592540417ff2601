/** Where something stands in a file, for messages. */
export interface Origin {
  /** Path as shown to people, relative to the folder that was loaded. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}
