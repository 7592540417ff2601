import { spendFuel, spendGrowth, type Budget } from '../budget.ts';
import { failureOf } from '../failure.ts';
import { locate } from '../fault.ts';
import { calculate, negate, operations } from '../nodes/arithmetic.ts';
import { replaceFrom } from '../functions/replacing.ts';
import { compareOthers } from '../nodes/comparison.ts';
import { joinTexts } from '../nodes/concatenate.ts';
import { elementAt, matches } from '../nodes/filter.ts';
import { Evaluation } from '../nodes/evaluation.ts';
import { Frame } from '../nodes/frame.ts';
import { callFunction } from '../nodes/invoke.ts';
import { readVariable } from '../nodes/variable.ts';
import type { Variables } from '../expression.ts';
import { isAmong, isSame, payForTexts } from '../values/equality.ts';
import { isFunction } from '../values/functions.ts';
import { readKey, setKey } from '../values/keys.ts';
import {
  append,
  collapse,
  isSequence,
  isStep,
  newSequence,
  pushFlat,
  sequenceOf,
  unwrapInput,
  type List,
} from '../values/marks.ts';
import { finish } from '../values/output.ts';
import { truth } from '../values/truth.ts';
import { unbound } from '../values/tuples.ts';
import type { UnitPlace } from './output.ts';

/** What generated code calls, by name: the semantics are those of the closures. */
export const runtime = {
  Evaluation,
  Frame,
  append,
  appendItems,
  callFunction,
  calculate,
  collapse,
  compareOthers,
  elementAt,
  failureOf,
  finish,
  firstOf,
  frameOf,
  flatten,
  hasAny,
  isArray: Array.isArray,
  isFunction,
  isSame,
  joinTexts,
  leave,
  matches,
  negate,
  newFrame,
  operations,
  pay,
  isAmong,
  payForTexts,
  pushFlat,
  readKey,
  readVariable,
  replaceFrom,
  sequenceOf,
  setKey,
  spendFuel,
  told,
  truth,
  unbound,
  unwrapInput,
} as const;

/** The values of a step that had one value: a list gives its elements, unless it was made as a step. */
function flatten(result: List, budget: Budget): List {
  if (isStep(result)) return sequenceOf(result);
  spendFuel(budget, result.length);
  return result;
}

/** A sequence that begins with the one result a step had so far. */
function firstOf(result: unknown, budget: Budget): List {
  const found = newSequence();
  pushFlat(found, result, budget);
  return found;
}

/** What leaves a path whose last step had one result, a list. */
function leave(result: List, budget: Budget): unknown {
  return isSequence(result) ? collapse(firstOf(result, budget)) : result;
}

/** Puts the elements of a list among the items of a list constructor. */
function appendItems(target: unknown[], value: readonly unknown[], budget: Budget): void {
  spendFuel(budget, value.length);
  spendGrowth(budget, value.length);
  for (const element of value) target.push(element);
}

/** Whether any of the names is a variable given from outside. */
function hasAny(variables: Variables, names: readonly string[]): boolean {
  return names.some(name => (readVariable(variables, name) ?? undefined) !== undefined);
}

function newFrame(size: number, parent: Frame): Frame {
  return new Frame(new Array<unknown>(size).fill(unbound), parent, parent.evaluation);
}

/** A frame with what the names of a block stand for at present. */
function frameOf(slots: unknown[], parent: Frame): Frame {
  return new Frame(slots, parent, parent.evaluation);
}

/** Pays what the code has gathered. */
function pay(budget: Budget, fuel: number, growth: number): void {
  if (growth > 0) spendGrowth(budget, growth);
  if (fuel > 0) spendFuel(budget, fuel);
}

/** An error with the place of the operation that was under way. */
function told(error: unknown, places: readonly UnitPlace[], at: number): unknown {
  const { position, token = '' } = places[at] ?? {};
  return position === undefined ? error : locate(error, position, token);
}
