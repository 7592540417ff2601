import type { Catalogue, Problem } from '../engine/definitions/catalogue.ts';
import { hintForName } from '../engine/definitions/checking/nearest.ts';
import { schemaChecker } from '../engine/definitions/checking/schemas.ts';
import type { Integration } from '../engine/definitions/definition.ts';
import { judgeIntegration, judgeModel, uniqueFolders, type Verdict } from '../engine/definitions/load-folder.ts';
import { readFolders, type DefinitionFolders } from '../engine/definitions/reading/folders.ts';
import { inOneGo } from '../engine/definitions/steps.ts';
import type { Model } from '../engine/models/model.ts';
import { UsageError } from './usage-error.ts';

/** The models and the integrations that were asked for, each with what was said of it. */
export interface Loaded {
  readonly catalogue: Catalogue;
  readonly integrations: ReadonlyMap<string, Verdict<Integration>>;
  /** Of models, and of folders that stand in each other's way. */
  readonly otherProblems: readonly Problem[];
}

/**
 * Loads one integration, or all of them, with every model.
 *
 * @throws UsageError when there is no such integration
 */
export function loadDefinitions(folders: DefinitionFolders, only?: string): Loaded {
  const checker = schemaChecker();
  const found = readFolders(folders);
  const modelFolders = uniqueFolders(found.models);
  const models = new Map<string, Model>();
  const otherProblems: Problem[] = [...modelFolders.problems];
  for (const folder of modelFolders.folders) {
    const { served, problems } = inOneGo(judgeModel(folder, checker));
    if (served) models.set(folder.name, served);
    otherProblems.push(...problems);
  }
  const all = uniqueFolders(found.integrations);
  otherProblems.push(...all.problems);
  const wanted = only === undefined ? all.folders : all.folders.filter(({ name }) => name === only);
  if (only !== undefined && wanted.length === 0) {
    const known = all.folders.map(({ name }) => name);
    throw new UsageError(`There is no integration \`${only}\`. ${hintForName(only, known)}`);
  }
  const context = { checker, models, knownModels: modelFolders.folders.map(({ name }) => name) };
  const integrations = new Map(
    wanted.map(folder => [folder.name, inOneGo(judgeIntegration(folder, all.folders, context))] as const),
  );
  const served = [...integrations].flatMap(([name, verdict]) =>
    verdict.served ? [[name, verdict.served] as const] : [],
  );
  return { catalogue: { models, integrations: new Map(served), problems: [] }, integrations, otherProblems };
}
