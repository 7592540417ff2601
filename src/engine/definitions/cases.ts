import type { Problem } from './catalogue.ts';
import { checkDocument } from './checking/check.ts';
import { schemaChecker } from './checking/schemas.ts';
import { readFolders } from './reading/folders.ts';
import { rootPlace } from './reading/place.ts';
import { readDocument } from './reading/read.ts';

/** One proof of an integration, as its file says it; it fits `schemas/case.schema.json`. */
export interface CaseFile {
  readonly integration: string;
  /** Path as shown to people. */
  readonly file: string;
  readonly value: unknown;
}

/** Reads the cases of every integration below the folders; those with a mistake are left out and reported. */
export function loadCases(folders: readonly string[]): {
  readonly cases: readonly CaseFile[];
  readonly problems: readonly Problem[];
} {
  const checker = schemaChecker();
  const cases: CaseFile[] = [];
  const problems: Problem[] = [];
  for (const { name, files } of readFolders({ integrations: folders, models: [] }).integrations) {
    for (const [path, { file, text }] of files) {
      if (!path.startsWith('cases/')) continue;
      const { document, problem } = readDocument(file, text);
      const found = document ? checkDocument(checker, 'case', rootPlace(document)) : [problem];
      problems.push(...found);
      if (document && found.length === 0) cases.push({ integration: name, file, value: document.value });
    }
  }
  return { cases, problems };
}
