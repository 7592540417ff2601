import type { Demand, FunctionDefinition } from '../expression.ts';
import type { LoweredTree } from '../syntax/lower.ts';

export function findDemand(_tree: LoweredTree, _functions: ReadonlyMap<string, FunctionDefinition>): Demand {
  return { input: { whole: true, keys: new Map() }, variables: new Map() };
}
