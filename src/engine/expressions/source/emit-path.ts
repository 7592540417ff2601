import { plainNames, type PathNode } from '../nodes/path.ts';
import type { Node, Predicate, Step } from '../syntax/tree.ts';
import { readsNames } from './eligible.ts';
import { emitFilter, isPlainObject, isSingle, plainTest } from './emit-filter.ts';
import { emitNode } from './emit-node.ts';
import { restOf, stepOf, type Emission, type Site } from './emission.ts';
import * as types from './operand.ts';
import { absent, isOnly, mayBe, type Operand } from './operand.ts';
import { readProperty } from './text.ts';

/** A path that is being written: where its value goes, and what does not change from step to step. */
interface Walk {
  readonly node: PathNode;
  /** Name of the variable that gets the value of the path. */
  readonly result: string;
  readonly site: Site;
  readonly emission: Emission;
  /** What each step costs; a path of nothing but names is free on objects. */
  readonly stepFuel: number;
}

/**
 * `a.b[c].d`. Steps on one object are nested conditions; where a list turns up its elements are gone through in a loop,
 * or the rest is left to a closure.
 */
export function emitPath(node: PathNode, site: Site, emission: Emission): Operand {
  const { out } = emission;
  const isNames = plainNames(node) !== undefined;
  if (isNames && site.isMissing === true) return absent;
  const [first] = node.steps;
  if (first?.node === undefined) return { code: 'undefined', types: types.nothing, isData: true };
  const start =
    first.node.kind === 'name' && isPlainName(first.node)
      ? loadName(first.node.name, site, emission)
      : emitNode(first.node, site, emission);
  if (!isNames) out.charge({ fuel: 1 });
  const value = filtered(first, start, site, emission);
  if (node.steps.length === 1 && (value.isData || !mayBe(value, types.list))) return value;
  const result = out.name();
  out.line(`let ${result};`);
  goOn({ node, result, site, emission, stepFuel: isNames ? 0 : 1 }, 1, value);
  return { code: result, types: resultTypes(node, emission), isData: isNames && start.isData };
}

const isPlainName = (node: Node): boolean =>
  node.predicates.length === 0 && node.group === undefined && !node.keepArray;

/** What the value of a path can be: null is no value where the expression says so, but an index may find one. */
function resultTypes(node: PathNode, { options }: Emission): number {
  const isNames = plainNames(node) !== undefined;
  return isNames && options.nulls === 'absent' ? types.anything & ~types.nullish : types.anything;
}

const filtersOf = (step: Step): readonly Predicate[] =>
  step.stages.flatMap(stage => (stage.kind === 'filter' ? [stage] : []));

function filtered(step: Step, value: Operand, site: Site, emission: Emission): Operand {
  return filtersOf(step).reduce((current, filter) => emitFilter(filter, current, site, emission), value);
}

/** Under what the value of a name is known. */
export const nameKey = (code: string, name: string): string => `${code}.${name}`;

/** The value under a name of the context, which is an object; read once where it is read again. */
export function loadName(name: string, site: Site, { out, options }: Emission): Operand {
  if (site.isMissing === true) return absent;
  const key = nameKey(site.context.code, name);
  const known = out.recall(key);
  if (known !== undefined) return known;
  const isAbsent = options.nulls === 'absent';
  const read = readProperty(site.context.code, name);
  const loaded = out.keep(
    isAbsent ? `${read} ?? undefined` : read,
    isAbsent ? types.anything & ~types.nullish : types.anything,
    site.context,
  );
  out.remember(key, loaded);
  return loaded;
}

/** Writes the steps from `at` on, over what the step before gave for its one value. */
function goOn(walk: Walk, at: number, value: Operand): void {
  const { node, result, emission } = walk;
  const { out } = emission;
  const step = node.steps[at];
  if (step?.node === undefined) {
    const leaves = mayBe(value, types.list) && !value.isData;
    out.line(
      `${result} = ${leaves ? `isArray(${value.code}) ? leave(${value.code}, budget) : ${value.code}` : value.code};`,
    );
    return;
  }
  if (mayBe(value, types.list) && prefersLoop(node, at)) {
    goRound(walk, at, step.node, value);
    return;
  }
  const needsPlain = readsNames(step.node);
  const body = (): void => {
    const context = {
      ...value,
      types: needsPlain ? types.object : value.types & ~types.list & ~types.nullish & ~types.nothing,
    };
    const site = { ...walk.site, context, isPlain: needsPlain };
    const next = stepValue(walk, step, site);
    goOn(walk, at + 1, next);
  };
  if (
    needsPlain ? isOnly(value, types.object) : isOnly(value, types.object | types.string | types.boolean | types.number)
  ) {
    body();
    return;
  }
  out.block(
    `if (${needsPlain ? plainTest(value.code, out) : `${value.code} !== undefined && ${isSingle(value.code)}`})`,
    body,
  );
  // Of what is no object a name yields nothing; a filter is asked about that too.
  const isBareName = step.node.kind === 'name' && isPlainName(step.node) && step.stages.length === 0;
  out.block(`else if (${isBareName ? `isArray(${value.code})` : `${value.code} !== undefined`})`, () => {
    out.at(undefined);
    out.line(`${result} = ${restOf(node, at, emission)}(${value.code}, ${walk.site.frame});`);
  });
}

function stepValue(walk: Walk, step: Step, site: Site): Operand {
  const { emission } = walk;
  if (walk.stepFuel > 0) emission.out.charge({ fuel: walk.stepFuel });
  const own = step.node;
  if (own === undefined) return site.context;
  const value =
    own.kind === 'name' && isPlainName(own) ? loadName(own.name, site, emission) : emitNode(own, site, emission);
  return filtered(step, value, site, emission);
}

/** Lists are expected where data was found and something is made of each element. */
function prefersLoop(node: PathNode, at: number): boolean {
  const before = node.steps[at - 1];
  const own = node.steps[at]?.node;
  if (own?.kind === 'name') return false;
  return before?.node?.kind === 'name' || filtersOf(before ?? { position: 0, stages: [] }).length > 0;
}

/** Writes a step as a loop over what the step before gave: a list, or one value. */
function goRound(walk: Walk, at: number, own: Node, value: Operand): void {
  const { node, emission, site } = walk;
  const { out } = emission;
  const step = node.steps[at] ?? { position: 0, stages: [] };
  const [values, size, turn, count, flow] = [out.name(), out.name(), out.name(), out.name(), out.name()];
  out.line(`let ${flow}, ${count} = 0;`);
  out.block(`if (${value.code} !== undefined)`, () => {
    out.at(undefined);
    out.line(`const ${values} = isArray(${value.code}) ? flatten(${value.code}, budget) : undefined;`);
    out.line(`const ${size} = ${values} === undefined ? 1 : ${values}.length;`);
    out.line(`if (${values} === undefined) fuel += 1; else spendFuel(budget, ${size});`);
    out.block(`for (let ${turn} = 0; ${turn} < ${size}; ${turn}++)`, () => {
      const element = out.keep(`${values} === undefined ? ${value.code} : ${values}[${turn}]`, types.anything, value);
      const isNullSkipped = emission.options.nulls === 'absent';
      if (isNullSkipped) out.line(`if (${element.code} === null) continue;`);
      const made = emitElement(step, own, element, site, emission);
      const more = `{ if (${count} === 2) ${flow} = firstOf(${flow}, budget); pushFlat(${flow}, ${made.code}, budget); }`;
      const take = `if (++${count} === 1) ${flow} = ${made.code}; else ${more}`;
      out.line(mayBe(made, types.nothing) ? `if (${made.code} !== undefined) { ${take} }` : take);
    });
  });
  endRound(walk, at, { flow, count });
}

function emitElement(step: Step, own: Node, element: Operand, site: Site, emission: Emission): Operand {
  const { out } = emission;
  const isPlain = readsNames(own);
  const result = out.name();
  let made = element;
  out.line(`let ${result};`);
  out.block(`if (${isPlain ? isPlainObject(element.code) : isSingle(element.code)})`, () => {
    const context = { ...element, types: isPlain ? types.object : element.types & ~types.list & ~types.nullish };
    const inner = { ...site, context, isPlain };
    made = filtered(step, emitNode(own, inner, emission), inner, emission);
    out.line(`${result} = ${made.code};`);
  });
  out.block('else', () => {
    out.at(undefined);
    out.line(`${result} = ${stepOf(own, filtersOf(step), emission)}(${element.code}, ${site.frame});`);
  });
  return { code: result, types: made.types, isData: false };
}

interface Round {
  /** Name of what the step gave: one value as it is, or from two values on a sequence. */
  readonly flow: string;
  readonly count: string;
}

function endRound(walk: Walk, at: number, { flow, count }: Round): void {
  const { node, result, emission } = walk;
  const { out } = emission;
  if (at === node.steps.length - 1) {
    out.line(`${result} = ${count} > 1 ? collapse(${flow}) : isArray(${flow}) ? leave(${flow}, budget) : ${flow};`);
    return;
  }
  goOn(walk, at + 1, { code: flow, types: types.anything, isData: false });
}
