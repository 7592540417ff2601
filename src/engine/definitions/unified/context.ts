import { mappingFunctions } from '../../mapping/functions.ts';
import type { FunctionDefinition } from '../../expressions/expression.ts';
import type { Endpoint } from '../definition.ts';
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
  return mappingFunctions({
    resource: sketch.resource.name,
    resolve: name => {
      const found = siblings.mappings.get(name);
      return found && { key: { parts: found.parts }, values: found.values };
    },
  });
}
