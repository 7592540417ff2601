import type { FileVariant, MethodMapping } from '../definitions/mapping.ts';
import { nextSlice } from '../expressions/budget.ts';
import { isTrue } from '../mapping/tree.ts';
import type { Run } from '../run.ts';
import type { Item } from '../sources/source.ts';

/** The way to a record's file. */
export interface FoundFile {
  readonly variant: FileVariant;
  /** What the provider gives for its address, where the endpoint's is given. */
  readonly address?: string;
}

/** The first way that applies to a record; undefined when the record has no file. */
export function findFile({ files = [] }: MethodMapping, item: Item, run: Run): FoundFile | undefined {
  for (const variant of files) {
    nextSlice(run.budget);
    const scope = { variables: item.variables, budget: run.budget };
    if (variant.when && !isTrue(variant.when, item.native, scope)) continue;
    if (!variant.url) return { variant };
    const address = variant.url.run(item.native, item.variables, run.budget);
    return typeof address === 'string' && address !== '' ? { variant, address } : undefined;
  }
  return undefined;
}
