import { createHash } from 'node:crypto';
import type { ModelFiles } from '../../models/load.ts';
import { checkDocument } from '../checking/check.ts';
import { hintForName } from '../checking/nearest.ts';
import type { DocumentKind, SchemaChecker } from '../checking/schemas.ts';
import { isPlainMap, settle } from '../merge.ts';
import { createProblem } from '../problem.ts';
import type { DefinitionFolder } from '../reading/folders.ts';
import { childPlace, rootPlace, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import type { SourceDocument } from '../reading/source-document.ts';
import { flagAt, textAt } from '../reading/values.ts';
import type { Steps } from '../steps.ts';
import { readAll } from './documents.ts';
import { layOver, readBase } from './extends.ts';
import type { IntegrationFiles } from './integration.ts';
import type { MappingFiles } from './mappings.ts';

/** The files of one model, read; undefined when `model.yaml` is missing or one cannot be read. */
export function* readModelFiles(folder: DefinitionFolder, reports: Reports): Steps<ModelFiles | undefined> {
  const documents = yield* readAll(folder, reports);
  const model = documents.get('model.yaml');
  if (model === undefined) reportMissingFile(folder, 'model.yaml', reports);
  const resources = new Map<string, SourceDocument>();
  for (const [path, document] of documents) {
    const name = /^([a-z][a-z0-9_]*)\.yaml$/.exec(path)?.[1];
    if (name === undefined) reportStray(document, '<resource>.yaml', reports);
    else if (path !== 'model.yaml') resources.set(name, document);
  }
  return model && { name: folder.name, model, resources };
}

/** What the files of an integration are held against. */
export interface FilesContext {
  readonly checker: SchemaChecker;
  /** Names of all models, also of those with mistakes. */
  readonly knownModels: readonly string[];
  readonly reports: Reports;
}

/**
 * The files of one integration, read, laid over the abstract one it extends, and checked against their schemas.
 *
 * @param all every folder, to find that abstract one
 * @returns undefined when `integration.yaml` cannot be used; nothing else can be judged then
 */
export function* readIntegrationFiles(
  folder: DefinitionFolder,
  all: readonly DefinitionFolder[],
  context: FilesContext,
): Steps<(IntegrationFiles & { readonly isAbstract: boolean }) | undefined> {
  const { reports, checker } = context;
  const own = yield* readAll(folder, reports);
  const base = yield* readBase(folder, own, all, reports);
  const places = layOver(own, base?.documents ?? new Map<string, SourceDocument>());
  const broken = new Set([...folder.files.keys()].filter(path => !own.has(path)));
  for (const [path, place] of places) {
    const kind = kindOf(path);
    if (kind === undefined) continue;
    const problems = checkDocument(checker, kind, withoutRemovals(place));
    reports.add(problems);
    if (problems.length > 0) broken.add(path);
    yield;
  }
  for (const [path, document] of own) checkPlace(path, document, context);
  const root = places.get('integration.yaml');
  if (root === undefined && !folder.files.has('integration.yaml'))
    reportMissingFile(folder, 'integration.yaml', reports);
  if (root === undefined || broken.has('integration.yaml')) return undefined;
  checkName(folder, root, reports);
  return {
    name: folder.name,
    root,
    isAbstract: flagAt(root, 'abstract') === true,
    natives: select(places, /^native\/([^/]+)\.yaml$/, broken),
    brokenNatives: namesOf(broken, /^native\/([^/]+)\.yaml$/),
    mappings: groupMappings(places, broken),
    hash: hashOf([folder, ...(base ? [base.folder] : [])]),
  };
}

function kindOf(path: string): DocumentKind | undefined {
  if (path === 'integration.yaml') return 'integration';
  if (/^native\/[^/]+\.yaml$/.test(path)) return 'native';
  return /^unified\/[^/]+\/[^/]+\.yaml$/.test(path) ? 'mapping' : undefined;
}

/** `null` takes something out of `defaults` and of what lies under a shape; anywhere else it has nothing to take out. */
function withoutRemovals(place: Place): Place {
  if (childPlace(place, 'defaults')) return { ...place, value: settle(place.value) };
  const shapes = childPlace(place, 'shapes');
  if (shapes === undefined || !isPlainMap(place.value)) return place;
  return { ...place, value: { ...place.value, shapes: settle(shapes.value) } };
}

/** Files the engine does not read: tests, and notes on quality. */
const otherFiles = /^(cases\/|quality\.yaml$)/;

function checkPlace(path: string, document: SourceDocument, { knownModels, reports }: FilesContext): void {
  const model = /^unified\/([^/]+)\//.exec(path)?.[1];
  if (model !== undefined && !knownModels.includes(model)) {
    const message = `There is no unified model \`${model}\`, and the folder is named after it.`;
    reports.report(rootPlace(document), 'DEFINITION_REFERENCE', message, hintForName(model, knownModels));
  } else if (kindOf(path) === undefined && !otherFiles.test(path)) {
    reportStray(
      document,
      'integration.yaml, native/<file>.yaml, unified/<model>/<resource>.yaml and cases/<name>.yaml',
      reports,
    );
  }
}

function checkName(folder: DefinitionFolder, root: Place, reports: Reports): void {
  const name = textAt(root, 'name');
  const at = childPlace(root, 'name');
  if (at === undefined || name === undefined || name === folder.name) return;
  reports.report(
    at,
    'DEFINITION_INVALID',
    `The name is \`${name}\`, the folder's \`${folder.name}\`.`,
    'Give both the same.',
  );
}

function select(places: ReadonlyMap<string, Place>, pattern: RegExp, broken: ReadonlySet<string>): Map<string, Place> {
  const found = new Map<string, Place>();
  for (const [path, place] of places) {
    const name = pattern.exec(path)?.[1];
    if (name !== undefined && !broken.has(path)) found.set(name, place);
  }
  return found;
}

function namesOf(paths: Iterable<string>, pattern: RegExp): Set<string> {
  return new Set([...paths].flatMap(path => pattern.exec(path)?.[1] ?? []));
}

function groupMappings(places: ReadonlyMap<string, Place>, broken: ReadonlySet<string>): Map<string, MappingFiles> {
  const models = namesOf([...places.keys(), ...broken], /^unified\/([^/]+)\//);
  return new Map(
    [...models].map(model => {
      const pattern = new RegExp(`^unified/${model.replace(/[^\w-]/g, '\\$&')}/([^/]+)\\.yaml$`);
      return [model, { places: select(places, pattern, broken), broken: namesOf(broken, pattern) }] as const;
    }),
  );
}

function reportStray(document: SourceDocument, known: string, reports: Reports): void {
  reports.report(
    rootPlace(document),
    'DEFINITION_INVALID',
    'No file of this name is read here.',
    `Files are: ${known}.`,
  );
}

function reportMissingFile({ name, files }: DefinitionFolder, missing: string, reports: Reports): void {
  const [first] = files.values();
  const source = first ?? { file: name, text: '' };
  const message = `The folder \`${name}\` has no ${missing}.`;
  reports.add([
    createProblem(source, 0, { code: 'DEFINITION_INVALID', message, hint: 'Add it, or remove the folder.' }),
  ]);
}

function hashOf(folders: readonly DefinitionFolder[]): string {
  const hash = createHash('sha256');
  for (const { files } of folders) {
    for (const [path, { text }] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      // Cases prove a definition; they do not change it.
      if (!path.startsWith('cases/')) hash.update(`${path}\0${text}\0`);
    }
  }
  return hash.digest('hex');
}
