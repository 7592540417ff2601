import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JSON schema as discovery documents write it. */
interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
}

/** A method as discovery documents write it. */
export interface DiscoveryMethod {
  readonly id: string;
  readonly httpMethod: string;
  readonly path: string;
  readonly flatPath?: string;
  readonly parameters?: Readonly<Record<string, { location: string; enum?: string[]; required?: boolean }>>;
  readonly scopes?: readonly string[];
  readonly response?: { readonly $ref: string };
}

export interface Discovery {
  readonly rootUrl: string;
  readonly servicePath: string;
  readonly methods: readonly DiscoveryMethod[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

const folder = join(import.meta.dirname, '../../../../shared/providers/googlechat');
const files = [
  'discovery.chat.v1.json',
  'discovery.admin.directory_v1.subset.json',
  'discovery.people.v1.subset.json',
  'discovery.drive.v3.subset.json',
  'discovery.oauth2.v2.json',
];

/** Whether Google's discovery documents are on this machine. */
export const hasDiscovery = files.every(file => existsSync(`${folder}/${file}`));
if (!hasDiscovery) console.log(`Not compared with Google's discovery documents: ${folder} is absent.`);

let loaded: readonly Discovery[] | undefined;

/** The documents; none where they are absent. */
export function discoveries(): readonly Discovery[] {
  return (loaded ??= hasDiscovery ? files.map(file => read(`${folder}/${file}`)) : []);
}

interface Resource {
  readonly methods?: Readonly<Record<string, DiscoveryMethod>>;
  readonly resources?: Readonly<Record<string, Resource>>;
}

function read(path: string): Discovery {
  // The documents are Google's and their form is fixed.
  const document = JSON.parse(readFileSync(path, 'utf8')) as Omit<Discovery, 'methods'> & Resource;
  return { ...document, methods: methodsOf(document) };
}

function methodsOf(resource: Resource): DiscoveryMethod[] {
  const below = Object.values(resource.resources ?? {}).flatMap(methodsOf);
  return [...Object.values(resource.methods ?? {}), ...below];
}

/** The discovered method with an id such as `chat.spaces.list`. */
export function discoveredMethod(id: string): { document: Discovery; method: DiscoveryMethod } | undefined {
  // The Directory's ids begin with the service's name in the documents.
  const names = [id, `directory.${id}`, id.replace(/^directory\./, 'admin.directory.')];
  for (const document of discoveries()) {
    const method = document.methods.find(candidate => names.includes(candidate.id));
    if (method !== undefined) return { document, method };
  }
  return undefined;
}

/** What a value has that its schema does not allow: unknown fields, wrong types, unknown enum values. */
export function problemsOf(document: Discovery, schema: Schema, value: unknown, path = ''): string[] {
  if (schema.$ref !== undefined) {
    const target = document.schemas[schema.$ref];
    return target === undefined ? [`${path}: no schema ${schema.$ref}`] : problemsOf(document, target, value, path);
  }
  switch (schema.type) {
    case 'object':
      return objectProblems(document, schema, value, path);
    case 'array':
      if (!Array.isArray(value)) return [`${path}: no list`];
      return value.flatMap((element, index) => problemsOf(document, schema.items ?? {}, element, `${path}[${index}]`));
    case 'string':
      return stringProblems(schema, value, path);
    case 'integer':
      return Number.isInteger(value) ? [] : [`${path}: no integer`];
    case 'number':
    case 'boolean':
      return typeof value === schema.type ? [] : [`${path}: no ${schema.type}`];
    default:
      return [];
  }
}

function objectProblems(document: Discovery, schema: Schema, value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: no object`];
  return Object.entries(value).flatMap(([name, inner]) => {
    const property = schema.properties?.[name] ?? schema.additionalProperties;
    if (property === undefined) return [`${path}.${name}: unknown field`];
    return problemsOf(document, property, inner, `${path}.${name}`);
  });
}

const formats: Readonly<Record<string, RegExp>> = {
  int64: /^-?\d+$/,
  'google-datetime': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}|\.\d{6}|\.\d{9})?Z$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/,
};

function stringProblems(schema: Schema, value: unknown, path: string): string[] {
  if (typeof value !== 'string') return [`${path}: no string`];
  if (schema.enum?.includes(value) === false) return [`${path}: ${value} is not in the enum`];
  const format = schema.format === undefined ? undefined : formats[schema.format];
  return format?.test(value) === false ? [`${path}: ${value} is no ${schema.format ?? ''}`] : [];
}
