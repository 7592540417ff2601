import type { ComparisonOperator, Node } from '../syntax/tree.ts';
import { comparedPerUnit, freeCharacters } from '../values/equality.ts';
import { emitNode } from './emit-node.ts';
import type { Emission, Site } from './emission.ts';
import * as types from './operand.ts';
import { absent, isOnly, mayBe, type Operand } from './operand.ts';
import type { Output, SourcePlace } from './output.ts';
import { writeText } from './text.ts';

type Of<K extends Node['kind']> = Extract<Node, { kind: K }>;

/** The truth of a value, as a condition of the generated code. `place` tells where an infinite number is complained of. */
export function truthOf(value: Operand, out: Output, place?: SourcePlace): string {
  const { code } = value;
  if (isOnly(value, types.boolean)) return code;
  if (isOnly(value, types.boolean | types.nothing | types.nullish)) return `${code} === true`;
  if (isOnly(value, types.string | types.nothing | types.nullish | types.boolean)) return `!!${code}`;
  if (mayBe(value, types.number | types.list)) {
    if (place === undefined) out.atOther();
    else out.at(place.position, place.token);
  }
  return `(${code} === true || (${code} !== false && ${code} !== undefined && truth(${code}, budget)))`;
}

/** Whether comparing with a value for equality needs neither a walk nor payment. */
function isCheap(node: Node, value: Operand): boolean {
  if (isOnly(value, types.boolean | types.number | types.nullish)) return true;
  return node.kind === 'literal' && typeof node.value === 'string' && node.value.length <= freeCharacters;
}

/** `=` and `!=`. */
export function emitEquality(node: Of<'equality'>, site: Site, emission: Emission): Operand {
  const { out } = emission;
  const left = emitNode(node.left, site, emission);
  const right = emitNode(node.right, site, emission);
  const isEqual = node.operator === '=';
  if (isCheap(node.left, left) || isCheap(node.right, right)) {
    // Equal to what is surely there: the other side is there too.
    const test = isEqual ? `${left.code} === ${right.code}` : `${bothThere(left, right)}${left.code} !== ${right.code}`;
    return out.keep(test, types.boolean);
  }
  out.atOther();
  const same = `isSame(${left.code}, ${right.code}, budget)`;
  return out.keep(`${bothThere(left, right)}${isEqual ? '' : '!'}${same}`, types.boolean);
}

/** The beginning of a condition that needs both sides. */
function bothThere(left: Operand, right: Operand): string {
  const one = mayBe(left, types.nothing) ? `${left.code} !== undefined && ` : '';
  return mayBe(right, types.nothing) ? `${one}${right.code} !== undefined && ` : one;
}

/** `< <= > >=`. */
export function emitComparison(node: Of<'comparison'>, site: Site, emission: Emission): Operand {
  const { out } = emission;
  const left = emitNode(node.left, site, emission);
  const right = emitNode(node.right, site, emission);
  const operator: ComparisonOperator = node.operator;
  const direct = `${left.code} ${operator} ${right.code}`;
  const fits = [types.number, types.string]
    .filter(type => mayBe(left, type) && mayBe(right, type))
    .map(type => (type === types.number ? bothAre('number', type, left, right) : bothTexts(left, right)));
  const place = String(node.position);
  out.atOther();
  const others = `compareOthers(${left.code}, ${right.code}, ${place}, ${writeText(operator)})`;
  const code = fits.length === 0 ? others : `${fits.join(' || ')} ? ${direct} : ${others}`;
  return out.keep(code, types.boolean | types.nothing);
}

function bothAre(name: string, type: number, left: Operand, right: Operand): string {
  const tests = [left, right].filter(side => !isOnly(side, type)).map(side => `typeof ${side.code} === "${name}"`);
  return tests.length === 0 ? 'true' : `(${tests.join(' && ')})`;
}

/** Strings are paid for by their length, which makes no difference to the test. */
function bothTexts(left: Operand, right: Operand): string {
  return `(${bothAre('string', types.string, left, right)} && (payForTexts(${left.code}, ${right.code}, budget), true))`;
}

/** `+ - * / %`. */
export function emitArithmetic(node: Of<'arithmetic'>, site: Site, emission: Emission): Operand {
  const { out } = emission;
  const left = emitNode(node.left, site, emission);
  const right = emitNode(node.right, site, emission);
  // A number minus itself is 0 but for the infinite ones and for what is none.
  const fits = [left, right].map(({ code }) => `typeof ${code} === "number" && ${code} - ${code} === 0`).join(' && ');
  out.at(node.position, node.operator);
  const slow = `calculate(${left.code}, ${right.code}, operations[${writeText(node.operator)}])`;
  return out.keep(`${fits} ? ${left.code} ${node.operator} ${right.code} : ${slow}`, types.number | types.nothing);
}

/** Unary minus. */
export function emitNegate(node: Of<'negate'>, site: Site, emission: Emission): Operand {
  const operand = emitNode(node.operand, site, emission);
  emission.out.at(node.position, '-');
  return emission.out.keep(`negate(${operand.code})`, types.number | types.nothing);
}

/** `and`, `or`: the right side only when it matters. */
export function emitLogic(node: Of<'logic'>, site: Site, emission: Emission): Operand {
  const { out } = emission;
  const place = { position: node.position, token: node.operator };
  const left = emitNode(node.left, site, emission);
  const result = out.name();
  out.line(`let ${result} = ${truthOf(left, out, place)};`);
  out.block(`if (${node.operator === 'and' ? result : `!${result}`})`, () => {
    const right = emitNode(node.right, site, emission);
    out.line(`${result} = ${truthOf(right, out, place)};`);
  });
  return { code: result, types: types.boolean, isData: true };
}

/** `&`. */
export function emitConcatenate(node: Of<'concatenate'>, site: Site, emission: Emission): Operand {
  const left = emitNode(node.left, site, emission);
  const right = emitNode(node.right, site, emission);
  emission.out.at(node.position, '&');
  return emission.out.keep(`joinTexts(${left.code}, ${right.code}, budget)`, types.string);
}

/** `in`: a list that is written out becomes a chain of comparisons. */
export function emitIncludes(node: Of<'includes'>, site: Site, emission: Emission): Operand {
  const { out } = emission;
  const wanted = emitNode(node.left, site, emission);
  const written = writtenItems(node.right);
  if (written !== undefined) {
    out.charge(written.length, written.length);
    const tests = written.map(item => `${wanted.code} === ${emitNode(item, site, emission).code}`);
    return tests.length === 0
      ? { ...absent, code: 'false', types: types.boolean }
      : out.keep(tests.join(' || '), types.boolean);
  }
  const list = emitNode(node.right, site, emission);
  const result = out.name();
  out.line(`let ${result} = false;`);
  out.block(`if (${wanted.code} !== undefined && ${list.code} !== undefined)`, () => {
    out.line(`if (!isArray(${list.code})) ${result} = ${list.code} === ${wanted.code};`);
    if (mayBe(wanted, types.string)) {
      // Only what compares long texts has to ask its price.
      const isLong = `typeof ${wanted.code} === "string" && ${wanted.code}.length >= ${comparedPerUnit}`;
      out.line(`else if (${isLong}) ${result} = isAmong(${wanted.code}, ${list.code}, budget);`);
    }
    // Written out, so that the platform learns of the lists of this place alone.
    const at = out.name();
    const found = `${result} = ${list.code}[${at}] === ${wanted.code}`;
    out.line(
      `else { fuel += ${list.code}.length; for (let ${at} = 0; !${result} && ${at} < ${list.code}.length; ${at}++) ${found}; }`,
    );
  });
  return { code: result, types: types.boolean, isData: true };
}

function writtenItems(node: Node): readonly Node[] | undefined {
  if (node.kind !== 'array' || node.predicates.length > 0 || node.group !== undefined || node.keepArray)
    return undefined;
  return node.items.every(item => item.kind === 'literal' && item.predicates.length === 0 && item.group === undefined)
    ? node.items
    : undefined;
}
