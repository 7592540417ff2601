import { fixedIndex } from '../nodes/filter.ts';
import type { Predicate } from '../syntax/tree.ts';
import { isMissingEligible, readsNames } from './eligible.ts';
import { emitNode } from './emit-node.ts';
import { closureOf, filterOf, inContext, type Emission, type Site } from './emission.ts';
import { answerWhenMissing } from './missing.ts';
import * as types from './operand.ts';
import { truthOf } from './emit-operators.ts';
import { absent, isOnly, mayBe, type Operand } from './operand.ts';
import { isPlainAsked, type Output } from './output.ts';

/** Each `[…]` in turn: only the first is asked about nothing, as what a filter leaves of nothing is an empty list. */
export function emitFilters(predicates: readonly Predicate[], value: Operand, site: Site, emission: Emission): Operand {
  const [first, ...further] = predicates;
  if (first === undefined) return value;
  const whenMissing = (result: string): void => emitMissing(first, result, site, emission);
  return further.reduce<Operand>(
    (current, predicate) => emitFilter(predicate, current, site, emission),
    emitFilter(first, value, site, emission, whenMissing),
  );
}

/**
 * `[…]` on a value. The result is nothing, one value, or a list of what was found; a list that is itself the one value
 * found lies in a list of its own.
 */
function emitFilter(
  predicate: Predicate,
  value: Operand,
  site: Site,
  emission: Emission,
  whenMissing?: (result: string) => void,
): Operand {
  const index = fixedIndex(predicate.expression);
  if (index !== undefined) return emitIndex(index, value, emission);
  const { out } = emission;
  const result = out.name();
  out.line(`let ${result};`);
  const search = (): void => {
    const own = inContext(site, value, true);
    if (isOnly(value, types.object) && emitQuestion(predicate, own, emission, `${result} = ${value.code};`)) return;
    emitSearch(predicate, value, result, site, emission);
  };
  if (!mayBe(value, types.nothing)) search();
  else {
    out.block(`if (${value.code} !== undefined)`, search);
    if (whenMissing !== undefined) out.block('else', () => whenMissing(result));
  }
  // A list may hold anything.
  const possible = mayBe(value, types.list) ? types.anything : value.types | types.list | types.nothing;
  return { code: result, types: possible, isData: false };
}

function emitIndex(index: number, value: Operand, { out }: Emission): Operand {
  const { code } = value;
  const single = index === 0 || index === -1 ? code : 'undefined';
  if (!mayBe(value, types.list)) return single === code ? value : absent;
  const element = index >= 0 ? `${code}[${index}]` : `elementAt(${code}, ${index})`;
  return out.keep(`isArray(${code}) ? ${element} : ${single}`, types.anything, value.isData);
}

/** The filter over nothing: it is asked once, and where it says yes, nothing is one value of what follows. */
function emitMissing(predicate: Predicate, result: string, site: Site, emission: Emission): void {
  const { out } = emission;
  const known = answerWhenMissing(predicate.expression, emission);
  if (known !== undefined) {
    out.charge(1);
    if (known) out.line(`${result} = sequenceOf(undefined);`);
    return;
  }
  if (isMissingEligible(predicate.expression)) {
    const own = { ...inContext(site, absent, false), isMissing: true };
    if (emitQuestion(predicate, own, emission, `${result} = sequenceOf(undefined);`)) return;
  }
  out.atOther();
  out.line(`${result} = ${filterOf(predicate, emission)}(undefined, ${site.frame});`);
}

/** Asks about one value; false, and nothing is written, where the answer could be more than yes or no. */
function emitQuestion(predicate: Predicate, site: Site, emission: Emission, whenTrue: string): boolean {
  const { out } = emission;
  let isAsked = false;
  const lines = out.aside(() => {
    out.block('', () => {
      out.charge(1);
      const answer = emitNode(predicate.expression, site, emission);
      isAsked = !mayBe(answer, types.number | types.list);
      out.line(`if (${truthOf(answer, out)}) ${whenTrue}`);
    });
  });
  if (isAsked) out.add(lines);
  return isAsked;
}

/** Looks at each element in a loop of its own. */
function emitSearch(predicate: Predicate, value: Operand, result: string, site: Site, emission: Emission): void {
  const { out } = emission;
  const [elements, count, at, found, more] = [out.name(), out.name(), out.name(), out.name(), out.name()];
  out.line(`const ${elements} = isArray(${value.code}) ? ${value.code} : undefined;`);
  out.line(`const ${count} = ${elements} === undefined ? 1 : ${elements}.length;`);
  // Paid before the work, so that loops in loops are held back.
  out.line(`if (${elements} === undefined) fuel += 1; else spendFuel(budget, ${count});`);
  out.line(`let ${found} = 0, ${more};`);
  out.loop(`for (let ${at} = 0; ${at} < ${count}; ${at}++)`, () => {
    const code = `${elements} === undefined ? ${value.code} : ${elements}[${at}]`;
    const element = out.keep(code, types.anything, value.isData);
    const condition = emitCondition(predicate, element, site, emission);
    takeElement({ condition, element, at, count, result, found, more }, emission);
  });
  out.line(`if (${more} !== undefined) ${result} = ${more};`);
  out.line(`else if (${found} === 1 && isArray(${result})) ${result} = sequenceOf(${result});`);
}

function emitCondition(predicate: Predicate, element: Operand, site: Site, emission: Emission): Operand {
  const { out } = emission;
  const { expression } = predicate;
  const isPlain = readsNames(expression);
  const test = isPlain ? isPlainObject(element) : isSingle(element);
  const result = out.name();
  out.line(`let ${result};`);
  let inner = absent;
  out.block(`if (${test})`, () => {
    inner = emitNode(expression, inContext(site, elementAs(isPlain, element), isPlain), emission);
    out.line(`${result} = ${inner.code};`);
  });
  out.block('else', () => {
    out.atOther();
    out.line(`${result} = ${closureOf(expression, emission)}(${element.code}, ${site.frame});`);
  });
  // The closure of the same node yields the same types.
  return { code: result, types: inner.types, isData: false };
}

interface Taking {
  readonly condition: Operand;
  readonly element: Operand;
  readonly at: string;
  readonly count: string;
  readonly result: string;
  readonly found: string;
  readonly more: string;
}

function takeElement({ condition, element, at, count, result, found, more }: Taking, { out }: Emission): void {
  const take = `if (${found}++ === 0) ${result} = ${element.code}; else (${more} ??= sequenceOf(${result})).push(${element.code});`;
  if (isOnly(condition, types.boolean | types.nothing)) {
    out.line(`if (${condition.code} === true) { ${take} }`);
    return;
  }
  const times = out.name();
  const { code } = condition;
  out.atOther();
  out.line(
    `let ${times} = ${code} === true ? 1 : ${code} === undefined || ${code} === false ? 0 : matches(${code}, ${at}, ${count}, budget);`,
  );
  out.line(`while (${times}-- > 0) { ${take} }`);
}

/** The test that a value is an object whose keys can be read. */
export function isPlainObject(value: Operand): string {
  return `typeof ${value.code} === "object" && ${isSingle(value)}`;
}

/** As `isPlainObject`; where it was asked before, the answer. */
export const plainTest = (value: Operand, out: Output): string =>
  out.recall(value.code, isPlainAsked)?.code ?? isPlainObject(value);

/** The test that a value is neither a list nor null. */
export function isSingle(value: Operand): string {
  const { code } = value;
  return value.isData && !mayBe(value, types.nullish) ? `!isArray(${code})` : `${code} !== null && !isArray(${code})`;
}

/** An element of a list that is proven an object, or neither a list nor null. */
export const elementAs = (isPlain: boolean, { code, types: possible, isData }: Operand): Operand => ({
  code,
  types: isPlain ? types.object : possible & ~types.list & ~types.nullish,
  isData,
});
