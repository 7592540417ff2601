import type { CodeOptions, Evaluate } from '../nodes/frame.ts';
import type { FunctionDefinition } from '../expression.ts';
import type { LoweredTree } from '../syntax/lower.ts';
import { loadCode } from './code-cache.ts';
import { isEligible, readsNames } from './eligible.ts';
import { isPlainObject, isSingle } from './emit-filter.ts';
import { emitNode } from './emit-node.ts';
import type { Scope } from '../syntax/scope.ts';
import { closureOf, type Emission, type Site } from './emission.ts';
import { LocalScopes } from './local-scopes.ts';
import * as types from './operand.ts';
import { Output } from './output.ts';
import { Structures } from './structures.ts';

/**
 * Generated code for an expression; it gives what the closures give.
 *
 * @returns undefined where nothing can be gained, or where the process forbids code from strings
 */
export function generateEvaluate(
  tree: LoweredTree,
  options: CodeOptions,
  functions: ReadonlyMap<string, FunctionDefinition>,
): Evaluate | undefined {
  const out = new Output();
  const emission: Emission = {
    out,
    options,
    functions,
    structures: new Structures(functions, [tree.root]),
    called: new Set(),
    local: new LocalScopes(),
  };
  const isPlain = readsNames(tree.root);
  const site: Site = {
    context: {
      code: 'input',
      types: isPlain ? types.object : types.anything & ~types.list & ~types.nullish,
      isData: true,
    },
    isPlain,
    frame: 'frame',
    slots: tree.scope.names.length === 0 ? noSlots : frameSlots(tree.scope),
  };
  if (!isEligible(tree.root, site, emission)) return undefined;
  const value = emitNode(tree.root, site, emission);
  out.settle();
  const fallback = closureOf(tree.root, emission);
  const body = out.text();
  const given = { code: 'input', types: types.anything, isData: true };
  const guards = [
    `!(${isPlain ? isPlainObject(given) : isSingle(given)})`,
    ...shadowGuard(emission, 'frame.evaluation.variables'),
  ];
  const text = `return (function (input, frame) {
if (${guards.join(' || ')}) return ${fallback}(input, frame);
const run = frame.evaluation, budget = run.budget, variables = run.variables;
let place = 0, fuel = 0, growth = 0;
try {
${body}
pay(budget, fuel, growth);
return ${value.code};
} catch (error) { throw told(error, places, place); }
});`;
  const code = loadCode(`const places = ${out.newConstant(out.places)};\n${text}`, out.constants);
  return code as Evaluate | undefined; // the text above is a function of these two
}

const noSlots: Site['slots'] = new Map();

const frameSlots = (scope: Scope): Site['slots'] =>
  new Map([[scope, scope.names.map((_, slot) => `frame.slots[${slot}]`)]]);

/** A variable from outside that has the name of a function stands before it. @param variables code for those given */
export function shadowGuard({ out, options, called }: Emission, variables: string): readonly string[] {
  if (called.size === 0) return [];
  const names = [...called].filter(name => options.given?.has(name) !== false);
  return names.length === 0 ? [] : [`hasAny(${variables}, ${out.newConstant(names)})`];
}
