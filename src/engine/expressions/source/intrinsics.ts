import type { Base, CallShape, Node } from '../syntax/tree.ts';
import { callFuel } from '../nodes/invoke.ts';
import { isBound } from '../syntax/scope.ts';
import { isOnlyNames } from './eligible.ts';
import { emitNode } from './emit-node.ts';
import { truthOf } from './emit-operators.ts';
import { emitReplace } from './emit-replace.ts';
import type { Emission, Site } from './emission.ts';
import * as types from './operand.ts';
import { absent, listOf, mayBe, type Operand } from './operand.ts';
import type { Output, SourcePlace } from './output.ts';

/** How a function of the standard library is written without a call. Undefined: as any other. */
interface Intrinsic {
  /** For this many arguments. */
  readonly arity?: number;
  readonly ofValues?: (args: readonly Operand[], place: SourcePlace, emission: Emission) => Operand | undefined;
  readonly ofCall?: (node: CallShape & Node, site: Site, emission: Emission) => Operand | undefined;
}

/** By name of the function. What they cost is what a call costs. */
export const intrinsics: Readonly<Record<string, Intrinsic | undefined>> = {
  exists: {
    arity: 1,
    ofValues: ([value], _, { out }) => value && out.keep(`${value.code} !== undefined`, types.boolean),
  },
  is: {
    arity: 1,
    ofValues: ([value], place, { out }) => value && out.keep(truthOf(value, out, place), types.boolean),
  },
  not: { arity: 1, ofValues: ([value], place, { out }) => value && truthOrNothing(value, '!', place, out) },
  boolean: { arity: 1, ofValues: ([value], place, { out }) => value && truthOrNothing(value, '', place, out) },
  append: {
    arity: 2,
    ofValues: ([first, second], place, { out }) => {
      if (first === undefined || second === undefined) return undefined;
      out.at(place.position, place.token);
      return out.keep(`append(${first.code}, ${second.code}, budget)`, first.types | second.types | types.list);
    },
  },
  join: { ofCall: emitJoin },
  firstNonEmpty: { ofCall: emitFirstNonEmpty },
  replace: { ofCall: emitReplace },
};

function truthOrNothing(value: Operand, sign: string, place: SourcePlace, out: Output): Operand {
  const truth = `${sign}(${truthOf(value, out, place)})`;
  if (!mayBe(value, types.nothing)) return out.keep(truth, types.boolean);
  return out.keep(`${value.code} === undefined ? undefined : ${truth}`, types.boolean | types.nothing);
}

/** `$join(list, "separator")`: of nothing it is nothing, and there mostly is nothing where a lookup was not asked for. */
function emitJoin(
  { arguments: args, position }: CallShape & Base,
  site: Site,
  emission: Emission,
): Operand | undefined {
  const { out } = emission;
  const [list, separator, ...others] = args;
  if (list === undefined || others.length > 0 || (separator !== undefined && !isText(separator))) return undefined;
  const values = args.map(argument => emitNode(argument, site, emission));
  const [first = absent] = values;
  out.charge(callFuel);
  const callee = out.constant(emission.options.functionNamed('join'));
  const call = `callFunction(${callee}, [${listOf(values)}], ${site.context.code}, run)`;
  out.at(position, 'join');
  const joined = mayBe(first, types.nothing) ? `${first.code} === undefined ? undefined : ${call}` : call;
  return out.keep(joined, types.string | types.nothing);
}

const isText = (node: Node): boolean =>
  node.kind === 'literal' && node.predicates.length === 0 && typeof node.value === 'string';

/** Values that cannot fail are only read when those before them are empty. */
function emitFirstNonEmpty({ arguments: args }: CallShape, site: Site, emission: Emission): Operand {
  const { out } = emission;
  out.charge(callFuel + 2 * args.length);
  const early = args.map(argument => (isHarmless(argument) ? undefined : emitNode(argument, site, emission)));
  const result = out.name();
  let possible = types.nothing;
  const choose = (from: number): void => {
    const argument = args[from];
    const value = argument === undefined ? absent : (early[from] ?? emitNode(argument, site, emission));
    possible |= value.types & ~types.nullish;
    out.line(`${from === 0 ? 'let ' : ''}${result} = ${value.code};`);
    if (argument !== undefined) out.block(`if (${emptyTest(value)})`, () => choose(from + 1));
  };
  choose(0);
  return { code: result, types: possible, isData: false };
}

function emptyTest(value: Operand): string {
  const { code } = value;
  const tests = [
    ...(mayBe(value, types.nothing) ? [`${code} === undefined`] : []),
    ...(mayBe(value, types.nullish) ? [`${code} === null`] : []),
    ...(mayBe(value, types.string) ? [`${code} === ""`] : []),
    ...(mayBe(value, types.list) ? [`(isArray(${code}) && ${code}.length === 0)`] : []),
  ];
  return tests.length === 0 ? 'false' : tests.join(' || ');
}

/** Paths over data that only names lead along. */
function isHarmless(node: Node): boolean {
  if (node.predicates.length > 0 || node.group !== undefined || node.keepArray) return false;
  if (node.kind === 'literal') return true;
  if (node.kind !== 'path' || node.keepSingleton) return false;
  if (isOnlyNames(node)) return true;
  const [first, ...rest] = node.steps;
  if (first?.node?.kind !== 'variable' || isBound(first.node.scope, first.node.name)) return false;
  return [first, ...rest].every(
    ({ node: step, stages }) =>
      stages.length === 0 &&
      step !== undefined &&
      step.predicates.length === 0 &&
      (step === first.node || step.kind === 'name'),
  );
}
