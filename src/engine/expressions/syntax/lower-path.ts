import type { AstNode, AstStage } from './ast.ts';
import { lowerNode, lowerPredicate, none, type Lowering } from './lower.ts';
import { createScope, declare, note, type Scope } from './scope.ts';
import type { Node, PathShape, Shape, SortTerm, Stage, Step } from './tree.ts';

/**
 * A path. Steps from the first one with `@`, `#` or a `%` that means it on run over tuples: names bound there live in
 * the path's own tuple scope.
 */
export function lowerPath(ast: AstNode, scope: Scope, state: Lowering): PathShape {
  const asts = ast.steps ?? [];
  const firstTuple = asts.findIndex(step => step.tuple === true);
  const plainSteps = firstTuple === -1 ? asts.length : firstTuple === 0 && asts[0]?.consarray === true ? 1 : firstTuple;
  const tupleScope = createScope('tuple', scope);
  const steps = asts.map((step, at) => {
    const inTuples = at >= plainSteps;
    const nodeScope = at > plainSteps || (inTuples && step.type !== 'sort') ? tupleScope : scope;
    return lowerStep(step, nodeScope, inTuples ? tupleScope : undefined, state);
  });
  return {
    kind: 'path',
    steps,
    keepSingleton: ast.keepSingletonArray === true,
    keepTuples: ast.tuple === true,
    startsWhole: asts[0]?.consarray === true,
    ...(firstTuple === 0 && plainSteps === 1 ? { namesWhole: asts[0]?.focus === undefined ? '#' : '@' } : {}),
    isAbsolute: asts[0]?.type === 'variable',
    tupleScope,
    plainSteps,
  };
}

/** The scope whose tuples a node yields as its value, when an outer path reads names bound inside it. */
export function streamScope(shape: Shape): Scope | undefined {
  if (shape.kind === 'path') return shape.keepTuples ? shape.tupleScope : undefined;
  if (shape.kind !== 'block') return undefined;
  const last = shape.expressions[shape.expressions.length - 1];
  return last === undefined ? undefined : streamScope(last);
}

function lowerStep(ast: AstNode, scope: Scope, tupleScope: Scope | undefined, state: Lowering): Step {
  const node: Node | undefined = ast.type === 'sort' ? undefined : lowerNode(ast, scope, state);
  if (tupleScope === undefined && node !== undefined) {
    return { node, position: ast.position ?? 0, stages: lowerStages(ast, scope, undefined, state) };
  }
  const inner = node === undefined ? undefined : streamScope(node);
  if (tupleScope !== undefined && inner !== undefined) {
    for (const name of inner.names) declare(tupleScope, name);
  }
  const slotOf = (name: string | undefined): number | undefined =>
    name === undefined || tupleScope === undefined ? undefined : declare(tupleScope, name);
  const focus = slotOf(ast.focus);
  const index = slotOf(ast.index);
  const ancestor = slotOf(ast.ancestor?.label);
  for (const name of [ast.focus, ast.index, ast.ancestor?.label]) {
    if (name !== undefined && tupleScope !== undefined) note(tupleScope, name, 'settled');
  }
  return {
    ...(node === undefined ? { terms: lowerTerms(ast, scope, state) } : { node }),
    position: ast.position ?? 0,
    ...(focus === undefined ? {} : { focus }),
    ...(index === undefined ? {} : { index }),
    ...(ancestor === undefined ? {} : { ancestor }),
    stages: lowerStages(ast, tupleScope ?? scope, tupleScope, state),
  };
}

function lowerTerms(ast: AstNode, scope: Scope, state: Lowering): SortTerm[] {
  return (ast.terms ?? []).map(term => ({
    descending: term.descending,
    expression: lowerNode(term.expression, scope, state),
  }));
}

function lowerStages(
  { stages }: AstNode,
  scope: Scope,
  tupleScope: Scope | undefined,
  state: Lowering,
): readonly Stage[] {
  return stages === undefined ? none : stages.map(stage => lowerStage(stage, scope, tupleScope, state));
}

function lowerStage(stage: AstStage, scope: Scope, tupleScope: Scope | undefined, state: Lowering): Stage {
  if (stage.type === 'index') {
    return { kind: 'index', slot: tupleScope === undefined ? 0 : declare(tupleScope, stage.value ?? '') };
  }
  return { kind: 'filter', ...lowerPredicate(stage, scope, undefined, state) };
}
