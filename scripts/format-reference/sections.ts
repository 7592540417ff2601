import { branchesOf, childOf, propertiesOf, rootOf, type DocumentKind, type SchemaNode } from './schema.ts';

/** A map of the format with the keys it takes. */
export interface Section {
  readonly id: string;
  /** Where it stands: `endpoints.<name>.params.<name>`; "" is the whole document. */
  readonly paths: readonly string[];
  readonly description: string | undefined;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly key: string;
  readonly isRequired: boolean;
  readonly node: SchemaNode;
}

/** Every map of a kind of document whose keys the format names, from the outside in. */
export function sectionsOf(kind: DocumentKind): readonly Section[] {
  const found = new Map<string, { readonly node: SchemaNode; readonly paths: string[] }>();
  const waiting: { readonly node: SchemaNode; readonly path: string }[] = [{ node: rootOf(kind), path: '' }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { node, path } = next;
    const known = found.get(node.id);
    // A map that stands in many places is described once, from the first.
    if (known && !known.paths.includes(path)) known.paths.push(path);
    if (known) continue;
    if (isMap(node)) found.set(node.id, { node, paths: [path] });
    waiting.push(...below(node, path));
  }
  return [...found].map(([id, { node, paths }]) => ({
    id,
    paths,
    description: typeof node.schema['description'] === 'string' ? node.schema['description'] : undefined,
    rows: rowsOf(node),
  }));
}

/** Whether a schema names keys. */
function isMap(node: SchemaNode): boolean {
  return node.schema['x-kind'] === undefined && propertiesOf(node).length > 0 && !isDiscriminator(node);
}

/** Keys that only choose between forms are told with the forms. */
function isDiscriminator(node: SchemaNode): boolean {
  return branchesOf(node).length > 0;
}

function below(node: SchemaNode, path: string): readonly { readonly node: SchemaNode; readonly path: string }[] {
  if (node.schema['x-kind'] !== undefined) return [];
  const join = (step: string): string => (path === '' ? step : `${path}.${step}`);
  const entries = childOf(node, 'additionalProperties');
  const items = childOf(node, 'items');
  return [
    ...(isDiscriminator(node) ? [] : propertiesOf(node).map(([key, child]) => ({ node: child, path: join(key) }))),
    ...branchesOf(node).map(branch => ({ node: branch, path })),
    ...(entries ? [{ node: entries, path: join('<name>') }] : []),
    ...(items ? [{ node: items, path: `${path}[]` }] : []),
  ];
}

function rowsOf(node: SchemaNode): readonly Row[] {
  const required = [node.schema['required']].flat();
  return propertiesOf(node).map(([key, child]) => ({ key, isRequired: required.includes(key), node: child }));
}
