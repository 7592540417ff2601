import type { DefinitionFolder } from '../reading/folders.ts';
import { readDocument } from '../reading/read.ts';
import type { Reports } from '../reading/reports.ts';
import type { SourceDocument } from '../reading/source-document.ts';
import type { Steps } from '../steps.ts';

/** The documents of a folder by path, without its cases; a file that cannot be read is reported and left out. */
export function* readAll(folder: DefinitionFolder, reports: Reports): Steps<Map<string, SourceDocument>> {
  const documents = new Map<string, SourceDocument>();
  for (const [path, { file, text }] of folder.files) {
    if (path.startsWith('cases/')) continue;
    const read = readDocument(file, text);
    if (read.document) documents.set(path, read.document);
    else reports.add([read.problem]);
    yield;
  }
  return documents;
}
