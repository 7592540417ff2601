import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocument } from '../../src/engine/definitions/reading/read.ts';
import { everyKeyFiles } from '../../test/engine/definitions/support/every-key.ts';
import { grownFiles } from '../../test/engine/definitions/support/grown.ts';
import { smallFiles } from '../../test/engine/definitions/support/small.ts';
import { deskFiles } from '../../test/support/desk-files.ts';
import type { DocumentKind } from './schema.ts';

/** A definition file that is there: shipped, or a fixture of the tests. */
export interface DefinitionDocument {
  readonly kind: DocumentKind;
  /** Name of the integration or model it belongs to. */
  readonly owner: string;
  /** Below the project. */
  readonly file: string;
  /** Below its integration or model. */
  readonly path: string;
  readonly value: unknown;
}

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Every definition of the project, in the order of their paths; shipped ones come first. */
export function allDocuments(): readonly DefinitionDocument[] {
  const shipped = foldersBelow('integrations', 1).filter(hasIntegration);
  const fixtures = foldersBelow('test', 5).filter(hasIntegration);
  const models = foldersBelow('unified-models', 1);
  return [
    ...[...shipped, ...fixtures].flatMap(folder => documentsOf(folder, integrationKind)),
    ...models.flatMap(folder => documentsOf(folder, modelKind)),
  ];
}

/** The definitions that tests load whole; each stands under the test that says what comes of it. */
export function testedDocuments(): readonly DefinitionDocument[] {
  return [
    ...documentsInMemory('test/engine/definitions/load.test.ts', smallFiles),
    ...documentsInMemory('test/engine/definitions/grown.test.ts', grownFiles),
    ...documentsInMemory('test/engine/definitions/every-key.test.ts', everyKeyFiles),
    ...documentsInMemory('test/http/writes.test.ts', deskFiles),
  ];
}

function documentsInMemory(test: string, files: Readonly<Record<string, string>>): readonly DefinitionDocument[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const [root, owner = '', ...rest] = file.split('/');
    const path = rest.join('/');
    const kind = root === 'integrations' ? integrationKind(path) : modelKind(path);
    const { document } = readDocument(file, text);
    return kind && document ? [{ kind, owner, file: test, path, value: document.value }] : [];
  });
}

/** Files below a folder of the project, sorted; hidden ones and what is installed are left out. */
function filesBelow(folder: string): readonly string[] {
  const full = join(projectRoot, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(projectRoot, join(entry.parentPath, entry.name)))
    .sort();
}

function foldersBelow(folder: string, depth: number): readonly string[] {
  const full = join(projectRoot, folder);
  if (depth === 0 || !existsSync(full)) return [];
  const own = readdirSync(full, { withFileTypes: true }).filter(entry => entry.isDirectory());
  const names = own.map(({ name }) => `${folder}/${name}`).sort();
  return names.flatMap(name => [name, ...foldersBelow(name, depth - 1)]);
}

function hasIntegration(folder: string): boolean {
  return existsSync(join(projectRoot, folder, 'integration.yaml'));
}

function documentsOf(folder: string, kindOf: (path: string) => DocumentKind | undefined): DefinitionDocument[] {
  const owner = folder.slice(folder.lastIndexOf('/') + 1);
  return filesBelow(folder).flatMap(file => {
    const path = file.slice(folder.length + 1);
    const kind = kindOf(path);
    const { document } = readDocument(file, readFileSync(join(projectRoot, file), 'utf8'));
    return kind && document ? [{ kind, owner, file, path, value: document.value }] : [];
  });
}

function integrationKind(path: string): DocumentKind | undefined {
  if (path === 'integration.yaml') return 'integration';
  if (/^native\/[^/]+\.yaml$/.test(path)) return 'native';
  if (/^unified\/[^/]+\/[^/]+\.yaml$/.test(path)) return 'mapping';
  return /^cases\/[^/]+\.yaml$/.test(path) ? 'case' : undefined;
}

function modelKind(path: string): DocumentKind | undefined {
  if (path === 'model.yaml') return 'model';
  return /^[^/]+\.yaml$/.test(path) ? 'model-resource' : undefined;
}
