import jsonata from 'jsonata';
import type { AstNode } from './ast.ts';
import { parserFault } from './parser-fault.ts';
import { guardSource } from './source-guard.ts';

/**
 * The syntax tree of an expression: the one place where the package's parser is used, guarded against what would overflow
 * its stack or its memory. What it loses below `??` and `?:` is put right where the tree is lowered.
 *
 * @throws Fault with a code S0xxx, position and token
 */
export function parse(source: string): AstNode {
  guardSource(source);
  try {
    // The package's types describe a part of what its parser returns; lowering checks every node it reads.
    return jsonata(source).ast() as unknown as AstNode;
  } catch (error) {
    throw parserFault(error, source);
  }
}
