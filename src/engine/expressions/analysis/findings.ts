import type { Finding } from '../expression.ts';
import type { LoweredTree } from '../syntax/lower.ts';
import { calleeName, type Node } from '../syntax/tree.ts';
import { ownChildren, visitNodes } from './visit.ts';

/** What parses but is surely not meant; whether it matters depends on where the expression stands. */
export function findFindings(tree: LoweredTree): readonly Finding[] {
  const findings: Finding[] = [];
  visitNodes(tree.root, node => {
    const kind = findingOf(node);
    if (kind !== undefined) findings.push({ kind, position: node.position, token: tokenOf(node) });
  });
  if (collapses(tree.root))
    findings.push({ kind: 'collapsing_path', position: tree.root.position, token: tokenOf(tree.root) });
  return findings.sort((a, b) => a.position - b.position);
}

const truths = new Set(['not', 'boolean']);

function findingOf(node: Node): Finding['kind'] | undefined {
  switch (node.kind) {
    case 'call': {
      const [argument] = node.arguments;
      const isTruth = node.arguments.length === 1 && truths.has(calleeName(node.procedure));
      return isTruth && argument !== undefined && isPath(argument) ? 'boolean_of_path' : undefined;
    }
    case 'equality':
      return node.operator === '!=' && isPath(node.left) && isPath(node.right) ? 'inequality_of_paths' : undefined;
    case 'concatenate':
      return readsCaller(node.left) || readsCaller(node.right) ? 'caller_concatenation' : undefined;
    default:
      return undefined;
  }
}

/** A value that may simply not be there. */
function isPath(node: Node): boolean {
  return (node.kind === 'path' || node.kind === 'variable') && node.group === undefined;
}

const callerVariables = new Set(['query', 'body', 'id']);

/** Functions after which a caller's value can no longer break out of where it is put. */
const guards = new Set(['plain', 'encodeUrlComponent', 'base64url', 'digest', 'number', 'is', 'exists', 'count']);

function readsCaller(node: Node): boolean {
  if (node.kind === 'variable') return callerVariables.has(node.name);
  if (node.kind === 'call' && guards.has(calleeName(node.procedure))) return false;
  // An inner `&` tells for itself.
  if (node.kind === 'concatenate') return false;
  return ownChildren(node).some(readsCaller);
}

/** Whether the whole result is a path that gives one value or a list, as the data has it. */
function collapses(root: Node): boolean {
  if (root.kind !== 'path' || root.keepSingleton || root.keepArray || root.group !== undefined) return false;
  const last = root.steps[root.steps.length - 1];
  if (last?.stages.some(stage => stage.kind === 'filter' && stage.expression.kind === 'literal') === true) return false;
  return root.steps.some(
    step =>
      step.node?.kind === 'wildcard' ||
      step.node?.kind === 'descendant' ||
      step.stages.some(stage => stage.kind === 'filter' && stage.expression.kind !== 'literal'),
  );
}

function tokenOf(node: Node): string {
  switch (node.kind) {
    case 'call':
      return `$${calleeName(node.procedure)}`;
    case 'equality':
      return node.operator;
    case 'concatenate':
      return '&';
    case 'path':
      return node.steps.map(step => (step.node?.kind === 'name' ? step.node.name : '…')).join('.');
    default:
      return node.kind;
  }
}
