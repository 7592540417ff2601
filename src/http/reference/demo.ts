import { readFile } from 'node:fs/promises';

/** What a demo fills in: whoever reaches the page has it. */
export interface DemoFacts {
  readonly key?: string;
  /** Id of an account. */
  readonly account?: string;
}

/**
 * Reads the lines of a demo's file anew: its key and account are made while the server already runs.
 *
 * @param file lines of `NAME=value`; PATCHBAY_KEY and the first ACCOUNT_… count
 */
export async function readDemo(file: string): Promise<DemoFacts> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const key = /^PATCHBAY_KEY=(.+)$/m.exec(text)?.[1];
  const account = /^ACCOUNT_[A-Z_]+=(.+)$/m.exec(text)?.[1];
  return { ...(key === undefined ? {} : { key }), ...(account === undefined ? {} : { account }) };
}
