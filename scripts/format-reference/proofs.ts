import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, projectRoot, type DefinitionDocument } from './documents.ts';
import { isSchema, type DocumentKind } from './schema.ts';
import type { Use } from './uses.ts';

/** Finds what proves a key: a case of an integration that runs through its use, or else a test that writes it. */
export interface Proofs {
  /**
   * @param words what the file of a test about it would be named after
   * @returns a file below the project; undefined when nothing is found
   */
  proofOf(kind: DocumentKind, key: string, uses: readonly Use[], words: readonly string[]): string | undefined;
}

export function createProofs(documents: readonly DefinitionDocument[]): Proofs {
  const cases = documents.filter(({ kind }) => kind === 'case').map(readCase);
  const tests = testFolders.map(folder => filesBelow(folder).map(readTest));
  return {
    proofOf(kind, key, uses, words) {
      for (const use of uses) {
        const found = caseFor(use, cases);
        if (found !== undefined) return found;
      }
      // Written as YAML, and nothing that only ends in it: `key:`, `key?:`, `{ key:`.
      const written = new RegExp(`(?:^|[\\s{,('"\`])${key}\\??: ?`, 'm');
      const places = kind === 'model' || kind === 'model-resource' ? [...tests].reverse() : tests;
      const found = places.flat().filter(({ text }) => written.test(text));
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

function readTest(file: string): { readonly file: string; readonly text: string } {
  return { file, text: readFileSync(join(projectRoot, file), 'utf8') };
}
