import { fixedKeys } from '../nodes/group.ts';
import { isBound } from '../syntax/scope.ts';
import type { Node, PathShape, Predicate } from '../syntax/tree.ts';
import { ownChildren } from '../analysis/visit.ts';
import { calleeOf } from './callee.ts';
import type { Emission, Site } from './emission.ts';

/** Whether code is generated for a node itself; otherwise its closure is called. */
export function isEligible(node: Node, site: Site, emission: Emission): boolean {
  if (node.group !== undefined || node.keepArray || !node.predicates.every(isPlainPredicate)) return false;
  switch (node.kind) {
    case 'literal':
    case 'context':
    case 'negate':
    case 'arithmetic':
    case 'equality':
    case 'comparison':
    case 'logic':
    case 'concatenate':
    case 'includes':
    case 'condition':
    case 'default':
    case 'block':
      return true;
    case 'name':
      return site.isPlain || site.isMissing === true;
    case 'variable':
      return isReachable(node, site);
    case 'bind':
      return isReachable(node, site);
    case 'path':
      if (site.isMissing === true && isOnlyNames(node)) return !node.keepSingleton;
      return isEligiblePath(node) && (site.isPlain || node.steps[0]?.node?.kind !== 'name');
    case 'array':
      return !node.isStep;
    case 'object':
      return fixedKeys(node.members) !== undefined;
    case 'call':
      return !node.tail && calleeOf(node, emission) !== undefined;
    case 'apply':
      return node.right.kind === 'call' && calleeOf(node.right, emission) !== undefined;
    default:
      return false;
  }
}

const isPlainPredicate = (predicate: Predicate): boolean => predicate.tupleScope === undefined;

/** Whether every place a name may be found in is one that generated code has. */
function isReachable(node: Extract<Node, { kind: 'variable' | 'bind' }>, site: Site): boolean {
  for (let at: typeof node.scope | undefined = node.scope; at !== undefined; at = at.parent) {
    if (at.names.includes(node.name) && !site.slots.has(at)) return false;
  }
  return true;
}

/** Whether code is generated for a path, wherever it stands; otherwise its closure is called for the whole of it. */
export function isEligiblePath(node: PathShape): boolean {
  if (node.plainSteps < node.steps.length || node.keepSingleton || node.keepTuples || node.startsWhole) return false;
  return node.steps.every(({ node: step, stages }) => {
    // A list constructor marks what it makes as one value of the step.
    if (step === undefined || (step.kind === 'array' && step.isStep)) return false;
    return stages.every(stage => stage.kind === 'filter' && isPlainPredicate(stage));
  });
}

/** Whether a path is nothing but names. */
export function isOnlyNames({ steps }: PathShape): boolean {
  return steps.every(
    ({ node, stages }) =>
      node?.kind === 'name' &&
      !node.keepArray &&
      node.predicates.length === 0 &&
      node.group === undefined &&
      stages.length === 0,
  );
}

/** Whether code can be written for a condition whose context is nothing: no path begins there but for those of names alone. */
export function isMissingEligible(node: Node): boolean {
  if (node.predicates.length > 0 || node.group !== undefined || node.keepArray) return false;
  switch (node.kind) {
    case 'literal':
    case 'name':
    case 'context':
      return true;
    case 'variable':
      return !isBound(node.scope, node.name);
    case 'path': {
      if (isOnlyNames(node)) return !node.keepSingleton;
      const [first, ...rest] = node.steps;
      return (
        first?.node?.kind === 'variable' &&
        isMissingEligible(first.node) &&
        rest.every(step => step.node?.kind === 'name' && isMissingEligible(step.node)) &&
        node.steps.every(step => step.stages.length === 0)
      );
    }
    case 'equality':
    case 'concatenate':
    case 'logic':
      return isMissingEligible(node.left) && isMissingEligible(node.right);
    case 'call':
      return node.procedure.kind === 'variable' && harmless.has(node.procedure.name) && node.arguments.length === 1
        ? node.arguments.every(isMissingEligible)
        : false;
    default:
      return false;
  }
}

/** Functions that take anything, nothing too. */
const harmless = new Set(['not', 'is', 'exists', 'boolean']);

/** Whether a node reads names of its own context: then the context has to be proven an object first. */
export function readsNames(node: Node): boolean {
  if (node.kind === 'name') return true;
  if (node.kind === 'path') {
    const [first] = node.steps;
    return first?.node !== undefined && readsNames(first.node);
  }
  if (node.kind === 'lambda') return false;
  return ownChildren(node).some(readsNames);
}

/** Whether anything in a tree reads or binds a name within the expression. */
export function usesBoundNames(node: Node): boolean {
  if (node.kind === 'bind' || node.kind === 'lambda' || node.kind === 'transform') return true;
  return node.kind === 'variable' && isBound(node.scope, node.name);
}
