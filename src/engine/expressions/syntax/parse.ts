import jsonata from 'jsonata';
import { Fault, faultAt } from '../fault.ts';
import type { AstNode } from './ast.ts';
import { guardSource, sourceLimits } from './source-guard.ts';

/**
 * The syntax tree of an expression: the one place where the package's parser is used, with its defects guarded (stack
 * overflow, doubling copies, patterns lost below `??` and `?:`).
 *
 * @throws Fault with a code S0xxx, position and token
 */
export function parse(source: string): AstNode {
  guardSource(source);
  const tree = runParser(source);
  repairPatterns(tree);
  return tree;
}

function runParser(source: string): AstNode {
  try {
    // The package's types describe a part of what its parser returns; lowering checks every node it reads.
    return jsonata(source).ast() as unknown as AstNode;
  } catch (error) {
    throw parserFault(error, source);
  }
}

interface ParserError {
  readonly code?: unknown;
  readonly position?: unknown;
  readonly token?: unknown;
  readonly value?: unknown;
}

function parserFault(error: unknown, source: string): Fault {
  if (error instanceof RangeError) {
    return faultAt(0, '', 'S0500', { message: 'The expression is too large: it is nested too deeply' });
  }
  if (error instanceof SyntaxError) {
    return faultAt(0, '', 'S0303', { value: error.message.replace('Invalid regular expression: ', '') });
  }
  if (typeof error !== 'object' || error === null) return faultAt(0, '', 'S0500');
  const { code, position, token, value }: ParserError = error;
  const place = typeof position === 'number' ? Math.min(position, source.length) : source.length;
  return faultAt(place, typeof token !== 'string' || token === '(end)' ? '' : token, String(code ?? 'S0206'), {
    value,
  });
}

type Loose = Record<string, unknown>;

/**
 * Below `??` and `?:` the parser evaluates a copy that went through JSON, where a pattern became `{}`. The original is
 * always in the tree as well, at the same position.
 */
function repairPatterns(tree: AstNode): void {
  const whole = new Map<unknown, RegExp>();
  const broken: Loose[] = [];
  let nodes = 0;
  walk(tree, node => {
    nodes += 1;
    if (nodes > sourceLimits.nodes * 2) throw new Fault('S0500');
    if (node.type !== 'regex') return;
    if (node.value instanceof RegExp) whole.set(node.position, node.value);
    else broken.push(node);
  });
  for (const node of broken) {
    const pattern = whole.get(node.position);
    if (pattern === undefined)
      throw faultAt(Number(node.position), '', 'S0303', { value: 'it was lost by the parser' });
    node.value = pattern;
  }
}

function walk(value: unknown, visit: (node: Loose) => void): void {
  const waiting: unknown[] = [value];
  for (let next = waiting.pop(); next !== undefined || waiting.length > 0; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null || next instanceof RegExp) continue;
    // Every object of the tree is a bag of fields; only `type`, `value` and `position` are looked at.
    const node = next as Loose;
    visit(node);
    for (const [key, child] of Object.entries(node)) {
      if (key !== 'signature' && key !== 'slot' && key !== 'ancestor') waiting.push(child);
    }
  }
}
