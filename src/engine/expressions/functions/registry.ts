import type { FunctionDefinition } from '../expression.ts';
import { parseSignature } from '../syntax/signature.ts';
import { createFunction, type FunctionValue } from '../values/functions.ts';
import { aggregationFunctions } from './aggregation.ts';
import { booleanFunctions } from './booleans.ts';
import { choiceFunctions } from './choices.ts';
import { dateFunctions } from './dates.ts';
import { encodingFunctions } from './encoding.ts';
import { failureFunctions } from './failures.ts';
import { higherOrderFunctions } from './higher-order.ts';
import { listFunctions } from './lists.ts';
import { markupFunctions } from './markup.ts';
import { matchingFunctions } from './matching.ts';
import { numberFunctions } from './numbers.ts';
import { objectFunctions } from './objects.ts';
import { stringFunctions } from './strings.ts';
import { timeFunctions } from './times.ts';
import { urlFunctions } from './urls.ts';

/** Every function of the language by name: the reference is generated from it. */
export const standardFunctions: ReadonlyMap<string, FunctionDefinition> = new Map(
  [
    ...aggregationFunctions,
    ...booleanFunctions,
    ...choiceFunctions,
    ...dateFunctions,
    ...encodingFunctions,
    ...failureFunctions,
    ...higherOrderFunctions,
    ...listFunctions,
    ...markupFunctions,
    ...matchingFunctions,
    ...numberFunctions,
    ...objectFunctions,
    ...stringFunctions,
    ...timeFunctions,
    ...urlFunctions,
  ].map(definition => [definition.name, definition] as const),
);

/** A function as an expression sees it. */
export function functionOf(definition: FunctionDefinition): FunctionValue {
  const { name, parameters, signature, cost, implementation } = definition;
  return createFunction({
    name,
    arity: definition.arity ?? parameters.length,
    ...(signature === undefined ? {} : { signature: parseSignature(signature) }),
    height: 1,
    ...(cost === undefined ? {} : { cost }),
    invoke: implementation,
  });
}
