import type { Attack } from '../../test/engine/expressions/attacks/attack.ts';
import { attackCorpus } from '../../test/engine/expressions/attacks/corpus.ts';
import { loadFromFiles } from '../../src/engine/definitions/load.ts';

/** An attack as a field of a mapping. */
export interface SiegeField {
  readonly name: string;
  readonly kind: string;
  readonly attack: Attack;
}

/** An integration and a model whose fields are attacks. */
export interface Siege {
  readonly fields: readonly SiegeField[];
  /** By path: `integrations/siege/…`, `unified-models/siege/…`. */
  readonly files: ReadonlyMap<string, string>;
}

export const siegeHost = 'siege.example.com';

/** A definition file may have 128 KB. */
const longestSource = 1_200;

/**
 * Every attack of the corpus that a mapping can hold: it compiles, is not longer than a few lines, and what it reads is an
 * object.
 */
export function makeSiege(): Siege {
  const all = Object.entries(attackCorpus).flatMap(([kind, attacks]) => attacks.map(attack => ({ kind, attack })));
  const fits = all
    .filter(({ attack }) => attack.source.length <= longestSource && isRecord(attack.input ?? {}))
    .map((one, index): SiegeField => ({ ...one, name: `f${index}` }));
  const refused = new Set(refusedIn(fits));
  const fields = fits.filter(({ name }) => !refused.has(name));
  return { fields, files: filesOf(fields) };
}

/** An object that can be sent as JSON; no provider's answer may be deeper. */
function isRecord(input: unknown): boolean {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return false;
  return depthOf(input, 0) <= mostLevels;
}

const mostLevels = 60;

function depthOf(value: unknown, level: number): number {
  if (typeof value !== 'object' || value === null || level > mostLevels) return level;
  return Math.max(level, ...Object.values(value).map(inner => depthOf(inner, level + 1)));
}

/** Names of the fields that the loader refuses. */
function refusedIn(fields: readonly SiegeField[]): readonly string[] {
  const files = filesOf(fields);
  const lines = (files.get(mappingFile) ?? '').split('\n');
  return loadFromFiles(files)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ line, message }) => {
      const name = /^ {2}(f\d+):/.exec(lines[line - 1] ?? '')?.[1];
      if (name === undefined) throw new Error(`line ${line}: ${message}`);
      return name;
    });
}

const mappingFile = 'integrations/siege/unified/siege/attacks.yaml';

function filesOf(fields: readonly SiegeField[]): ReadonlyMap<string, string> {
  const modelFields = fields.map(({ name }) => `  ${name}: { type: string, description: An attack., example: x }`);
  // JSON is YAML: a text in double quotes with the same escapes.
  const mapped = fields.map(({ name, attack }) => `  ${name}: ${JSON.stringify(attack.source)}`);
  return new Map([
    [
      'unified-models/siege/model.yaml',
      'format: 1\nname: siege\nlabel: Siege\ndescription: Mappings that mean harm.\n',
    ],
    [
      'unified-models/siege/attacks.yaml',
      `description: One attack a field.
fields:
  id: { type: string, required: true, description: Id., example: a1 }
${modelFields.join('\n')}
filters:
  input: { type: string, description: Whose input the record is. }
methods:
  list: { description: Attacks. }
`,
    ],
    [
      'integrations/siege/integration.yaml',
      `format: 1
name: siege
label: Siege
base_url: https://${siegeHost}
hosts: [${siegeHost}]
auth:
  token: { style: fields, fields: { key: { label: Key, secret: true } } }
credential: [token]
attach: { headers: { authorization: "Bearer {{ credential.access_token }}" } }
pagination: { style: none }
`,
    ],
    [
      'integrations/siege/native/records.yaml',
      'endpoints:\n  list: { get: /records, params: { input: {} }, items: records }\n',
    ],
    [
      mappingFile,
      `key: { siege: siege_id }
fields:
${mapped.join('\n')}
list:
  call: records.list
  query: { input: $query.input }
`,
    ],
  ]);
}
