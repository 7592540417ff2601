import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { defaultBudgetLimits } from '../src/engine/expressions/budget.ts';
import type { FunctionDefinition, FunctionExample } from '../src/engine/expressions/expression.ts';
import { aggregationFunctions } from '../src/engine/expressions/functions/aggregation.ts';
import { booleanFunctions } from '../src/engine/expressions/functions/booleans.ts';
import { choiceFunctions } from '../src/engine/expressions/functions/choices.ts';
import { dateFunctions } from '../src/engine/expressions/functions/dates.ts';
import { encodingFunctions } from '../src/engine/expressions/functions/encoding.ts';
import { failureFunctions } from '../src/engine/expressions/functions/failures.ts';
import { higherOrderFunctions } from '../src/engine/expressions/functions/higher-order.ts';
import { listFunctions } from '../src/engine/expressions/functions/lists.ts';
import { markupFunctions } from '../src/engine/expressions/functions/markup.ts';
import { matchingFunctions } from '../src/engine/expressions/functions/matching.ts';
import { numberFunctions } from '../src/engine/expressions/functions/numbers.ts';
import { objectFunctions } from '../src/engine/expressions/functions/objects.ts';
import { standardFunctions } from '../src/engine/expressions/functions/registry.ts';
import { stringFunctions } from '../src/engine/expressions/functions/strings.ts';
import { timeFunctions } from '../src/engine/expressions/functions/times.ts';
import { urlFunctions } from '../src/engine/expressions/functions/urls.ts';
import { mappingFunctions } from '../src/engine/mapping/functions.ts';

const page = fileURLToPath(new URL('../docs/reference/functions.md', import.meta.url));

const sections: readonly (readonly [string, readonly FunctionDefinition[]])[] = [
  ['Strings', stringFunctions],
  ['Patterns', matchingFunctions],
  ['Markup', markupFunctions],
  ['Numbers', numberFunctions],
  ['Sums', aggregationFunctions],
  ['Truth', booleanFunctions],
  ['Choices', choiceFunctions],
  ['Lists', listFunctions],
  ['Objects', objectFunctions],
  ['Functions of functions', higherOrderFunctions],
  ['Conversion of times', timeFunctions],
  ['Dates', dateFunctions],
  ['URLs', urlFunctions],
  ['Encodings', encodingFunctions],
  ['Failures', failureFunctions],
];

/** docs/reference/functions.md as it is, and as it would be made of the registry anew. */
export async function functionsPage(): Promise<{ readonly current: string; readonly fresh: string }> {
  const current = readFileSync(page, { encoding: 'utf8', flag: 'a+' });
  return { current, fresh: await format(write(), { parser: 'markdown', printWidth: 120 }) };
}

/** Names of the registry that stand in no section: none, or the page would lack them. */
export function missingFromPage(): readonly string[] {
  const listed = new Set(sections.flatMap(([, all]) => all.map(one => one.name)));
  return [...standardFunctions.keys()].filter(name => !listed.has(name));
}

function write(): string {
  const own = Object.values(mappingFunctions({ resource: '', resolve: () => undefined }));
  const all = [...sections, ['Ids and values of a mapping', own] as const];
  return `${introduction()}
${all.map(([title, functions]) => section(title, functions)).join('\n')}`;
}

function introduction(): string {
  const { fuel, depth, growth, sliceMs } = defaultBudgetLimits;
  const amount = (value: number): string => value.toLocaleString('en');
  return `# Functions of expressions

<!-- Made by scripts/functions-reference.ts from the functions themselves; every example is run by a test. -->

Expressions are JSONata. A function is called as \`$name(…)\`; \`value ~> $name(…)\` puts the value before the arguments. An argument
that is "nothing" (a missing field) gives nothing, unless the function says otherwise. Where the description says so, an argument may
be left out and the context value takes its place.

**What a call costs.** Mapping one record has a budget of ${amount(fuel)} units of work, ${amount(growth)} characters and elements that are made,
${depth} nested calls and ${sliceMs} ms. A call takes 4 units and one for each argument; "costs" below is what comes on top before the work
begins. What a function makes (characters, elements, keys) is paid for as well, and work that the length of the arguments
does not tell is paid as it is done: converting markup (5 to 15 units for a sign of markup, 1 for 8 characters of plain text),
searching and sorting long texts, walking lists and objects.
`;
}

function section(title: string, functions: readonly FunctionDefinition[]): string {
  return `
## ${title}

${functions.map(entry).join('\n')}`;
}

function entry(definition: FunctionDefinition): string {
  const { name, summary, parameters, examples } = definition;
  const names = parameters.map(parameter => parameter.name + (parameter.optional === true ? '?' : ''));
  const lines = parameters.map(parameter => {
    const type = parameter.type + (parameter.optional === true ? ', optional' : '');
    return `- \`${parameter.name}\` (${type}): ${parameter.description}`;
  });
  const cost = costOf(definition);
  const shown = examples.map(example);
  return `### $${name}(${names.join(', ')})

${[summary, lines.join('\n'), ...(cost === undefined ? [] : [`Costs ${cost}.`]), ...(shown.length === 0 ? [] : [`\`\`\`\n${shown.join('\n')}\n\`\`\``])].join('\n\n')}
`;
}

function example({ expression, input, result, error }: FunctionExample): string {
  const over = input === undefined ? '' : `   over ${JSON.stringify(input)}`;
  const outcome = error === undefined ? (JSON.stringify(result) ?? 'nothing') : `fails with ${error}`;
  return `${expression}${over}\n  = ${outcome}`;
}

const thousandCharacters = 'a'.repeat(1_000);
const thousandElements = Array.from({ length: 1_000 }, () => 'a');

/** What a call costs in words, found by asking for the cost of large arguments. */
function costOf({ parameters, cost }: FunctionDefinition): string | undefined {
  if (cost === undefined) return undefined;
  const most = (argument: unknown): number =>
    Math.max(
      ...parameters.map((_, at) => cost(parameters.map((_one, place) => (place === at ? argument : undefined)))),
    );
  const [characters, elements] = [most(thousandCharacters), most(thousandElements)];
  if (elements >= 1_000) return `${elements.toLocaleString('en')} units for 1,000 elements`;
  return characters > 1 ? `${characters.toLocaleString('en')} units for 1,000 characters` : undefined;
}
