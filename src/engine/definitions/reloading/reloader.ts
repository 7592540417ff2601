import { createHash } from 'node:crypto';
import type { Model } from '../../models/model.ts';
import type { Catalogue, LastGood, Problem } from '../catalogue.ts';
import { schemaChecker } from '../checking/schemas.ts';
import type { Integration } from '../definition.ts';
import { judgeIntegration, judgeModel, uniqueFolders, type Verdict } from '../load-folder.ts';
import { createProblem } from '../problem.ts';
import type { DefinitionFolder, DefinitionFolders } from '../reading/folders.ts';
import { inTurns, type Steps } from '../steps.ts';
import { chooseVersions, type Chosen } from './choose-versions.ts';
import { createFolderReader, type Found, type FoundFolder } from './folder-reader.ts';

/**
 * Loads the definitions below the folders again and again, each time at the price of what changed: a folder whose files
 * and models are the same is not loaded anew. Others have their turn of the
 * event loop meanwhile.
 */
export interface Reloader {
  /**
   * What to serve in place of `served`: everything that is right, and the last good version of what is not. Never
   * fails because of what lies in the folders.
   */
  reload(served: Catalogue): Promise<Catalogue>;
}

/** A reloader that has loaded nothing yet. */
export function createReloader(folders: DefinitionFolders): Reloader {
  const readModels = createFolderReader(folders.models);
  const readIntegrations = createFolderReader(folders.integrations);
  const modelJudge = createJudge<Model>();
  const integrationJudge = createJudge<Integration>();

  return {
    async reload(served) {
      const models = distinct(await readModels());
      const integrations = distinct(await readIntegrations());
      const modelVerdicts = await modelJudge(models.folders, folder => ({
        key: hashOf(folder),
        judge: () => judgeModel(folder, schemaChecker()),
      }));
      const judgeAll = (linked: ReadonlyMap<string, Model>) => {
        const knownModels = [...new Set([...models.folders.map(({ name }) => name), ...linked.keys()])];
        const context = { checker: schemaChecker(), models: linked, knownModels };
        return integrationJudge(integrations.folders, folder => ({
          key: integrationKey(folder, integrations.folders, linked, knownModels),
          judge: () => judgeIntegration(folder, integrations.folders, context),
        }));
      };
      const chosen = await chooseVersions({ served, models: modelVerdicts, judge: judgeAll, modelsOf });
      const heldBack = heldBackProblems(chosen, models.folders);
      const lastGood: LastGood = {
        models: new Map([...whyLastGood(chosen.models, modelVerdicts), ...heldBack]),
        integrations: whyLastGood(chosen.integrations, chosen.verdicts),
      };
      return {
        models: chosen.models,
        integrations: chosen.integrations,
        problems: [
          ...models.problems,
          ...[...modelVerdicts.values()].flatMap(({ problems }) => problems),
          ...[...heldBack.values()].flat(),
          ...integrations.problems,
          ...[...chosen.verdicts.values()].flatMap(({ problems }) => problems),
        ],
        ...(lastGood.models.size + lastGood.integrations.size === 0 ? {} : { lastGood }),
      };
    },
  };
}

function distinct({ folders, problems }: Found): Found {
  const unique = uniqueFolders(folders);
  return { folders: unique.folders, problems: [...problems, ...unique.problems] };
}

interface Task<T> {
  readonly key: string;
  readonly judge: () => Steps<Verdict<T>>;
}

/** Judges folders and remembers what it said the last two times: a model that is held back makes two a reload. */
function createJudge<T>() {
  let recent = new Map<string, Verdict<T>>();
  let before = new Map<string, Verdict<T>>();
  return async (folders: readonly FoundFolder[], task: (folder: FoundFolder) => Task<T>) => {
    const verdicts = new Map<string, Verdict<T>>();
    const next = new Map<string, Verdict<T>>();
    for (const folder of folders) {
      const { key, judge } = task(folder);
      let verdict = recent.get(key) ?? before.get(key);
      if (verdict === undefined) {
        verdict = folder.trouble ? { isRefused: true, problems: [folder.trouble] } : await inTurns(judge());
      }
      next.set(key, verdict);
      verdicts.set(folder.name, verdict);
    }
    before = recent;
    recent = next;
    return verdicts;
  };
}

function modelsOf(integration: Integration): readonly string[] {
  return [...new Set([...integration.resources.values()].map(({ model }) => model))];
}

/** Over everything that the verdict on a folder depends on. */
function integrationKey(
  folder: FoundFolder,
  all: readonly FoundFolder[],
  models: ReadonlyMap<string, Model>,
  knownModels: readonly string[],
): string {
  const extended = mentions(folder, 'extends') ? all.filter(other => mentions(other, 'abstract')) : [];
  const names = extended.length > 0 || mentions(folder, 'extends') ? all.map(({ name }) => name) : [];
  const mapped = [folder, ...extended].flatMap(({ files }) => [...files.keys()].map(path => path.split('/')[1] ?? ''));
  const hashes = [...new Set(mapped)].map(name => models.get(name)?.hash ?? '');
  return createHash('sha256')
    .update(JSON.stringify([[folder, ...extended].map(hashOf), names, hashes, knownModels]))
    .digest('hex');
}

/** Cheap and never wrong to the unsafe side: a word in a comment only costs time. */
function mentions({ files }: DefinitionFolder, word: string): boolean {
  return files.get('integration.yaml')?.text.includes(word) === true;
}

function hashOf({ name, files, trouble }: FoundFolder): string {
  const hash = createHash('sha256').update(JSON.stringify([name, trouble?.message]));
  for (const { file, text } of files.values()) hash.update(`\0${file}\0${text.length}\0${text}`);
  return hash.digest('hex');
}

/** A change that waits is said with the model, beside the mistakes it waits for. */
function heldBackProblems(
  { heldBack }: Chosen<Model, Integration>,
  folders: readonly FoundFolder[],
): ReadonlyMap<string, readonly Problem[]> {
  const problems = [...heldBack].map(([name, integrations]): [string, readonly Problem[]] => {
    const files = folders.find(folder => folder.name === name)?.files;
    const source = files?.get('model.yaml') ?? { file: `${name}/model.yaml`, text: '' };
    const change = files === undefined ? 'is gone' : 'changed';
    const problem = createProblem(source, 0, {
      code: 'DEFINITION_REFERENCE',
      message: `The model \`${name}\` ${change}, and what is served of ${integrations.join(', ')} does not fit that. Its last version serves on.`,
      hint: 'Mend the integrations; they and the model then change together.',
    });
    return [name, [problem]];
  });
  return new Map(problems);
}

/** What is served although its folder was refused. */
function whyLastGood<T>(
  served: ReadonlyMap<string, T>,
  verdicts: ReadonlyMap<string, Verdict<T>>,
): ReadonlyMap<string, readonly Problem[]> {
  const refused = [...verdicts].filter(([name, { isRefused }]) => isRefused && served.has(name));
  return new Map(refused.map(([name, { problems }]) => [name, problems]));
}
