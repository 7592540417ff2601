import { branchesOf, childOf, isSchema, propertiesOf, type SchemaNode } from './schema.ts';

/** What a key takes, in words: `expression`, `list of name`, `map of template`, or a link to the map's own table. */
export function describeValue(node: SchemaNode, linkTo: (id: string) => string | undefined): string {
  const words = [...new Set(wordsFor(node, linkTo, 0))];
  return words.join(' or ');
}

function wordsFor(node: SchemaNode, linkTo: (id: string) => string | undefined, depth: number): readonly string[] {
  const { schema } = node;
  const kind = schema['x-kind'];
  if (Array.isArray(schema['enum'])) return [schema['enum'].map(value => `\`${String(value)}\``).join(', ')];
  if ('const' in schema) return [`\`${JSON.stringify(schema['const'])}\``];
  if (typeof kind === 'string') return [kindWords(kind, schema['type'])];
  const link = linkTo(node.id);
  if (link !== undefined) return [link];
  if (depth > 4) return ['map'];
  const branches = branchesOf(node);
  if (branches.length > 0) return branches.flatMap(branch => wordsFor(branch, linkTo, depth + 1));
  const items = childOf(node, 'items');
  if (items) return [`list of ${wordsFor(items, linkTo, depth + 1).join(' or ')}`];
  const entries = childOf(node, 'additionalProperties');
  if (entries) return [`map of ${wordsFor(entries, linkTo, depth + 1).join(' or ')}`];
  return [propertiesOf(node).length > 0 || isSchema(schema['properties']) ? 'map' : 'anything'];
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: '`true` or `false`',
  array: 'list',
  object: 'map',
};

function kindWords(kind: string, type: unknown): string {
  if (kind === 'expressions') return 'expressions';
  if (kind !== 'literal') return kind;
  const words = [type].flat().flatMap(name => typeWords[String(name)] ?? []);
  return words.length > 0 ? `literal: ${words.join(', ')}` : 'literal';
}
