import type { Expression } from '../expression.ts';
import { partsOf, type CompiledParts } from '../parts.ts';
import { makeObject, type Member } from './emit-constructors.ts';
import { emitNode } from './emit-node.ts';
import type { Emission } from './emission.ts';
import * as types from './operand.ts';
import { absent, isOnly, mayBe, type Operand } from './operand.ts';
import type { Output } from './output.ts';
import { unitSite, type FieldPlan, type NamedPlan, type UnitPlan } from './unit-plan.ts';
import { writeProperty, writeText } from './text.ts';

type EmissionOf = (parts: CompiledParts) => Emission;

/** Writes the id and the record that begins with it; a record without an id ends the function. */
export function emitKey(plan: UnitPlan<never>, emissionOf: EmissionOf, out: Output): void {
  out.line('let id;');
  out.block('try', () => {
    const parts = plan.key.map(({ expression }) => emitExpression(expression, emissionOf, out).code);
    out.atOther();
    out.line(`id = ${out.constant(plan.encode)}(${parts.join(', ')});`);
    pay(out, plan.fields.length === 0 ? 'always' : 'much');
  });
  emitCatch(plan, 'id', out);
  out.line('if (id === undefined) return undefined;');
  out.line('const record = { id };');
}

/** Writes each field in a block of its own: one that fails is left out. */
export function emitFields(plan: UnitPlan<never>, emissionOf: EmissionOf, out: Output): void {
  for (const [at, { name, plan: field }] of plan.fields.entries()) {
    out.block('try', () => {
      const value = emitPlan(field, emissionOf, out);
      const set = writeProperty('record', name, value.code);
      pay(out, at === plan.fields.length - 1 ? 'always' : 'much');
      out.line(mayBe(value, types.nothing) ? `if (${value.code} !== undefined) ${set}` : set);
    });
    emitCatch(plan, name, out);
  }
}

function emitCatch(plan: UnitPlan<never>, name: string, out: Output): void {
  out.block('catch (error)', () => {
    out.line('budget.depth = depth;');
    const told = 'failureOf(told(error, places, place), budget, { parts: places[place].parts, input, variables })';
    out.line(`${out.constant(plan.fail)}(faults, ${writeText(name)}, id, ${told});`);
  });
}

/** Units that may be owed from field to field: keeping an account costs more than a cheap field does. */
const mostOwed = 256;

/** Pays what the fields have gathered once it is much, so that the dear one is the one to fail; the last one pays all. */
function pay(out: Output, when: 'much' | 'always'): void {
  out.settle();
  out.atOther();
  if (when === 'always') out.line('pay(budget, fuel, growth); fuel = 0; growth = 0;');
  else out.line(`if (fuel > ${mostOwed} || growth > ${mostOwed}) { pay(budget, fuel, growth); fuel = 0; growth = 0; }`);
}

/** The value of a field in the model's form; never null. */
function emitPlan(plan: FieldPlan, emissionOf: EmissionOf, out: Output): Operand {
  switch (plan.kind) {
    case 'constant':
      return typeof plan.value === 'string'
        ? { code: writeText(plan.value), types: types.string, isData: true }
        : out.keep(out.constant(plan.value), typeof plan.value === 'number' ? types.number : types.boolean);
    case 'value':
      return emitFormed(emitExpression(plan.expression, emissionOf, out), plan.form, out);
    case 'map':
      return emitMap(plan, emissionOf, out);
    case 'other':
      out.atOther();
      return out.keep(
        `${out.constant(plan.evaluate)}(input, variables, budget) ?? undefined`,
        types.anything & ~types.nullish,
      );
  }
}

function emitFormed(value: Operand, form: ((value: unknown) => unknown) | undefined, out: Output): Operand {
  if (form === undefined) {
    return mayBe(value, types.nullish) ? out.keep(`${value.code} ?? undefined`, value.types & ~types.nullish) : value;
  }
  out.atOther();
  const shaped = `${out.constant(form)}(${value.code})`;
  const isAbsent = [
    ...(mayBe(value, types.nothing) ? [`${value.code} === undefined`] : []),
    ...(mayBe(value, types.nullish) ? [`${value.code} === null`] : []),
  ];
  const code = isAbsent.length === 0 ? shaped : `${isAbsent.join(' || ')} ? undefined : ${shaped}`;
  return out.keep(code, types.anything & ~types.nullish);
}

/** The value of an expression as it leaves it. */
function emitExpression(expression: Expression, emissionOf: EmissionOf, out: Output): Operand {
  const parts = partsOf(expression);
  if (parts !== undefined) out.within(parts);
  // A name bound at the top of an expression needs a frame of its own.
  if (parts === undefined || parts.tree.scope.names.length > 0) {
    out.atOther();
    return out.keep(`${out.constant(expression)}.run(input, variables, budget)`, types.anything);
  }
  const value = emitNode(parts.tree.root, unitSite, emissionOf(parts));
  if (isOnly(value, types.nothing | types.nullish | types.boolean | types.string)) return value;
  const isScalar = value.isData && parts.levels === 1;
  if (isScalar && !mayBe(value, types.number)) return value;
  out.atOther();
  const { code } = value;
  const tests = [
    ...(mayBe(value, types.number) ? [`typeof ${code} === "number"`] : []),
    ...(!isScalar && mayBe(value, types.object | types.list) ? [`typeof ${code} === "object"`] : []),
  ];
  return out.keep(`${tests.join(' || ')} ? finish(${code}, ${parts.levels}, budget) : ${code}`, value.types);
}

function emitMap(plan: Extract<FieldPlan, { kind: 'map' }>, emissionOf: EmissionOf, out: Output): Operand {
  const result = out.name();
  out.line(`let ${result};`);
  const members: Member[] = [];
  const finishMap = (): void => {
    const isCertain = members.some(({ value }) => !mayBe(value, types.nothing));
    const make = (): void => {
      const { code } = makeObject(members, out);
      out.line(`${result} = ${plan.isListed ? `[${code}]` : code};`);
    };
    if (isCertain) make();
    else if (members.length > 0) {
      out.block(`if (${members.map(({ value }) => `${value.code} !== undefined`).join(' || ')})`, make);
    }
  };
  const next = (entries: readonly NamedPlan[]): void => {
    const [first, ...rest] = entries;
    if (first === undefined) {
      finishMap();
      return;
    }
    const value = emitPlan(first.plan, emissionOf, out);
    if (first.name !== 'id' || !mayBe(value, types.nothing)) {
      members.push({ key: first.name, value });
      next(rest);
      return;
    }
    out.block(`if (${value.code} !== undefined)`, () => {
      members.push({ key: 'id', value: { ...value, types: value.types & ~types.nothing } });
      next(rest);
    });
  };
  next(plan.entries);
  return members.length === 0
    ? absent
    : { code: result, types: types.object | types.list | types.nothing, isData: false };
}
