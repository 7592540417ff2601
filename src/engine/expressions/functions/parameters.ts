import type { FunctionDefinition } from '../expression.ts';

type Parameter = FunctionDefinition['parameters'][number];

/** A parameter that has to be given, or that the context value stands in for. */
export const parameter = (name: string, type: string, description: string): Parameter => ({ name, type, description });

export const optional = (name: string, type: string, description: string): Parameter => ({
  ...parameter(name, type, description),
  optional: true,
});

/** A function over at most three arguments that reads nothing else, for both ways in which it is called. */
export function direct(
  call: NonNullable<FunctionDefinition['direct']>,
): Pick<FunctionDefinition, 'direct' | 'implementation'> {
  return { direct: call, implementation: (args, { budget }) => call(budget, args[0], args[1], args[2]) };
}

/** Characters of work that one unit of fuel pays for. */
const charactersPerUnit = 64;

/** Fuel by the length of the strings among the arguments. */
export interface TextCost {
  (args: readonly unknown[]): number;
  /** Units for each 64 characters. */
  readonly factor: number;
}

/** Fuel for work that takes so many times as long as reading through the strings among the arguments. */
export function textCostTimes(factor: number): TextCost {
  const cost = (args: readonly unknown[]): number => {
    let characters = 0;
    for (const argument of args) if (typeof argument === 'string') characters += argument.length;
    return Math.ceil(characters / charactersPerUnit) * factor;
  };
  return Object.assign(cost, { factor });
}

/** Fuel for reading through the strings among the arguments once. */
export const textCost = textCostTimes(1);

/** Fuel for going through the lists among the arguments once. */
export function listCost(args: readonly unknown[]): number {
  let elements = 0;
  for (const argument of args) if (Array.isArray(argument)) elements += argument.length;
  return elements;
}
