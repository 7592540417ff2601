import { createHash } from 'node:crypto';
import { loadModel } from '../models/load.ts';
import type { Model } from '../models/model.ts';
import type { Catalogue, Problem } from './catalogue.ts';
import { schemaChecker, type SchemaChecker } from './checking/schemas.ts';
import type { Integration } from './definition.ts';
import { readIntegrationFiles, readModelFiles } from './linking/files.ts';
import { linkIntegration } from './linking/integration.ts';
import { createProblem } from './problem.ts';
import {
  groupFiles,
  readFolders,
  type DefinitionFiles,
  type DefinitionFolder,
  type DefinitionFolders,
  type DefinitionSet,
} from './reading/folders.ts';
import { createReports, type Reports } from './reading/reports.ts';

/**
 * Reads, checks and links every definition below the folders. All problems are gathered; what has one is left out of the
 * maps, the others are served.
 */
export function loadCatalogue(folders: DefinitionFolders): Catalogue {
  return load(readFolders(folders));
}

/** The same for files in memory, by path: `integrations/<provider>/…`, `unified-models/<model>/…`. */
export function loadFromFiles(files: DefinitionFiles): Catalogue {
  return load(groupFiles(files));
}

function load(set: DefinitionSet): Catalogue {
  const checker = schemaChecker();
  const problems: Problem[] = [];
  const models = new Map<string, Model>();
  for (const folder of uniqueFolders(set.models, problems)) {
    const reports = createReports();
    const files = readModelFiles(folder, reports);
    const model = files && loadModel(files, checker, reports);
    if (model && !reports.failed) models.set(folder.name, model);
    problems.push(...reports.problems);
  }
  const knownModels = set.models.map(folder => folder.name);
  const folders = uniqueFolders(set.integrations, problems);
  const integrations = new Map<string, Integration>();
  for (const folder of folders) {
    const reports = createReports();
    const integration = loadIntegration(folder, folders, { checker, models, knownModels, reports });
    if (integration && !reports.failed) integrations.set(folder.name, integration);
    problems.push(...reports.problems);
  }
  return { models, integrations, problems };
}

interface LoadContext {
  readonly checker: SchemaChecker;
  readonly models: ReadonlyMap<string, Model>;
  /** Also those with mistakes. */
  readonly knownModels: readonly string[];
  readonly reports: Reports;
}

function loadIntegration(
  folder: DefinitionFolder,
  all: readonly DefinitionFolder[],
  context: LoadContext,
): Integration | undefined {
  const files = readIntegrationFiles(folder, all, context);
  if (files === undefined || files.isAbstract) return undefined;
  const used = [...files.mappings.keys()].map(name => context.models.get(name)?.hash ?? '');
  const hash = createHash('sha256')
    .update([files.hash, ...used].join('\0'))
    .digest('hex');
  return linkIntegration({ ...files, hash }, context.models, context.reports);
}

/** The same name in two folders: the first is served, as adding a folder must not change what is there. */
function uniqueFolders(folders: readonly DefinitionFolder[], problems: Problem[]): readonly DefinitionFolder[] {
  const seen = new Map<string, string>();
  return folders.filter(({ name, files }) => {
    const [first] = files.values();
    const source = first ?? { file: name, text: '' };
    const other = seen.get(name);
    if (other === undefined) {
      seen.set(name, source.file);
      return true;
    }
    const message = `\`${name}\` is defined twice; the other one has ${other}, which is used.`;
    problems.push(
      createProblem(source, 0, { code: 'DEFINITION_INVALID', message, hint: 'Rename one of the folders.' }),
    );
    return false;
  });
}
