import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesBelow, projectRoot, testedDocuments, type DefinitionDocument } from './documents.ts';
import { isSchema } from './schema.ts';
import { findUses, type Use } from './uses.ts';

/** Finds what proves a key. */
export interface Proofs {
  /**
   * A case of an integration that runs through a use of the key, or a test that loads a definition with it, or one that
   * writes it in a text.
   *
   * @param id of the key, as uses are counted
   * @param words what the file of a test about it would be named after
   * @returns a file below the project; undefined when nothing is found
   */
  proofOf(key: string, id: string, uses: readonly Use[], words: readonly string[]): string | undefined;
}

export function createProofs(documents: readonly DefinitionDocument[]): Proofs {
  const cases = documents.filter(({ kind }) => kind === 'case').map(readCase);
  const loaded = findUses(testedDocuments());
  const tests = testFolders.flatMap(folder => filesBelow(folder)).map(readTest);
  return {
    proofOf(key, id, uses, words) {
      for (const use of uses) {
        const found = caseFor(use, cases);
        if (found !== undefined) return found;
      }
      const [first] = loaded.get(id) ?? [];
      if (first) return first.document.file;
      const written = new RegExp(`(?:^|[\\s{,])${key}\\??:(?:\\s|$)`, 'm');
      const found = tests.filter(({ texts }) => texts.some(text => written.test(text)));
      const named = found.find(({ file }) => words.some(word => nameOf(file).includes(word)));
      return (named ?? found[0])?.file;
    },
  };
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

const testFolders = ['test/engine/definitions', 'test/link', 'test/engine/models'];

interface CaseFile {
  readonly file: string;
  readonly owner: string;
  readonly resource: string;
  readonly method: string;
  readonly hasError: boolean;
  readonly hasCursor: boolean;
  /** `GET /api/users.info` for each call to the provider. */
  readonly calls: readonly string[];
}

function readCase({ file, owner, value }: DefinitionDocument): CaseFile {
  const call = mapAt(value, 'call');
  const expect = mapAt(value, 'expect');
  const upstream = isSchema(value) && Array.isArray(value['upstream']) ? value['upstream'] : [];
  const requests = upstream.map(step => mapAt(step, 'request'));
  return {
    file,
    owner,
    resource: String(call['resource']),
    method: String(call['method']),
    hasError: expect['error'] !== undefined,
    hasCursor: expect['next_cursor'] !== undefined,
    calls: requests.map(({ method, path }) => `${String(method)} ${String(path)}`),
  };
}

function caseFor({ document, path }: Use, cases: readonly CaseFile[]): string | undefined {
  if (document.kind === 'case') return document.file;
  const own = cases.filter(({ owner }) => owner === document.owner);
  const first = (fits: (one: CaseFile) => boolean): string | undefined => own.find(fits)?.file;
  switch (document.kind) {
    case 'mapping': {
      const resource = /([^/]+)\.yaml$/.exec(document.path)?.[1];
      const [section = ''] = path;
      const method = methods.includes(section) ? section : undefined;
      return first(one => one.resource === resource && (method === undefined || one.method === method));
    }
    case 'native': {
      const called = callOf(document.value, path);
      return called && first(one => one.calls.some(call => called.test(call)));
    }
    case 'integration':
      if (path[0] === 'errors') return first(one => one.hasError);
      return path[0] === 'pagination' ? first(one => one.hasCursor) : undefined;
    default:
      return undefined;
  }
}

const methods: readonly string[] = ['list', 'get', 'create', 'update', 'delete'];
const verbs: readonly string[] = ['get', 'post', 'put', 'patch', 'delete'];

/** What a call of the endpoint looks like in a case; undefined for `defaults`, which every endpoint has. */
function callOf(value: unknown, [section, name]: readonly string[]): RegExp | undefined {
  const endpoints = mapAt(value, 'endpoints');
  const endpoint = mapAt(endpoints, section === 'endpoints' ? (name ?? '') : (Object.keys(endpoints)[0] ?? ''));
  const verb = verbs.find(candidate => typeof endpoint[candidate] === 'string');
  if (verb === undefined) return undefined;
  const path = String(endpoint[verb]).split(/\{\{[^}]*\}\}/);
  const pattern = path.map(text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+');
  return new RegExp(`^${verb.toUpperCase()} .*${pattern}$`);
}

function mapAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const child = isSchema(value) ? value[key] : undefined;
  return isSchema(child) ? child : {};
}

/** The texts that a test writes: definitions and what is said of them, but none of its own code. */
function readTest(file: string): { readonly file: string; readonly texts: readonly string[] } {
  const texts: string[] = [];
  const source = ts.createSourceFile(file, readFileSync(join(projectRoot, file), 'utf8'), ts.ScriptTarget.Latest);
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { file, texts };
}
