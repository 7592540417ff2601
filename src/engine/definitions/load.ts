import type { Model } from '../models/model.ts';
import type { Catalogue, Problem } from './catalogue.ts';
import { schemaChecker } from './checking/schemas.ts';
import type { Integration } from './definition.ts';
import { judgeIntegration, judgeModel, uniqueFolders } from './load-folder.ts';
import {
  groupFiles,
  readFolders,
  type DefinitionFiles,
  type DefinitionFolders,
  type DefinitionSet,
} from './reading/folders.ts';
import { inOneGo } from './steps.ts';

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
  const modelFolders = uniqueFolders(set.models);
  const models = new Map<string, Model>();
  const problems: Problem[] = [...modelFolders.problems];
  for (const folder of modelFolders.folders) {
    const { served, problems: own } = inOneGo(judgeModel(folder, checker));
    if (served) models.set(folder.name, served);
    problems.push(...own);
  }
  const knownModels = set.models.map(folder => folder.name);
  const { folders, problems: doubles } = uniqueFolders(set.integrations);
  problems.push(...doubles);
  const integrations = new Map<string, Integration>();
  for (const folder of folders) {
    const { served, problems: own } = inOneGo(judgeIntegration(folder, folders, { checker, models, knownModels }));
    if (served) integrations.set(folder.name, served);
    problems.push(...own);
  }
  return { models, integrations, problems };
}
