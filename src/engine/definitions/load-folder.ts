import { createHash } from 'node:crypto';
import { loadModel } from '../models/load.ts';
import type { Model } from '../models/model.ts';
import type { Problem } from './catalogue.ts';
import type { SchemaChecker } from './checking/schemas.ts';
import type { Integration } from './definition.ts';
import { readIntegrationFiles, readModelFiles } from './linking/files.ts';
import { linkIntegration } from './linking/integration.ts';
import { createProblem } from './problem.ts';
import type { DefinitionFolder } from './reading/folders.ts';
import { createReports } from './reading/reports.ts';
import type { Steps } from './steps.ts';

/** What came of one folder: `served` is absent when it has a mistake, or is abstract. */
export interface Verdict<T> {
  readonly served?: T;
  /** Whether a mistake keeps it from being served. */
  readonly isRefused: boolean;
  readonly problems: readonly Problem[];
}

/** Reads, checks and builds the model of a folder. */
export function* judgeModel(folder: DefinitionFolder, checker: SchemaChecker): Steps<Verdict<Model>> {
  const reports = createReports();
  const files = yield* readModelFiles(folder, reports);
  const model = files && (yield* loadModel(files, checker, reports));
  return verdict(model, reports);
}

/** What an integration is held against. */
export interface IntegrationContext {
  readonly checker: SchemaChecker;
  readonly models: ReadonlyMap<string, Model>;
  /** Also those with mistakes. */
  readonly knownModels: readonly string[];
}

/**
 * Reads, checks and links the integration of a folder.
 *
 * @param all every folder, to find the one it extends
 */
export function* judgeIntegration(
  folder: DefinitionFolder,
  all: readonly DefinitionFolder[],
  context: IntegrationContext,
): Steps<Verdict<Integration>> {
  const reports = createReports();
  const files = yield* readIntegrationFiles(folder, all, { ...context, reports });
  if (files === undefined || files.isAbstract) return verdict<Integration>(undefined, reports);
  const used = [...files.mappings.keys()].map(name => context.models.get(name)?.hash ?? '');
  const hash = createHash('sha256')
    .update([files.hash, ...used].join('\0'))
    .digest('hex');
  return verdict(yield* linkIntegration({ ...files, hash }, context.models, reports), reports);
}

function verdict<T>(
  built: T | undefined,
  { failed, problems }: { readonly failed: boolean; readonly problems: readonly Problem[] },
): Verdict<T> {
  const isServed = built !== undefined && !failed;
  return { ...(isServed ? { served: built } : {}), isRefused: failed, problems };
}

/** The same name in two folders: the first is served, as adding a folder must not change what is there. */
export function uniqueFolders<T extends DefinitionFolder>(
  folders: readonly T[],
): { readonly folders: readonly T[]; readonly problems: readonly Problem[] } {
  const seen = new Map<string, string>();
  const problems: Problem[] = [];
  const unique = folders.filter(({ name, files }) => {
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
  return { folders: unique, problems };
}
