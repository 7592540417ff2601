import type { DefinitionDocument } from './documents.ts';
import { branchFor, childOf, isSchema, propertiesOf, rootOf, type SchemaNode } from './schema.ts';

/** One use of a key of the format. */
export interface Use {
  readonly document: DefinitionDocument;
  /** Keys and indexes that lead to it in the document. */
  readonly path: readonly string[];
}

/** Uses by `<section id>/<key>`. */
export type Uses = ReadonlyMap<string, readonly Use[]>;

/** Walks documents along their schemas. */
export function findUses(documents: readonly DefinitionDocument[]): Uses {
  const uses = new Map<string, Use[]>();
  for (const document of documents) {
    visit(rootOf(document.kind), document.value, [], (owner, key, path) => {
      const id = useId(owner, key);
      const known = uses.get(id);
      if (known) known.push({ document, path });
      else uses.set(id, [{ document, path }]);
    });
  }
  return uses;
}

export function useId(section: string, key: string): string {
  return `${section}/${key}`;
}

type Record = (owner: string, key: string, path: readonly string[]) => void;

function visit(node: SchemaNode, value: unknown, path: readonly string[], record: Record): void {
  if (node.schema['x-kind'] !== undefined) return;
  const branch = branchFor(node, value);
  if (branch) {
    visit(branch, value, path, record);
    return;
  }
  if (Array.isArray(value)) {
    const items = childOf(node, 'items');
    if (items)
      value.forEach((item, index) => {
        visit(items, item, [...path, String(index)], record);
      });
    return;
  }
  if (!isSchema(value)) return;
  const properties = new Map(propertiesOf(node));
  const others = childOf(node, 'additionalProperties');
  for (const [key, child] of Object.entries(value)) {
    const named = properties.get(key);
    if (named) record(node.id, key, [...path, key]);
    const below = named ?? others;
    if (below) visit(below, child, [...path, key], record);
  }
}
