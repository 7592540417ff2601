import jsonata from 'jsonata';
import { Fault } from '../fault.ts';
import type { AstNode } from './ast.ts';
import { parserFault } from './parser-fault.ts';
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
  restoreDefaults(tree, source);
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

type Loose = Record<string, unknown>;

/**
 * The parser makes a condition of `a ?? b` and of `a ?: b`, with a copy of the left side to ask about: it went through
 * JSON, where a pattern became `{}`. Here they become what was written, with the original alone.
 */
function restoreDefaults(tree: AstNode, source: string): void {
  let nodes = 0;
  walk(tree, node => {
    nodes += 1;
    if (nodes > sourceLimits.nodes * 2) throw new Fault('S0500');
    const operator = node.type === 'condition' ? defaultOperator(node.position, source) : undefined;
    if (operator === undefined) return;
    node.type = 'default';
    node.value = operator;
    node.condition = undefined;
  });
}

/** Which of the two stands before the place that the parser gives a condition: just behind its sign. */
function defaultOperator(position: unknown, source: string): string | undefined {
  const end = Number(position);
  const sign = source.slice(Math.max(0, end - 2), end);
  return sign === '??' || sign === '?:' ? sign : undefined;
}

function walk(value: unknown, visit: (node: Loose) => void): void {
  const waiting: unknown[] = [value];
  for (let next = waiting.pop(); next !== undefined || waiting.length > 0; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null || next instanceof RegExp) continue;
    // Every object of the tree is a bag of fields; only `type`, `position` and the parts of a condition are looked at.
    const node = next as Loose;
    visit(node);
    for (const key of Object.keys(node)) {
      const child = node[key];
      if (typeof child !== 'object' || key === 'signature' || key === 'slot' || key === 'ancestor') continue;
      waiting.push(child);
    }
  }
}
