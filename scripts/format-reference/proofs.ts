import { testedDocuments, type DefinitionDocument } from './documents.ts';
import { isSchema } from './schema.ts';
import { findUses, type Use } from './uses.ts';

/** Finds what proves a key. */
export interface Proofs {
  /**
   * A case of an integration that runs through a use of the key, or else a test that loads a definition with it.
   *
   * @param id of the key, as uses are counted
   * @returns a file below the project; undefined when nothing is found
   */
  proofOf(id: string, uses: readonly Use[]): string | undefined;
}

export function createProofs(documents: readonly DefinitionDocument[]): Proofs {
  const cases = documents.filter(({ kind }) => kind === 'case').map(readCase);
  const loaded = findUses(testedDocuments());
  return {
    proofOf(id, uses) {
      for (const use of uses) {
        const found = caseFor(use, cases);
        if (found !== undefined) return found;
      }
      return loaded.get(id)?.[0]?.document.file;
    },
  };
}

interface CaseFile {
  readonly file: string;
  readonly owner: string;
  readonly resource: string;
  readonly method: string;
  readonly hasError: boolean;
  readonly hasCursor: boolean;
  readonly hasRate: boolean;
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
    hasRate: expect['rate'] !== undefined,
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
      if (path[0] === 'rates') return first(one => one.hasRate);
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
