import type { FunctionDefinition } from '../expression.ts';
import { signatureOf, standardFunctions } from '../functions/registry.ts';
import type { TextCost } from '../functions/parameters.ts';
import { fixedKeys } from '../nodes/group.ts';
import { callFuel } from '../nodes/invoke.ts';
import type { CallShape, Node } from '../syntax/tree.ts';
import { calleeOf } from './callee.ts';
import { emitNode } from './emit-node.ts';
import type { Emission, Site } from './emission.ts';
import { intrinsics } from './intrinsics.ts';
import * as types from './operand.ts';
import { absent, isOnly, listOf, mayBe, type Operand } from './operand.ts';
import type { SourcePlace } from './output.ts';
import { signatureTests, type SignatureTests } from './signature-tests.ts';

type CallNode = CallShape & Node;

/** A call whose function is known beforehand. */
export interface Call {
  readonly definition: FunctionDefinition;
  readonly args: readonly Operand[];
  readonly place: SourcePlace;
  readonly site: Site;
}

/** `$f(a, b)`. */
export function emitCall(node: CallNode, site: Site, emission: Emission): Operand {
  const definition = calleeOf(node, emission);
  if (definition === undefined) return emitNode(node.procedure, site, emission);
  const shortcut = standardFunctions.get(definition.name) === definition ? intrinsics[definition.name] : undefined;
  emission.called.add(definition.name);
  if (shortcut?.ofCall !== undefined) {
    const value = shortcut.ofCall(node, site, emission);
    if (value !== undefined) return value;
  }
  const known = definition.known && emitWithLiteral(node, definition.known, site, emission);
  if (known !== undefined) return known;
  const args = node.arguments.map(argument => emitNode(argument, site, emission));
  return emitKnown({ definition, args, place: { position: node.position, token: definition.name }, site }, emission);
}

/** `$f("literal", …)` of a function that has a shorter way then. */
function emitWithLiteral(
  node: CallNode,
  known: NonNullable<FunctionDefinition['known']>,
  site: Site,
  emission: Emission,
): Operand | undefined {
  const [first, second, ...others] = node.arguments;
  if (second === undefined || others.length > 0) return undefined;
  if (first?.kind !== 'literal' || typeof first.value !== 'string' || first.predicates.length > 0) return undefined;
  const members = writtenMembers(second);
  const call = known(
    first.value,
    members?.map(({ key }) => key),
  );
  if (call === undefined) return undefined;
  const { out } = emission;
  const values = (members?.map(({ value }) => value) ?? [second]).map(value => emitNode(value, site, emission));
  out.charge(callFuel + node.arguments.length, members?.length);
  out.at(node.position, node.procedure.kind === 'variable' ? node.procedure.name : '');
  return out.keep(`${out.newConstant(call.call)}(${listOf(values)})`, types.string | types.nothing);
}

function writtenMembers(node: Node): readonly { readonly key: string; readonly value: Node }[] | undefined {
  if (node.kind !== 'object' || node.predicates.length > 0 || node.group !== undefined || node.keepArray) {
    return undefined;
  }
  const keys = fixedKeys(node.members);
  return keys && node.members.pairs.map(([, value], at) => ({ key: keys[at] ?? '', value }));
}

/** `x ~> $f(a)`. */
export function emitApply(node: Extract<Node, { kind: 'apply' }>, site: Site, emission: Emission): Operand {
  const { right } = node;
  const definition = right.kind === 'call' ? calleeOf(right, emission) : undefined;
  const first = emitNode(node.left, site, emission);
  if (right.kind !== 'call' || definition === undefined) return first;
  emission.called.add(definition.name);
  const args = [first, ...right.arguments.map(argument => emitNode(argument, site, emission))];
  return emitKnown({ definition, args, place: { position: right.position, token: definition.name }, site }, emission);
}

function emitKnown(call: Call, emission: Emission): Operand {
  const { definition, args } = call;
  const isStandard = standardFunctions.get(definition.name) === definition;
  const shortcut = isStandard ? intrinsics[definition.name] : undefined;
  const inline = shortcut?.arity === args.length ? shortcut.ofValues?.(args, call.place, emission) : undefined;
  if (inline !== undefined) {
    emission.out.charge(callFuel + args.length);
    return inline;
  }
  const signature = isStandard ? signatureOf(definition) : undefined;
  const tests = signature === undefined ? undefined : signatureTests(signature, args);
  return tests === undefined ? emitGeneral(call, emission) : emitChecked(call, tests, emission);
}

/** The call as closures make it. */
function generalCall({ definition, args, site }: Call, { out, options }: Emission): string {
  const callee = out.constant(options.functionNamed(definition.name));
  return `callFunction(${callee}, [${listOf(args)}], ${site.context.code}, run)`;
}

function emitGeneral(call: Call, emission: Emission): Operand {
  emission.out.at(call.place.position, call.place.token);
  return emission.out.keep(generalCall(call, emission), types.anything);
}

/** Calls the implementation itself where the arguments are of the right types. */
function emitChecked(call: Call, tests: SignatureTests, emission: Emission): Operand {
  const { out } = emission;
  const { definition, args, place, site } = call;
  const result = out.name();
  out.line(`let ${result};`);
  const direct = (): void => {
    out.charge(callFuel + tests.width);
    if (definition.direct !== undefined && isPaidByLength(definition) && tests.given.length <= 3) {
      emitCost(definition, args, absent, emission);
      out.at(place.position, place.token);
      out.line(`${result} = ${out.constant(definition.direct)}(budget, ${tests.given.join(', ')});`);
      return;
    }
    const given = out.keep(`[${tests.given.join(', ')}]`, types.list);
    emitCost(definition, args, given, emission);
    out.at(place.position, place.token);
    if (definition.readsContext === true) out.line(`run.input = ${site.context.code};`);
    out.line(`${result} = ${out.constant(definition.implementation)}(${given.code}, run);`);
  };
  if (tests.conditions.length === 0) direct();
  else {
    out.block(`if (${tests.conditions.join(' && ')})`, direct);
    out.block('else', () => {
      out.at(place.position, place.token);
      out.line(`${result} = ${generalCall(call, emission)};`);
    });
  }
  return { code: result, types: resultTypes(definition), isData: false };
}

const isPaidByLength = ({ cost }: FunctionDefinition): boolean => cost === undefined || 'factor' in cost;

function emitCost(definition: FunctionDefinition, args: readonly Operand[], given: Operand, { out }: Emission): void {
  const cost: FunctionDefinition['cost'] | TextCost = definition.cost;
  if (cost === undefined) return;
  if (!('factor' in cost)) {
    out.line(`spendFuel(budget, ${out.constant(cost)}(${given.code}));`);
    return;
  }
  let sizes = '';
  for (const arg of args) {
    if (!mayBe(arg, types.string)) continue;
    const { code } = arg;
    sizes += isOnly(arg, types.string) ? `${code}.length + ` : `(typeof ${code} === "string" ? ${code}.length : 0) + `;
  }
  if (sizes === '') return;
  const units = `(${sizes}63) >> 6`;
  // What takes longer than reading the texts is paid before it is begun.
  out.line(cost.factor === 1 ? `fuel += ${units};` : `spendFuel(budget, (${units}) * ${cost.factor});`);
}

/** What a call can yield, by the type its signature promises. */
function resultTypes({ signature }: FunctionDefinition): number {
  const promised = /:([snb])>$/.exec(signature ?? '')?.[1];
  if (promised === 's') return types.string | types.nothing;
  if (promised === 'n') return types.number | types.nothing;
  return promised === 'b' ? types.boolean | types.nothing : types.anything;
}
