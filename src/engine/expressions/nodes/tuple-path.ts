import { spendFuel } from '../budget.ts';
import type { Scope } from '../syntax/scope.ts';
import { streamScope } from '../syntax/lower-path.ts';
import type { Group, Stage, Step } from '../syntax/tree.ts';
import { asSequence, collapse, isList, type List } from '../values/marks.ts';
import { newTuple, TupleStream, unbound, type Tuple } from '../values/tuples.ts';
import { compileFilter, filterTuples } from './filter.ts';
import { Frame, type CodeOptions, type Evaluate } from './frame.ts';
import { compileGroup } from './group.ts';
import { compileNode } from './node.ts';
import { compileSteps, leavePath, startOf, type PathNode } from './path.ts';
import { compileSort, compileTupleSort } from './sort.ts';

type RunTuples = (stream: TupleStream, frame: Frame) => TupleStream;

/** A path with `@`, `#` or `%`: from the first such step on, values travel together with the names bound on the way. */
export function compileTuplePath(node: PathNode, options: CodeOptions): Evaluate {
  const before = compileSteps(node, options);
  const [first, ...rest] = node.steps.slice(node.plainSteps);
  const start = compileStart(node, first, options);
  const steps = rest.map(step => compileTupleStep(step, node.tupleScope, options));
  const stream = (input: unknown, frame: Frame): List | TupleStream => {
    const found = before(input, frame);
    // Nothing reached the first tuple step: the path ends as any other.
    if (node.plainSteps > 0 && node.namesWhole === undefined && found.length === 0) return found;
    const values = node.namesWhole === '@' ? startOf(node, input) : found;
    let tuples = start(values, frame);
    for (const step of steps) tuples = step(tuples, frame);
    return tuples;
  };
  if (node.group !== undefined) return compileTupleGroup(node, node.group, stream, options);
  if (node.keepTuples) return (input, frame) => collapse(stream(input, frame));
  return leavePath(
    node,
    (input, frame) => {
      const result = stream(input, frame);
      return result instanceof TupleStream ? asSequence(result.contexts()) : result;
    },
    options,
  );
}

function compileTupleGroup(node: PathNode, group: Group, stream: Evaluate, options: CodeOptions): Evaluate {
  const grouped = compileGroup(group, options);
  return (input, frame) => {
    const result = stream(input, frame);
    if (result instanceof TupleStream) return grouped(result, frame);
    const names = newTuple(node.tupleScope.names.length, unbound);
    return grouped(result, new Frame(names, frame, frame.evaluation));
  };
}

function compileStart(
  node: PathNode,
  step: Step | undefined,
  options: CodeOptions,
): (values: readonly unknown[], frame: Frame) => TupleStream {
  if (step === undefined) return () => new TupleStream([]);
  const sizeOf = (): number => node.tupleScope.names.length;
  if (step.node !== undefined) {
    const run = compileTupleStep(step, node.tupleScope, options);
    return (values, frame) => run(new TupleStream(values.map(value => newTuple(sizeOf(), value))), frame);
  }
  const sort = compileSort(step, options);
  const stages = compileStages(step.stages, options);
  return (values, frame) => {
    const tuples = sort(values, frame).map((value, at) => {
      const tuple = newTuple(sizeOf(), value);
      if (step.index !== undefined) tuple[step.index] = at;
      return tuple;
    });
    return stages(new TupleStream(tuples), frame);
  };
}

function compileTupleStep(step: Step, scope: Scope, options: CodeOptions): RunTuples {
  const stages = compileStages(step.stages, options);
  if (step.node === undefined) {
    const sort = compileTupleSort(step, options);
    return (stream, frame) => stages(sort(stream, frame), frame);
  }
  const evaluate = compileNode(step.node, options);
  const inner = streamScope(step.node);
  // Where each name of an inner stream stands in this path's tuples.
  const places = inner?.names.map(name => scope.names.indexOf(name)) ?? [];
  return (stream, frame) => {
    const run = frame.evaluation;
    const found: Tuple[] = [];
    spendFuel(run.budget, stream.tuples.length);
    for (const tuple of stream.tuples) {
      const result = evaluate(tuple[0], new Frame(tuple.slice(), frame, run));
      if (result === undefined) continue;
      if (result instanceof TupleStream) joinTuples(tuple, result, places, found, frame);
      else bindValues(tuple, isList(result) ? result : [result], step, found, frame);
    }
    return stages(new TupleStream(found), frame);
  };
}

function joinTuples(tuple: Tuple, stream: TupleStream, places: readonly number[], found: Tuple[], frame: Frame): void {
  spendFuel(frame.evaluation.budget, stream.tuples.length);
  for (const inner of stream.tuples) {
    const joined = tuple.slice();
    for (const [slot, value] of inner.entries()) {
      const place = places[slot];
      if (value !== unbound && place !== undefined && place >= 0) joined[place] = value;
    }
    found.push(joined);
  }
}

function bindValues(tuple: Tuple, values: readonly unknown[], step: Step, found: Tuple[], frame: Frame): void {
  spendFuel(frame.evaluation.budget, values.length);
  for (const [at, value] of values.entries()) {
    const bound = tuple.slice();
    if (step.focus === undefined) bound[0] = value;
    else bound[step.focus] = value;
    if (step.index !== undefined) bound[step.index] = at;
    if (step.ancestor !== undefined) bound[step.ancestor] = tuple[0];
    found.push(bound);
  }
}

function compileStages(stages: readonly Stage[], options: CodeOptions): RunTuples {
  const runs = stages.map((stage): RunTuples => {
    if (stage.kind === 'filter') return compileTupleFilter(stage, options);
    return stream => {
      for (const [at, tuple] of stream.tuples.entries()) tuple[stage.slot] = at;
      return stream;
    };
  });
  return (stream, frame) => runs.reduce((current, run) => run(current, frame), stream);
}

function compileTupleFilter(stage: Extract<Stage, { kind: 'filter' }>, options: CodeOptions): RunTuples {
  const { expression } = stage;
  if (expression.kind === 'literal' && typeof expression.value === 'number') {
    const pick = compileFilter(stage, options);
    return (stream, frame) => {
      const picked = pick(stream, frame);
      return picked instanceof TupleStream ? picked : new TupleStream([]);
    };
  }
  const condition = compileNode(expression, options);
  return (stream, frame) => filterTuples(stream.tuples, condition, frame);
}
