import { mappingFunctions, type ResolvedResource } from '../../mapping/functions.ts';
import type { FunctionDefinition } from '../../expressions/expression.ts';
import type { Endpoint } from '../endpoint.ts';
import type { KnownNames } from '../compiling/known-names.ts';
import type { Reports } from '../reading/reports.ts';
import type { MappingSketch, ModelSketch } from './sketch.ts';

/** What the linking of one mapping can reach. */
export interface MappingContext {
  readonly sketch: MappingSketch;
  readonly siblings: ModelSketch;
  readonly endpoints: EndpointIndex;
  /** `account` and `app`, with the names that the integration declares. */
  readonly facts: Readonly<Record<string, KnownNames>>;
  readonly functions: Readonly<Record<string, FunctionDefinition>>;
  readonly reports: Reports;
}

export interface EndpointIndex {
  readonly byName: ReadonlyMap<string, Endpoint>;
  /** Native files and endpoints with mistakes: a call of theirs cannot be judged. */
  readonly isBroken: (name: string) => boolean;
}

/** `$key`, `$unkey`, `$value` and `$native` of one mapping; other mappings are looked up at the call, so circles are no matter. */
export function boundFunctions(sketch: MappingSketch, siblings: ModelSketch): Record<string, FunctionDefinition> {
  // Asked once for every record, so an answer is kept.
  const known = new Map<string, ResolvedResource>();
  return mappingFunctions({
    resource: sketch.resource.name,
    resolve: reference => {
      const found = known.get(reference) ?? resolveReference(reference, siblings);
      if (found) known.set(reference, found);
      return found;
    },
  });
}

function resolveReference(reference: string, { mappings }: ModelSketch): ResolvedResource | undefined {
  const [resource = '', shape] = reference.split('.');
  const found = mappings.get(resource);
  // A reference that is not written out in the expression was not checked: the first shape has to do then.
  const [first] = found?.shapes.values() ?? [];
  const key = (shape === undefined ? first : found?.shapes.get(shape))?.key;
  return found && key && { key, values: found.values };
}
