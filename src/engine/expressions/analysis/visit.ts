import type { Group, Node } from '../syntax/tree.ts';

/** The nodes directly below a node, left to right; predicates and grouping after the rest. */
export function childrenOf(node: Node): Node[] {
  return [...ownChildren(node), ...node.predicates.map(one => one.expression), ...pairsOf(node.group)];
}

/** The nodes directly below a node without those of its predicates and grouping. */
export function ownChildren(node: Node): Node[] {
  switch (node.kind) {
    case 'path':
      return node.steps.flatMap(step => [
        ...(step.node === undefined ? [] : [step.node]),
        ...(step.terms ?? []).map(term => term.expression),
        ...step.stages.flatMap(stage => (stage.kind === 'filter' ? [stage.expression] : [])),
      ]);
    case 'array':
      return [...node.items];
    case 'object':
      return pairsOf(node.members);
    case 'negate':
      return [node.operand];
    case 'arithmetic':
    case 'equality':
    case 'comparison':
    case 'logic':
    case 'concatenate':
    case 'range':
    case 'includes':
    case 'default':
    case 'apply':
      return [node.left, node.right];
    case 'bind':
      return [node.value];
    case 'condition':
      return [node.condition, node.then, ...(node.otherwise === undefined ? [] : [node.otherwise])];
    case 'block':
      return [...node.expressions];
    case 'call':
      return [node.procedure, ...node.arguments];
    case 'partial':
      return [node.procedure, ...node.arguments.filter(argument => argument !== undefined)];
    case 'lambda':
      return [node.body];
    case 'transform':
      return [node.clone, node.pattern, node.update, ...(node.deletion === undefined ? [] : [node.deletion])];
    default:
      return [];
  }
}

function pairsOf(group: Group | undefined): Node[] {
  return (group?.pairs ?? []).flatMap(pair => [...pair]);
}

/** Every node of a tree, parents before children, left to right. */
export function visitNodes(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of childrenOf(node)) visitNodes(child, visit);
}
