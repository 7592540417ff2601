import { isMap, isScalar, isSeq, type Document, type Node, type Scalar } from 'yaml';
import type { SourceText } from '../problem.ts';
import { offsetInScalar, type ScalarSpan, type ScalarStyle } from './scalar.ts';

/** Keys and indexes from the root of a document. */
export type DocumentPath = readonly (string | number)[];

/** A file that was read: its value, and where each part of the value stands. */
export interface SourceDocument extends SourceText {
  readonly value: unknown;
  /** Offset of a key or of its value; where the path leads nowhere, of the last part that is there. */
  offsetOf(path: DocumentPath, at: 'key' | 'value'): number;
  /** How the scalar at a path is written; undefined when it is none. */
  styleOf(path: DocumentPath): ScalarStyle | undefined;
  /** Offset in the file of a character of the text at a path. */
  offsetInText(path: DocumentPath, offset: number): number;
  /** The same for later: holds on to the text of the file, not to what was parsed. */
  locatorOf(path: DocumentPath): Locator;
}

/** Where a character of a text stands in its file. */
export type Locator = (offset: number) => number;

/** Locates the parts of `value` in the parsed document it was made from. */
export function createSourceDocument(source: SourceText, document: Document, value: unknown): SourceDocument {
  const find = (path: DocumentPath): Found => findNode(document, path);
  return {
    file: source.file,
    text: source.text,
    value,
    offsetOf: (path, at) => {
      const found = find(path);
      return found.offsets[at];
    },
    styleOf: path => {
      const { node } = find(path);
      return isScalar(node) ? styles[node.type ?? 'PLAIN'] : undefined;
    },
    offsetInText: (path, offset) => locatorIn(source.text, find(path))(offset),
    locatorOf: path => locatorIn(source.text, find(path)),
  };
}

interface Found {
  readonly node: Node | undefined;
  readonly offsets: { readonly key: number; readonly value: number };
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function findNode(document: Document, path: DocumentPath): Found {
  let node = resolve(document, document.contents);
  let offsets = { key: startOf(node, 0), value: startOf(node, 0) };
  for (const step of path) {
    const next = stepInto(document, node, step, offsets.value);
    if (next === undefined) return { node: undefined, offsets };
    ({ node, offsets } = next);
  }
  return { node, offsets };
}

function stepInto(
  document: Document,
  node: Node | undefined,
  step: string | number,
  fallback: number,
): Found | undefined {
  if (isMap(node)) {
    const pair = node.items.find(item => isScalar(item.key) && String(item.key.value) === String(step));
    if (pair === undefined) return undefined;
    const value = resolve(document, pair.value);
    // The written alias, not what it stands for, is the place to mend.
    const key = startOf(pair.key, fallback);
    return { node: value, offsets: { key, value: startOf(pair.value, key) } };
  }
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    if (item === undefined) return undefined;
    const at = startOf(item, fallback);
    return { node: resolve(document, item), offsets: { key: at, value: at } };
  }
  return undefined;
}

function resolve(document: Document, node: unknown): Node | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if ('resolve' in node && typeof node.resolve === 'function') return resolve(document, node.resolve(document));
  // The parser's trees hold nothing but nodes; `Document.contents` and `Pair.value` only say `unknown`.
  return node as Node;
}

function startOf(node: unknown, fallback: number): number {
  if (typeof node !== 'object' || node === null || !('range' in node)) return fallback;
  const range: unknown = node.range;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : fallback;
}

function locatorIn(text: string, { node, offsets }: Found): Locator {
  return isScalar(node) ? scalarLocator(text, spanOf(node), textOf(node)) : fixedLocator(offsets.value);
}

function spanOf(node: Scalar): ScalarSpan {
  const [start, end] = node.range ?? [0, 0];
  return { style: styles[node.type ?? 'PLAIN'] ?? 'plain', start, end };
}

const textOf = ({ value }: Scalar): string => (typeof value === 'string' ? value : '');

// Made where nothing else is in sight, so that they hold on to what they name and no more.
const scalarLocator = (text: string, span: ScalarSpan, value: string): Locator => {
  return offset => offsetInScalar(text, span, value, offset);
};
const fixedLocator = (offset: number): Locator => {
  return () => offset;
};
