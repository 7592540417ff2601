import { spendFuel } from '../budget.ts';
import type { Node, Step } from '../syntax/tree.ts';
import { isInheritedKey, isObject } from '../values/keys.ts';
import {
  collapse,
  isList,
  isSequence,
  isStep,
  keepSingleton,
  newSequence,
  pushFlat,
  sequenceOf,
  type List,
} from '../values/marks.ts';
import { compileFilter } from './filter.ts';
import type { CodeOptions, Evaluate, Frame } from './frame.ts';
import { compileGroup } from './group.ts';
import { compileNode } from './node.ts';
import { compileSort } from './sort.ts';
import { compileTuplePath } from './tuple-path.ts';

export type PathNode = Extract<Node, { kind: 'path' }>;

/** One step over all values so far: the values of the next. */
export type RunStep = (values: readonly unknown[], frame: Frame) => List;

/** `a.b[c].d`: each step is evaluated on every value of the step before. */
export function compilePath(node: PathNode, options: CodeOptions): Evaluate {
  if (node.plainSteps < node.steps.length) return compileTuplePath(node, options);
  const names = plainNames(node);
  if (names !== undefined) return compileNames(node, names, options);
  const walk = compileSteps(node, options);
  return leavePath(node, (input, frame) => walk(input, frame), options);
}

/** What a path does with the values of its last step. */
export function leavePath(node: PathNode, walk: Evaluate, options: CodeOptions): Evaluate {
  const group = node.group === undefined ? undefined : compileGroup(node.group, options);
  const keeps = node.keepSingleton || node.keepArray;
  return (input, frame) => {
    let values = walk(input, frame);
    if (keeps) {
      if (node.keepSingleton && isList(values) && isStep(values) && !isSequence(values)) values = sequenceOf(values);
      keepSingleton(values);
    }
    return group === undefined ? collapse(values) : group(values, frame);
  };
}

/** The values a path starts from: those of a list in its context, or the context itself. */
export function startOf(node: PathNode, input: unknown): List {
  return isList(input) && !node.isAbsolute ? input : sequenceOf(input);
}

/** The steps that come before any tuples, as one function from context to values. */
export function compileSteps(node: PathNode, options: CodeOptions): (input: unknown, frame: Frame) => List {
  const steps = node.steps.slice(0, node.plainSteps).map((step, at) => {
    if (at === 0 && node.startsWhole && step.node !== undefined) return compileWhole(step.node, options);
    return compileStep(step, at === node.steps.length - 1, options);
  });
  return (input, frame) => {
    let values = startOf(node, input);
    for (const step of steps) {
      values = step(values, frame);
      if (values.length === 0) break;
    }
    return values;
  };
}

/** A first step that constructs a list is evaluated once, on all values together. */
function compileWhole(node: Node, options: CodeOptions): RunStep {
  const evaluate = compileNode(node, options);
  return (values, frame) => {
    const result = evaluate(values, frame);
    return isList(result) ? result : newSequence();
  };
}

function compileStep(step: Step, isLast: boolean, options: CodeOptions): RunStep {
  const filters = step.stages.flatMap(stage => (stage.kind === 'filter' ? [compileFilter(stage, options)] : []));
  if (step.node === undefined) {
    const sort = compileSort(step, options);
    return (values, frame) =>
      asList(filters.reduce<unknown>((list, filter) => filter(list, frame), sort(values, frame)));
  }
  const evaluate = compileNode(step.node, options);
  const skipsNull = options.nulls === 'absent';
  return (values, frame) => {
    const { budget } = frame.evaluation;
    spendFuel(budget, values.length);
    const found = newSequence();
    let count = 0;
    let only: unknown;
    for (const value of values) {
      if (value === null && skipsNull) continue;
      let result = evaluate(value, frame);
      for (const filter of filters) result = filter(result, frame);
      if (result === undefined) continue;
      if (count === 0) only = result;
      else {
        if (count === 1) pushFlat(found, only, budget);
        pushFlat(found, result, budget);
      }
      count += 1;
    }
    // One list from the last step is the value of the path, as it is.
    if (isLast && count === 1 && isList(only) && !isSequence(only)) return only;
    if (count === 1) pushFlat(found, only, budget);
    return found;
  };
}

function asList(value: unknown): List {
  if (isList(value)) return value;
  return value === undefined ? newSequence() : sequenceOf(value);
}

interface PlainName {
  readonly name: string;
  readonly isInherited: boolean;
}

/** The names of a path that is nothing but names. */
export function plainNames(node: PathNode): readonly PlainName[] | undefined {
  const names: PlainName[] = [];
  for (const { node: step, stages } of node.steps) {
    if (step?.kind !== 'name' || step.keepArray || step.predicates.length > 0) return undefined;
    if (step.group !== undefined || stages.length > 0) return undefined;
    names.push({ name: step.name, isInherited: isInheritedKey(step.name) });
  }
  return names;
}

/**
 * The rest of a path: what it yields when a step gave one value its result. `from` is the step after it.
 *
 * @param from 1 up to the number of steps
 */
export function compileRest(node: PathNode, from: number, options: CodeOptions): Evaluate {
  const last = node.steps.length - 1;
  const steps = node.steps.slice(from).map((step, at) => compileStep(step, from + at === last, options));
  const walk: Evaluate = (result, frame) => {
    if (result === undefined) return undefined;
    if (from > last && isList(result) && !isSequence(result)) return result;
    let values = newSequence();
    pushFlat(values, result, frame.evaluation.budget);
    for (const step of steps) {
      if (values.length === 0) break;
      values = step(values, frame);
    }
    return values;
  };
  return leavePath(node, walk, options);
}

/** Goes down ordinary objects without making a list, and on with whole steps where the first list turns up. */
function compileNames(node: PathNode, names: readonly PlainName[], options: CodeOptions): Evaluate {
  const last = names.length - 1;
  const steps = node.steps.map((step, at) => compileStep(step, at === last, options));
  const skipsNull = options.nulls === 'absent';
  const onward = (values: List, from: number, frame: Frame): List => {
    if (values.length === 0) return newSequence();
    let list = values;
    for (let at = from; at <= last && list.length > 0; at += 1) list = steps[at]?.(list, frame) ?? list;
    return list;
  };
  const walk: Evaluate = (input, frame) => {
    if (isList(input)) return onward(input, 0, frame);
    let value = input;
    for (let at = 0; at <= last; at += 1) {
      const step = names[at];
      if (step === undefined || !isObject(value)) return undefined;
      if (step.isInherited && !Object.hasOwn(value, step.name)) return undefined;
      value = value[step.name];
      if (value === undefined || (value === null && skipsNull)) return undefined;
      if (!isList(value)) continue;
      value = collapse(value);
      if (!isList(value)) continue;
      if (at === last) return isSequence(value) ? onwardFlat(value) : value;
      return onward(onwardFlat(value), at + 1, frame);
    }
    return value;
  };
  return leavePath(node, walk, options);
}

/** The elements of a list as the values of a step. */
function onwardFlat(list: List): List {
  if (!isStep(list) && !isSequence(list)) return list;
  const found = newSequence();
  if (isStep(list)) found.push(list);
  else for (const element of list) found.push(element);
  return found;
}
