import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { coloursFor } from '../show/colours.ts';
import { exitCodes, type Surroundings } from '../surroundings.ts';
import { templateFiles } from '../template/files.ts';
import { UsageError } from '../usage-error.ts';

export interface NewOptions {
  /** Name for people; default: the provider's with a capital. */
  readonly label?: string;
  /** Folder to make it in; default `integrations`. */
  readonly into?: string;
  readonly json?: boolean;
}

/**
 * Makes the folder of a new integration: commented files that load, and one case that fails until the mapping is
 * completed; the exit code. Nothing that is there is touched.
 */
export function createIntegration(provider: string, options: NewOptions, around: Surroundings): number {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(provider) || provider.length > 60) {
    throw new UsageError(
      `\`${provider}\` is no name: small letters and digits, words joined by \`-\`, like acme-chat.`,
    );
  }
  const folder = resolve(around.workingFolder, options.into ?? 'integrations', provider);
  if (existsSync(folder)) throw new UsageError(`${folder} is there already.`);
  const label = options.label ?? readable(provider);
  if (!/^[^\n:#"'{}[\]]+$/.test(label))
    throw new UsageError(`The label \`${label}\` has characters that YAML would quote.`);
  const facts = {
    name: provider,
    label,
    schema: (kind: string, depth: number) =>
      schemaAddress(join(around.root, 'schemas', `${kind}.schema.json`), folder, depth),
  };
  const files = Object.keys(templateFiles);
  for (const [path, render] of Object.entries(templateFiles)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, render(facts), { flag: 'wx' });
  }
  around.writeOutput(options.json ? `${JSON.stringify({ folder, files })}\n` : report(folder, provider, around));
  return exitCodes.ok;
}

/** Relative, so that the folder works wherever both are moved together. */
function schemaAddress(schema: string, folder: string, depth: number): string {
  const below = Array.from({ length: depth }, () => 'x');
  return relative(join(folder, ...below), schema)
    .split(sep)
    .join('/');
}

function readable(provider: string): string {
  const words = provider.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function report(folder: string, provider: string, { workingFolder, isTerminal }: Surroundings): string {
  const { bold } = coloursFor(isTerminal);
  const files = Object.keys(templateFiles).map(path => `  ${path}`);
  return `${[
    `Made ${relative(workingFolder, folder) || folder}:`,
    ...files,
    '',
    `Now: ${bold(`npx patchbay check ${provider}`)}. It loads, and its one case fails: cases/members.list.yaml says why.`,
  ].join('\n')}\n`;
}
