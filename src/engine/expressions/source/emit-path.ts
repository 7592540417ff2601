import type { CodeOptions } from '../nodes/frame.ts';
import type { PathNode } from '../nodes/path.ts';
import type { Node, Predicate, Step } from '../syntax/tree.ts';
import { isOnlyNames, readsNames } from './eligible.ts';
import { elementAs, emitFilters, isPlainObject, isSingle, plainTest } from './emit-filter.ts';
import { emitNode } from './emit-node.ts';
import { inContext, restOf, stepOf, type Emission, type Site } from './emission.ts';
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
  const isNames = isOnlyNames(node);
  if (isNames && site.isMissing === true) return absent;
  const [first] = node.steps;
  if (first?.node === undefined) return { code: 'undefined', types: types.nothing, isData: true };
  const start =
    first.node.kind === 'name' && isPlainName(first.node)
      ? loadName(first.node.name, site, emission)
      : emitNode(first.node, site, emission);
  if (!isNames) out.charge(1);
  const value = filtered(first, start, site, emission);
  if (node.steps.length === 1) {
    const left = leaving(value);
    return left === value.code ? value : out.keep(left, types.anything);
  }
  const result = out.name();
  out.line(`let ${result};`);
  goOn({ node, result, site, emission, stepFuel: isNames ? 0 : 1 }, 1, value);
  // Of a list that is left to a closure one null may remain.
  return { code: result, types: types.anything, isData: isNames && start.isData };
}

/** A value as it leaves a path. */
function leaving(value: Operand): string {
  const { code } = value;
  return mayBe(value, types.list) && !value.isData ? `isArray(${code}) ? leave(${code}, budget) : ${code}` : code;
}

const isPlainName = (node: Node): boolean =>
  node.predicates.length === 0 && node.group === undefined && !node.keepArray;

const filtersOf = (step: Step): readonly Predicate[] =>
  step.stages.flatMap(stage => (stage.kind === 'filter' ? [stage] : []));

const filtered = (step: Step, value: Operand, site: Site, emission: Emission): Operand =>
  emitFilters(filtersOf(step), value, site, emission);

/** The value under a name of the context, which is an object; read once where it is read again. */
export function loadName(name: string, site: Site, { out, options }: Emission): Operand {
  if (site.isMissing === true) return absent;
  const { code: context, isData } = site.context;
  const known = out.recall(context, name);
  if (known !== undefined) return known;
  const possible = options.nulls === 'absent' ? types.anything & ~types.nullish : types.anything;
  const loaded = out.keep(readName(context, name, options), possible, isData);
  out.remember(context, name, loaded);
  return loaded;
}

function readName(context: string, name: string, { nulls }: CodeOptions): string {
  const read = readProperty(context, name);
  return nulls === 'absent' ? `${read} ?? undefined` : read;
}

/** Writes the steps from `at` on, over what the step before gave for its one value. */
function goOn(walk: Walk, at: number, value: Operand): void {
  const { node, result, emission } = walk;
  const { out } = emission;
  const step = node.steps[at];
  if (step?.node === undefined) {
    out.line(`${result} = ${leaving(value)};`);
    return;
  }
  if (mayBe(value, types.list) && prefersLoop(node, at)) {
    goRound(walk, at, step.node, value);
    return;
  }
  const needsPlain = readsNames(step.node);
  const body = (): void => {
    const possible = needsPlain ? types.object : value.types & ~types.list & ~types.nullish & ~types.nothing;
    const context = { code: value.code, types: possible, isData: value.isData };
    const next = stepValue(walk, step, inContext(walk.site, context, needsPlain));
    goOn(walk, at + 1, next);
  };
  if (
    needsPlain ? isOnly(value, types.object) : isOnly(value, types.object | types.string | types.boolean | types.number)
  ) {
    body();
    return;
  }
  const name =
    step.node.kind === 'name' && isPlainName(step.node) && step.stages.length === 0 ? step.node.name : undefined;
  out.block(
    `if (${needsPlain ? plainTest(value, out) : `${value.code} !== undefined && ${isSingle(value)}`})`,
    name !== undefined && value.isData && at === node.steps.length - 1 ? () => endName(walk, name, value) : body,
  );
  // Of what is no object a name yields nothing; a filter is asked about that too.
  out.block(`else if (${name !== undefined ? `isArray(${value.code})` : `${value.code} !== undefined`})`, () => {
    out.atOther();
    out.line(`${result} = ${restOf(node, at, emission)}(${value.code}, ${walk.site.frame});`);
  });
}

/** Writes a last step that is a name: nothing else reads it in its block. */
function endName({ result, emission, stepFuel }: Walk, name: string, { code }: Operand): void {
  const { out, options } = emission;
  if (stepFuel > 0) out.charge(stepFuel);
  out.line(`${result} = ${out.recall(code, name)?.code ?? readName(code, name, options)};`);
}

function stepValue(walk: Walk, step: Step, site: Site): Operand {
  const { emission } = walk;
  if (walk.stepFuel > 0) emission.out.charge(walk.stepFuel);
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
    out.atOther();
    out.line(`const ${values} = isArray(${value.code}) ? flatten(${value.code}, budget) : undefined;`);
    out.line(`const ${size} = ${values} === undefined ? 1 : ${values}.length;`);
    out.line(`if (${values} === undefined) fuel += 1; else spendFuel(budget, ${size});`);
    out.loop(`for (let ${turn} = 0; ${turn} < ${size}; ${turn}++)`, () => {
      const element = out.keep(
        `${values} === undefined ? ${value.code} : ${values}[${turn}]`,
        types.anything,
        value.isData,
      );
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
  out.block(`if (${isPlain ? isPlainObject(element) : isSingle(element)})`, () => {
    const inner = inContext(site, elementAs(isPlain, element), isPlain);
    made = filtered(step, emitNode(own, inner, emission), inner, emission);
    out.line(`${result} = ${made.code};`);
  });
  out.block('else', () => {
    out.atOther();
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
