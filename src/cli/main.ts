import { Command, CommanderError } from 'commander';
import { check } from './commands/check.ts';
import { coverage } from './commands/coverage.ts';
import { functions } from './commands/functions.ts';
import { map, type MapOptions } from './commands/map.ts';
import { createIntegration, type NewOptions } from './commands/new.ts';
import type { FolderOptions } from './definition-folders.ts';
import { exitCodes, type Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';

/**
 * Does what the command line of `patchbay` says; the exit code: 0 for good, 1 where definitions have problems, 2 where
 * the command line has. Nothing here needs a server, a database or the network.
 */
export async function runCli(args: readonly string[], around: Surroundings): Promise<number> {
  let code: number = exitCodes.ok;
  const program = createProgram(around, result => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said what is wrong itself; help that was asked for ends with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    if (!(error instanceof UsageError)) throw error;
    around.writeError(`${error.message}\n`);
    return exitCodes.usage;
  }
}

function createProgram(around: Surroundings, done: (code: number) => void): Command {
  const program = new Command('patchbay')
    .description('Makes and checks integrations. Everything happens on files, offline.')
    .exitOverride()
    .configureOutput({
      writeOut: around.writeOutput,
      writeErr: around.writeError,
      getOutHasColors: () => around.isTerminal,
      getErrHasColors: () => around.isTerminal,
    });
  program
    .command('new')
    .description('make the folder of a new integration, with one case that fails')
    .argument('<provider>', 'its name: small letters, digits, words joined by -')
    .option('--label <label>', 'name for people')
    .option('--into <folder>', 'where to make it', 'integrations')
    .option('--json', 'say what was made as JSON')
    .action((provider: string, options: NewOptions) => done(createIntegration(provider, options, around)));
  withFolders(program.command('check'))
    .description('hold an integration, or all, against schemas, models, cases and its own claims')
    .argument('[provider]', 'the one to look at')
    .option('--json', 'say what was found as JSON')
    .action(async (provider: string | undefined, options: FolderOptions & { json?: boolean }) =>
      done(await check(provider, options, around)),
    );
  withFolders(program.command('coverage'))
    .description('show what integrations do for each resource and method, and why not more')
    .argument('[provider]', 'the one to look at')
    .option('--json', 'the cells as JSON: state, reason, fields, filters, scopes')
    .action((provider: string | undefined, options: FolderOptions & { json?: boolean }) =>
      done(coverage(provider, options, around)),
    );
  withFolders(program.command('map'))
    .description('run one mapping over native records: what comes of them, and why a field is empty')
    .argument('<mapping>', 'its file, <provider>/<resource> or <provider>/<model>/<resource>')
    .argument('<json>', 'file with a native record or a list of them; - for standard input')
    .option('--vars <json>', 'variables the mapping reads, as a JSON object')
    .option('--shape <name>', 'shape of the records, where the mapping has several')
    .option('--watch', 'again after every change, until Ctrl-C')
    .option('--json', 'say what came of them as JSON')
    .action(async (mapping: string, json: string, options: MapOptions) =>
      done(await map(mapping, json, options, around)),
    );
  program
    .command('functions')
    .description('list the functions that expressions may call, or explain one')
    .argument('[name]', 'the one to explain')
    .option('--json', 'list them as JSON')
    .action((name: string | undefined, options: { json?: boolean }) => done(functions(name, options, around)));
  return program;
}

function withFolders(command: Command): Command {
  return command
    .option('--integrations <folder...>', 'further folders with integrations, beside PATCHBAY_INTEGRATIONS')
    .option('--models <folder...>', 'further folders with unified models, beside PATCHBAY_MODELS');
}
