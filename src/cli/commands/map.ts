import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { hintForName } from '../../engine/definitions/checking/nearest.ts';
import type { DefinitionFolders } from '../../engine/definitions/reading/folders.ts';
import type { ResourceMapping } from '../../engine/definitions/mapping.ts';
import { definitionFolders, type FolderOptions } from '../definition-folders.ts';
import { loadDefinitions } from '../loaded.ts';
import { mapRecord, unmappedFields, type Mapped } from '../mapped.ts';
import { findMapping, readMappingName, type MappingName } from '../mapping-name.ts';
import { showMapped } from '../show/mapped.ts';
import { showProblems } from '../show/check.ts';
import { exitCodes, type Surroundings } from '../surroundings.ts';
import { UsageError } from '../usage-error.ts';
import { onEveryChange } from '../watch-files.ts';

export interface MapOptions extends FolderOptions {
  readonly json?: boolean;
  /** Variables as a JSON object. */
  readonly vars?: string;
  /** Name of the shape, where the mapping has several. */
  readonly shape?: string;
  readonly watch?: boolean;
}

/**
 * Runs one mapping over native records and shows what comes of them; the exit code. With `watch` again after every
 * change, until it is stopped.
 *
 * @param mapping its file, `<provider>/<resource>` or `<provider>/<model>/<resource>`
 * @param source file with one native record or a list of them; `-` for standard input
 */
export async function map(mapping: string, source: string, options: MapOptions, around: Surroundings): Promise<number> {
  const name = readMappingName(mapping, around.workingFolder);
  const extra = name.integrations === undefined ? [] : [name.integrations];
  const named = { ...options, integrations: [...(options.integrations ?? []), ...extra] };
  const folders = definitionFolders(named, around);
  const input = source === '-' ? await around.readInput() : undefined;
  const file = resolve(around.workingFolder, source);
  const once = (): number => run(name, folders, input ?? readText(file), options, around);
  if (!options.watch) return once();
  const watched = [...folders.integrations, ...folders.models, ...(input === undefined ? [file] : [])];
  await onEveryChange(watched, () => void repeat(once, around), around.stop);
  return exitCodes.ok;
}

/** A mistake that is being typed is no reason to end. */
function repeat(once: () => number, around: Surroundings): void {
  try {
    once();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    around.writeError(`${error.message}\n`);
  }
}

function run(
  name: MappingName,
  folders: DefinitionFolders,
  text: string,
  options: MapOptions,
  around: Surroundings,
): number {
  const { catalogue, integrations, otherProblems } = loadDefinitions(folders, name.provider);
  const integration = catalogue.integrations.get(name.provider);
  if (integration === undefined) {
    const problems = [...otherProblems, ...(integrations.get(name.provider)?.problems ?? [])];
    around.writeOutput(options.json ? toJson({ problems }) : showProblems(problems, around.isTerminal));
    return exitCodes.problems;
  }
  const mapping = findMapping(integration, name);
  const schema = catalogue.models.get(mapping.model)?.resources.get(mapping.resource)?.schema ?? {};
  const variables = readObject(options.vars ?? '{}', '--vars');
  const shape = readShape(options.shape, mapping);
  const natives = parse(text, 'The native record');
  const mapped = (Array.isArray(natives) ? natives : [natives]).map((native: unknown) =>
    mapRecord(native, { mapping, schema, variables, ...shape }),
  );
  const unmapped = unmappedFields(mapping, schema);
  around.writeOutput(
    options.json ? toJson({ records: mapped, unmapped }) : showMapped(mapped, unmapped, around.isTerminal),
  );
  return mapped.every(isWhole) ? exitCodes.ok : exitCodes.problems;
}

function readShape(shape: string | undefined, { shapes }: ResourceMapping): { readonly shape?: string } {
  if (shape === undefined) return {};
  if (shapes.has(shape)) return { shape };
  throw new UsageError(`The mapping has no shape \`${shape}\`. ${hintForName(shape, shapes.keys())}`);
}

function isWhole({ record, faults, misfits }: Mapped): boolean {
  return record !== undefined && faults.length === 0 && misfits.length === 0;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`${file} cannot be read: ${reason}.`);
  }
}

function readObject(text: string, what: string): Readonly<Record<string, unknown>> {
  const value = parse(text, what);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new UsageError(`${what} has to be a JSON object.`);
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UsageError(`${what} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
