import { callFuel } from '../nodes/invoke.ts';
import { patternOf } from '../nodes/regex.ts';
import type { CallShape, Node } from '../syntax/tree.ts';
import { emitNode } from './emit-node.ts';
import type { Emission, Site } from './emission.ts';
import * as types from './operand.ts';
import { isOnly, listOf, mayBe, type Operand } from './operand.ts';

/** Parameters of `$replace`. */
const width = 4;

/**
 * `$replace(text, /pattern/, …)` with a text or a function that are written out. Most texts hold no match: the pattern is
 * asked for the first one, and only then is anything made or called.
 */
export function emitReplace(node: CallShape & Node, site: Site, emission: Emission): Operand | undefined {
  const [text, wanted, replacement, ...others] = node.arguments;
  if (text === undefined || wanted?.kind !== 'regex' || replacement === undefined || others.length > 0)
    return undefined;
  const isText = replacement.kind === 'literal' && typeof replacement.value === 'string';
  if (!isBare(wanted) || !isBare(replacement) || !(isText || replacement.kind === 'lambda')) return undefined;
  const { out } = emission;
  const value = emitNode(text, site, emission);
  const result = out.name();
  out.line(`let ${result};`);
  out.block(`if (typeof ${value.code} === "string")`, () => {
    const pattern = out.constant(patternOf(wanted));
    out.charge(callFuel + width);
    out.line(`fuel += (${value.code}.length + 63) >> 6;`);
    out.at(node.position, 'replace');
    const first = out.keep(`${pattern}.find(${value.code}, 0, budget)`, types.object | types.nothing);
    out.line(`${result} = ${value.code};`);
    out.block(`if (${first.code} !== undefined)`, () => {
      const instead = emitNode(replacement, site, emission);
      out.at(node.position, 'replace');
      const search = `{ pattern: ${pattern}, first: ${first.code} }`;
      out.line(`${result} = replaceFrom(${value.code}, ${search}, ${instead.code}, run);`);
    });
  });
  if (!isOnly(value, types.string | types.nothing)) {
    out.block(mayBe(value, types.nothing) ? `else if (${value.code} !== undefined)` : 'else', () => {
      const args = [value, emitNode(wanted, site, emission), emitNode(replacement, site, emission)];
      const callee = out.constant(emission.options.functionNamed('replace'));
      out.at(node.position, 'replace');
      out.line(`${result} = callFunction(${callee}, [${listOf(args)}], ${site.context.code}, run);`);
    });
  }
  return { code: result, types: types.string | types.nothing, isData: false };
}

const isBare = (node: Node): boolean => node.predicates.length === 0 && node.group === undefined && !node.keepArray;
