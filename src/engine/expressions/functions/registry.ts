import type { FunctionDefinition } from '../expression.ts';
import { parseSignature, type Signature } from '../syntax/signature.ts';
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

const values = new WeakMap<FunctionDefinition, FunctionValue>();

/** A function as an expression sees it: the same for all of them. */
export function functionOf(definition: FunctionDefinition): FunctionValue {
  const known = values.get(definition);
  if (known !== undefined) return known;
  const { name, parameters, cost, implementation } = definition;
  const signature = signatureOf(definition);
  const made = createFunction({
    name,
    arity: definition.arity ?? parameters.length,
    ...(signature === undefined ? {} : { signature }),
    height: 1,
    ...(cost === undefined ? {} : { cost }),
    invoke: implementation,
  });
  values.set(definition, made);
  return made;
}

const signatures = new WeakMap<FunctionDefinition, Signature>();

/** What a function takes, where it says so. */
export function signatureOf(definition: FunctionDefinition): Signature | undefined {
  if (definition.signature === undefined) return undefined;
  const known = signatures.get(definition) ?? parseSignature(definition.signature);
  signatures.set(definition, known);
  return known;
}
