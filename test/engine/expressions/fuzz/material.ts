import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { compileExpression } from '../../../../src/engine/expressions/compile.ts';
import { visitNodes } from '../../../../src/engine/expressions/analysis/visit.ts';
import { partsOf } from '../../../../src/engine/expressions/parts.ts';
import type { Node } from '../../../../src/engine/expressions/syntax/tree.ts';
import type { Weights } from '../arbitrary-expression.ts';
import { givenFunctions } from './given-functions.ts';
import { languageFunctions } from './language-functions.ts';

/** What the shipped integrations give to draw from. */
export interface Material {
  /** Expressions of the mappings, their own functions replaced by ones the language has. */
  readonly expressions: readonly string[];
  /** What providers send: the replies of all cases, and the objects in them. */
  readonly records: readonly object[];
  /** How often the mappings use each kind of expression. */
  readonly weights: Weights;
}

const integrations = fileURLToPath(new URL('../../../../integrations/', import.meta.url));

/** Reads the mappings and cases of the shipped integrations. */
export function readMaterial(): Material {
  const files = readdirSync(integrations, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.yaml'))
    .sort();
  const read = (part: string): readonly unknown[] =>
    files
      .filter(file => file.includes(part))
      .map(file => parse(readFileSync(join(integrations, file), 'utf8')) as unknown);
  const sources = [...new Set(read('/unified/').flatMap(textsIn).map(inTheLanguage))];
  const trees = sources.flatMap(source => rootOf(source) ?? []);
  return {
    expressions: sources.filter(source => rootOf(source) !== undefined),
    records: read('/cases/').flatMap(bodiesIn).flatMap(objectsIn),
    weights: weigh(trees),
  };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value.trim()];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const known = new Set<string>([...languageFunctions, ...givenFunctions]);

/** A call of what only mappings have becomes a call of something that takes any number of arguments. */
function inTheLanguage(source: string): string {
  return source.replace(/\$(\w+)\(/g, (call, name: string) => {
    return known.has(name) ? call : '$zip(';
  });
}

function rootOf(source: string): Node | undefined {
  try {
    return partsOf(compileExpression(source, { nulls: 'present' }))?.tree.root;
  } catch {
    return undefined;
  }
}

function bodiesIn(file: unknown): readonly unknown[] {
  const { upstream } = file as { upstream?: readonly { reply?: { body?: unknown } }[] };
  return (upstream ?? []).flatMap(({ reply }) => (reply?.body === undefined ? [] : [reply.body]));
}

function objectsIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) || Object.keys(value).length < 2 ? below : [value, ...below];
}

const scale = 60;

function weigh(trees: readonly Node[]): Weights {
  const counts = new Map<string, number>();
  const operators: string[] = [];
  let total = 0;
  const add = (name: string): void => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    total += 1;
  };
  for (const tree of trees) {
    visitNodes(tree, node => {
      const kind = kindOf(node);
      if (kind !== undefined) add(kind);
      if (node.kind === 'path' && node.steps.some(step => step.stages.length > 0)) add('filtered');
      if ('operator' in node && node.kind !== 'default') operators.push(node.operator);
      if (node.kind === 'concatenate') operators.push('&');
      if (node.kind === 'includes') operators.push('in');
    });
  }
  // Nothing is so rare that it is never drawn.
  const weight = (name: string): number => 1 + Math.round((scale * (counts.get(name) ?? 0)) / total);
  const every = ['+', '-', '*', '/', '%', '&', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in'];
  return {
    literal: weight('literal'),
    variable: weight('variable'),
    path: weight('path'),
    call: weight('call'),
    block: weight('block'),
    constructed: weight('constructed'),
    operation: weight('operation'),
    fallback: weight('fallback'),
    condition: weight('condition'),
    filtered: weight('filtered'),
    operators: [...every, ...every, ...operators.slice(0, 60)],
  };
}

function kindOf(node: Node): keyof Weights | undefined {
  switch (node.kind) {
    case 'literal':
    case 'variable':
    case 'path':
    case 'call':
    case 'block':
    case 'condition':
      return node.kind;
    case 'default':
      return 'fallback';
    case 'array':
    case 'object':
      return 'constructed';
    case 'arithmetic':
    case 'equality':
    case 'comparison':
    case 'logic':
    case 'concatenate':
    case 'includes':
      return 'operation';
    default:
      return undefined;
  }
}
