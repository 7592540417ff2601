import type { Problem } from './catalogue.ts';
import { checkDocument } from './checking/check.ts';
import { schemaChecker, type SchemaChecker } from './checking/schemas.ts';
import { readFolders, type DefinitionFolder } from './reading/folders.ts';
import { rootPlace } from './reading/place.ts';
import { readDocument } from './reading/read.ts';
import { flagAt, textAt } from './reading/values.ts';

/** One proof of an integration, as its file says it; it fits `schemas/case.schema.json`. */
export interface CaseFile {
  readonly integration: string;
  /** Path as shown to people. */
  readonly file: string;
  readonly value: unknown;
}

/** By their path below the folder. */
type OwnCases = ReadonlyMap<string, Omit<CaseFile, 'integration'>>;

/**
 * Reads the cases of every integration below the folders; those with a mistake are left out and reported. The cases of an
 * abstract integration prove each one that extends it, but for those that have a case of the same file name of their own.
 */
export function loadCases(folders: readonly string[]): {
  readonly cases: readonly CaseFile[];
  readonly problems: readonly Problem[];
} {
  const checker = schemaChecker();
  const problems: Problem[] = [];
  const all = readFolders({ integrations: folders, models: [] }).integrations;
  const own = new Map(all.map(folder => [folder, readCases(folder, checker, problems)] as const));
  const cases = all.flatMap(folder => {
    const { isAbstract, base } = readKinship(folder);
    const inherited = all.find(other => other.name === base);
    if (isAbstract) return [];
    const proofs = new Map([...(inherited ? (own.get(inherited) ?? []) : []), ...(own.get(folder) ?? [])]);
    return [...proofs.values()].map(proof => ({ ...proof, integration: folder.name }));
  });
  return { cases, problems };
}

function readCases({ files }: DefinitionFolder, checker: SchemaChecker, problems: Problem[]): OwnCases {
  const cases = new Map<string, Omit<CaseFile, 'integration'>>();
  for (const [path, { file, text }] of files) {
    if (!path.startsWith('cases/')) continue;
    const { document, problem } = readDocument(file, text);
    const found = document ? checkDocument(checker, 'case', rootPlace(document)) : [problem];
    problems.push(...found);
    if (document && found.length === 0) cases.set(path, { file, value: document.value });
  }
  return cases;
}

/** What a folder says of its place among the others; a file that cannot be read is reported with the definitions. */
function readKinship({ files }: DefinitionFolder): { readonly isAbstract: boolean; readonly base?: string } {
  const source = files.get('integration.yaml');
  const { document } = source ? readDocument(source.file, source.text) : {};
  const root = document && rootPlace(document);
  const base = root && textAt(root, 'extends');
  return { isAbstract: flagAt(root, 'abstract') === true, ...(base === undefined ? {} : { base }) };
}
