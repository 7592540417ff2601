/** What a command works with: everything that is not its arguments. */
export interface Surroundings {
  /** The folder of the product: with its integrations, models and schemas. */
  readonly root: string;
  readonly workingFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person looks at the output; colours are for them. */
  readonly isTerminal: boolean;
  /** Everything on standard input. */
  readInput(): Promise<string>;
  writeOutput(text: string): void;
  writeError(text: string): void;
  /** Ends what would go on for ever. */
  readonly stop: AbortSignal;
}

/** How a command ended: `problems` is a definition's fault, `usage` the caller's. */
export const exitCodes = { ok: 0, problems: 1, usage: 2 } as const;
