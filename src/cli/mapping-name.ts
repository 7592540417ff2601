import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ResourceMapping } from '../engine/definitions/mapping.ts';
import type { Integration } from '../engine/definitions/definition.ts';
import { hintForName } from '../engine/definitions/checking/nearest.ts';
import { UsageError } from './usage-error.ts';

/** Which mapping is meant. */
export interface MappingName {
  readonly provider: string;
  readonly model?: string;
  readonly resource: string;
  /** The folder with the provider's folder, where a file was named. */
  readonly integrations?: string;
}

/**
 * Reads the name of a mapping: its file, `<provider>/<resource>` or `<provider>/<model>/<resource>`.
 *
 * @throws UsageError
 */
export function readMappingName(text: string, workingFolder: string): MappingName {
  if (text.endsWith('.yaml')) return readFileName(resolve(workingFolder, text));
  const parts = text.split('/');
  const [provider = '', second = '', third] = parts;
  if (parts.length > 3 || parts.length < 2 || parts.includes('')) {
    throw new UsageError(`\`${text}\` names no mapping. Write its file, or <provider>/<resource>.`);
  }
  return third === undefined ? { provider, resource: second } : { provider, model: second, resource: third };
}

function readFileName(path: string): MappingName {
  const [, folder, model, resource] = /^(.*)[/\\]unified[/\\]([^/\\]+)[/\\]([^/\\]+)\.yaml$/.exec(path) ?? [];
  if (folder === undefined || model === undefined || resource === undefined || !existsSync(path)) {
    throw new UsageError(`${path} is no mapping: they are <provider>/unified/<model>/<resource>.yaml.`);
  }
  const integrations = dirname(folder);
  return { provider: folder.slice(integrations.length + 1), model, resource, integrations };
}

/**
 * The mapping of that name.
 *
 * @throws UsageError when the integration has none, or several of different models
 */
export function findMapping(integration: Integration, { model, resource }: MappingName): ResourceMapping {
  const mappings = [...integration.resources.values()];
  const found = mappings.filter(one => one.resource === resource && (model === undefined || one.model === model));
  const [first, second] = found;
  if (first && second) {
    const names = found.map(one => `${integration.name}/${one.model}/${one.resource}`);
    throw new UsageError(`There are several mappings of that name: ${names.join(', ')}.`);
  }
  if (first) return first;
  const hint = hintForName(
    resource,
    mappings.map(one => one.resource),
  );
  throw new UsageError(`${integration.name} has no mapping for \`${resource}\`. ${hint}`);
}
