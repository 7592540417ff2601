import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Schema = Readonly<Record<string, unknown>>;

/** A schema with the place it was written at, references followed. */
export interface SchemaNode {
  /** `<file>#<pointer>`: the same for everything that refers to it. */
  readonly id: string;
  readonly schema: Schema;
  /** What the place that refers to it says, which is nearer to the reader. */
  readonly description: string | undefined;
}

/** The kinds of documents, in the order an author meets them. */
export const documentKinds = ['integration', 'native', 'mapping', 'case', 'model', 'model-resource'] as const;

export type DocumentKind = (typeof documentKinds)[number];

const folder = fileURLToPath(new URL('../../schemas/', import.meta.url));
const read = new Map<string, Schema>();

/** The whole schema of a kind of document. */
export function rootOf(kind: DocumentKind): SchemaNode {
  const file = `${kind}.schema.json`;
  return nodeAt(file, fileSchema(file), '');
}

/** The schemas that the value under a schema may have to fit beside it: the two ways of a condition. */
export function branchesOf(node: SchemaNode): readonly SchemaNode[] {
  return ['then', 'else'].flatMap(way => childOf(node, way) ?? []);
}

/** The way of a condition that a value takes; undefined where there is none. */
export function branchFor(node: SchemaNode, value: unknown): SchemaNode | undefined {
  const condition = node.schema['if'];
  if (!isSchema(condition)) return undefined;
  return childOf(node, holds(condition, value) ? 'then' : 'else');
}

/** What a keyword says of values below: `items`, `additionalProperties`, `then`. */
export function childOf(node: SchemaNode, keyword: string): SchemaNode | undefined {
  const child = node.schema[keyword];
  const [file = '', pointer = ''] = node.id.split('#');
  return isSchema(child) ? nodeAt(file, child, `${pointer}/${keyword}`) : undefined;
}

/** The keys of a map and what each takes. */
export function propertiesOf(node: SchemaNode): readonly (readonly [string, SchemaNode])[] {
  const properties = node.schema['properties'];
  if (!isSchema(properties)) return [];
  const [file = '', pointer = ''] = node.id.split('#');
  return Object.entries(properties).flatMap(([key, child]) =>
    isSchema(child) ? [[key, nodeAt(file, child, `${pointer}/properties/${key}`)] as const] : [],
  );
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nodeAt(file: string, schema: Schema, pointer: string): SchemaNode {
  const own = typeof schema['description'] === 'string' ? schema['description'] : undefined;
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return { id: `${file}#${pointer}`, schema, description: own };
  const [other = '', target = ''] = reference.split('#');
  const home = other === '' ? file : other;
  const found = nodeAt(home, follow(fileSchema(home), target), target);
  return { ...found, description: own ?? found.description };
}

function follow(root: Schema, pointer: string): Schema {
  let at: unknown = root;
  for (const step of pointer.split('/').slice(1)) at = isSchema(at) ? at[step] : undefined;
  if (isSchema(at)) return at;
  throw new Error(`There is no schema at ${pointer}.`);
}

function fileSchema(file: string): Schema {
  const known = read.get(file);
  if (known) return known;
  const schema: unknown = JSON.parse(readFileSync(folder + file, 'utf8'));
  if (!isSchema(schema)) throw new Error(`${file} is no schema.`);
  read.set(file, schema);
  return schema;
}

/** The few conditions that the schemas use. */
function holds(condition: Schema, value: unknown): boolean {
  const { type, required, properties } = condition;
  if (type === 'array') return Array.isArray(value);
  if (type === 'string') return typeof value === 'string';
  if (Array.isArray(required)) return isSchema(value) && required.every(key => Object.hasOwn(value, String(key)));
  if (isSchema(properties) && isSchema(value)) {
    return Object.entries(properties).every(([key, wanted]) => isSchema(wanted) && value[key] === wanted['const']);
  }
  throw new Error(`The condition ${JSON.stringify(condition)} is of a kind that is not known here.`);
}
