import type { Budget } from '../budget.ts';
import type { Expression, Variables } from '../expression.ts';
import { partsOf, type CompiledParts } from '../parts.ts';
import { loadUnit } from './code-cache.ts';
import { emitFields, emitKey } from './emit-fields.ts';
import { isPlainObject } from './emit-filter.ts';
import { emitNode } from './emit-node.ts';
import { loadName } from './emit-path.ts';
import type { Emission } from './emission.ts';
import { shadowGuard } from './generate.ts';
import { LocalScopes } from './local-scopes.ts';
import * as types from './operand.ts';
import type { Operand } from './operand.ts';
import { isPlainAsked, Output } from './output.ts';
import { findShared } from './shared.ts';
import { Structures } from './structures.ts';
import { readProperty } from './text.ts';
import { unitSite, type NamedPlan, type UnitPlan } from './unit-plan.ts';

/**
 * Maps one record that is an object.
 *
 * @returns undefined when it has no id, null when it has to be mapped field by field
 */
export type RecordUnit<Faults> = (
  input: object,
  variables: Variables,
  budget: Budget,
  faults: Faults,
) => Record<string, unknown> | undefined | null;

/**
 * One function for all fields of a record: what they have in common is computed once, and each field fails alone.
 *
 * @returns undefined where the process forbids code from strings, or no expression can be looked into
 */
export function generateUnit<Faults>(plan: UnitPlan<Faults>, load = loadUnit): RecordUnit<Faults> | undefined {
  const out = new Output();
  const known = expressionsOf(plan).flatMap(expression => partsOf(expression) ?? []);
  const [first] = known;
  if (first === undefined || known.some(parts => !isAlike(parts, first))) return undefined;
  const called = new Set<string>();
  const structures = new Structures(
    first.functions,
    known.map(parts => parts.tree.root),
  );
  const emissionOf = (parts: CompiledParts): Emission => ({
    out,
    options: parts.options,
    functions: parts.functions,
    structures,
    called,
    local: new LocalScopes(),
  });
  emitShared(known, emissionOf(first));
  out.line('isReady = true;');
  emitKey(plan, emissionOf, out);
  emitFields(plan, emissionOf, out);
  const guards = shadowGuard(emissionOf(first), 'variables');
  const text = `return function (input, variables, budget, faults) {
const run = new Evaluation(input, variables, budget), depth = budget.depth;
let frame;
${guards.map(guard => `if (${guard}) return null;`).join('\n')}
let place = 0, fuel = 0, growth = 0, isReady = false;
try {
${out.text()}
return record;
} catch (error) {
if (isReady) throw error;
budget.depth = depth;
return null;
}
};`;
  const code = load(`const places = ${out.newConstant(out.places)};\n${text}`, out.constants);
  return code as RecordUnit<Faults> | undefined; // the text above is a function of these four
}

function expressionsOf(plan: UnitPlan<never>): Expression[] {
  const ofPlan = ({ plan: one }: NamedPlan): Expression[] => {
    if (one.kind === 'map') return one.entries.flatMap(ofPlan);
    return one.kind === 'value' ? [one.expression] : [];
  };
  return [...plan.key.map(part => part.expression), ...plan.fields.flatMap(ofPlan)];
}

/** Whether what stands in one expression means the same in another. */
function isAlike(one: CompiledParts, other: CompiledParts): boolean {
  if (one.options.nulls !== other.options.nulls || one.functions.size !== other.functions.size) return false;
  return [...one.functions].every(([name, definition]) => other.functions.get(name) === definition);
}

/** What several expressions read comes first. An error in it is told by mapping field by field. */
function emitShared(known: readonly CompiledParts[], emission: Emission): void {
  const { out } = emission;
  const shared = findShared(
    known.map(parts => parts.tree.root),
    emission.structures,
  );
  for (const name of shared.names) loadName(name, unitSite, emission);
  for (const { node, names } of shared.nodes) {
    const value = emitNode(node, unitSite, emission);
    if (names.length > 0) emitNames(value, names, emission);
  }
  out.settle();
}

/** Whether a value is an object is asked once, and names of it that are read more than once are read once. */
function emitNames(value: Operand, names: readonly string[], { out, options }: Emission): void {
  if (out.recall(value.code, isPlainAsked) !== undefined) return;
  const isPlain = out.keep(isPlainObject(value), types.boolean);
  out.remember(value.code, isPlainAsked, isPlain);
  if (options.nulls !== 'absent') return;
  for (const name of names) {
    const read = `${isPlain.code} ? ${readProperty(value.code, name)} ?? undefined : undefined`;
    out.remember(value.code, name, out.keep(read, types.anything & ~types.nullish, value.isData));
  }
}
