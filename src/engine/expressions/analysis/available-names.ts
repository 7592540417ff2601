import type { Variables } from '../expression.ts';
import type { Fault } from '../fault.ts';
import type { CompiledParts } from '../parts.ts';
import { closest } from './closest.ts';
import { listedVariables } from './listed-variables.ts';
import { namesOfRecord } from './names-of-record.ts';

/**
 * What can be read or called where an expression failed: first the names that were surely meant by what it reads and is
 * not there, then the fields of the objects it reads, and the variables.
 *
 * @returns undefined when there are none
 */
export function availableNames(
  { demand, functions, options }: CompiledParts,
  fault: Fault,
  input: unknown,
  variables: Variables,
): string | undefined {
  const sentences = [
    ...calledFunction(fault, functions.keys()),
    ...namesOfRecord(input, demand.input, 'all'),
    ...listedVariables(options.given ?? Object.keys(variables)),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function calledFunction({ code, token }: Fault, names: Iterable<string>): readonly string[] {
  if (!/^T100[5-8]$/.test(code) || token === undefined || token === '') return [];
  const meant = closest(token, [...names]);
  return meant === undefined ? [] : [`Did you mean the function \`$${meant}\`?`];
}
