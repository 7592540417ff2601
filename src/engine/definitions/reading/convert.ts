import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Document,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { fileLimits } from './scan.ts';

/** Thrown inside the reading of one file; becomes its problem. */
export class DefinitionRefused extends Error {
  readonly offset: number;
  readonly hint: string | undefined;

  constructor(offset: number, message: string, hint?: string) {
    super(message);
    this.offset = offset;
    this.hint = hint;
  }
}

interface Walk {
  readonly document: Document;
  /** Anchored nodes being converted, to see a circle. */
  readonly open: Set<unknown>;
  aliases: number;
  nodes: number;
}

/**
 * The plain value of a parsed document: maps, lists, texts, finite numbers, booleans and null.
 *
 * @throws DefinitionRefused for duplicate keys, tags, circles, too many aliases or nodes, numbers that lose digits
 */
export function toValue(document: Document): unknown {
  return convert({ document, open: new Set(), aliases: 0, nodes: 0 }, document.contents, 0);
}

function convert(walk: Walk, node: unknown, depth: number): unknown {
  walk.nodes += 1;
  if (node === null || node === undefined) return null;
  if (depth > fileLimits.depth) refuse(node, `The file is nested deeper than ${fileLimits.depth}.`);
  if (walk.nodes > fileLimits.nodes)
    refuse(node, `The file has more than ${fileLimits.nodes} values, aliases written out.`);
  if (isAlias(node)) return convertAlias(walk, node, depth);
  refuseTag(node);
  if (isScalar(node)) return convertScalar(node);
  if (isMap(node)) return guarded(walk, node, () => convertMap(walk, node, depth));
  if (isSeq(node)) return guarded(walk, node, () => convertList(walk, node, depth));
  return refuse(node, 'This is neither a map, a list nor a value.');
}

function convertAlias(
  walk: Walk,
  node: { resolve(document: Document): unknown; source: string },
  depth: number,
): unknown {
  walk.aliases += 1;
  if (walk.aliases > fileLimits.aliases) refuse(node, `The file has more than ${fileLimits.aliases} aliases.`);
  const target = node.resolve(walk.document);
  if (target === undefined) refuse(node, `There is no anchor for the alias \`*${node.source}\`.`, expressionHint);
  if (walk.open.has(target)) refuse(node, `The alias \`*${node.source}\` contains itself.`);
  return convert(walk, target, depth);
}

function guarded(walk: Walk, node: unknown, run: () => unknown): unknown {
  walk.open.add(node);
  const value = run();
  walk.open.delete(node);
  return value;
}

const expressionHint = 'If this is an expression, write it as a `|` block.';

function convertMap(walk: Walk, node: YAMLMap, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const seen = new Set<string>();
  for (const pair of node.items) {
    const key = keyOf(pair);
    if (seen.has(key)) refuse(pair.key, `The key \`${key}\` is written twice in one map.`, 'Keep one of them.');
    seen.add(key);
    result[key] = convert(walk, pair.value, depth + 1);
  }
  return result;
}

function keyOf(pair: Pair): string {
  const { key } = pair;
  if (!isScalar(key) || key.value === null || typeof key.value === 'object') refuse(key, 'A key must be a text.');
  refuseTag(key);
  const name = String(key.value);
  // It would be the prototype of the map, not a key of it.
  if (name === '__proto__') refuse(key, 'A key must not be called `__proto__`.');
  return name;
}

function convertList(walk: Walk, node: YAMLSeq, depth: number): unknown[] {
  return node.items.map(item => {
    // `[a: b]` holds a bare pair.
    if (typeof item === 'object' && item !== null && 'key' in item) refuse(item.key, 'A map in a list needs { }.');
    return convert(walk, item, depth + 1);
  });
}

function convertScalar(node: Scalar): unknown {
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'number') return refuse(node, 'This is neither a text, a number, a boolean nor null.');
  const written = node.source ?? '';
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (!exact || /^[-+]?0[0-9]/.test(written)) {
    refuse(node, `The number ${written} would be read as ${value}.`, `Write it as a text: "${written}".`);
  }
  return value;
}

function refuseTag(node: unknown): void {
  if (typeof node !== 'object' || node === null || !('tag' in node) || typeof node.tag !== 'string') return;
  refuse(node, `The tag \`${node.tag}\` is not known here.`, 'Definitions use no tags; remove it.');
}

function refuse(node: unknown, message: string, hint?: string): never {
  const range: unknown = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  const offset: unknown = Array.isArray(range) ? range[0] : 0;
  throw new DefinitionRefused(typeof offset === 'number' ? offset : 0, message, hint);
}
