import { hintForName } from '../../engine/definitions/checking/nearest.ts';
import type { FunctionDefinition } from '../../engine/expressions/expression.ts';
import { standardFunctions } from '../../engine/expressions/functions/registry.ts';
import { mappingFunctions } from '../../engine/mapping/functions.ts';
import { coloursFor } from '../show/colours.ts';
import { exitCodes, type Surroundings } from '../surroundings.ts';
import { UsageError } from '../usage-error.ts';

/** Lists the functions that expressions may call, or shows one with its examples; the exit code. */
export function functions(
  name: string | undefined,
  options: { readonly json?: boolean },
  around: Surroundings,
): number {
  const own = mappingFunctions({ resource: '', resolve: () => undefined });
  const all = [...standardFunctions.values(), ...Object.values(own)].sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = name === undefined ? all : all.filter(one => one.name === name.replace(/^\$/, ''));
  if (found.length === 0) {
    const names = all.map(one => one.name);
    throw new UsageError(`There is no function \`${name ?? ''}\`. ${hintForName(name ?? '', names)}`);
  }
  const colours = coloursFor(around.isTerminal);
  const text = found.map(one => {
    const head = `${colours.bold(`$${one.name}(${parametersOf(one)})`)}\n  ${one.summary}`;
    return name === undefined ? head : [head, ...parameterLines(one), ...exampleLines(one)].join('\n');
  });
  around.writeOutput(options.json ? `${JSON.stringify(found.map(describe), null, 2)}\n` : `${text.join('\n')}\n`);
  return exitCodes.ok;
}

function describe({ name, summary, parameters, examples }: FunctionDefinition): unknown {
  return { name, summary, parameters, examples };
}

function parametersOf({ parameters }: FunctionDefinition): string {
  return parameters.map(({ name, optional }) => (optional ? `${name}?` : name)).join(', ');
}

function parameterLines({ parameters }: FunctionDefinition): readonly string[] {
  return parameters.map(({ name, type, description }) => `  ${name} (${type}): ${description}`);
}

function exampleLines({ examples }: FunctionDefinition): readonly string[] {
  return examples.map(({ expression, input, result, error }) => {
    const over = input === undefined ? '' : ` over ${JSON.stringify(input)}`;
    return `  ${expression}${over} → ${error ?? JSON.stringify(result) ?? 'nothing'}`;
  });
}
