import type { Group, Node, Step } from '../syntax/tree.ts';

/** The nodes directly below a node, left to right; predicates and grouping after the rest. */
export function childrenOf(node: Node): Node[] {
  const children = ownChildren(node);
  for (const { expression } of node.predicates) children.push(expression);
  if (node.group !== undefined) addPairs(node.group, children);
  return children;
}

/** The nodes directly below a node without those of its predicates and grouping; the list is the caller's own. */
export function ownChildren(node: Node): Node[] {
  switch (node.kind) {
    case 'path':
      return stepChildren(node.steps);
    case 'array':
      return [...node.items];
    case 'object':
      return addPairs(node.members, []);
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
      return node.otherwise === undefined ? [node.condition, node.then] : [node.condition, node.then, node.otherwise];
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

// Trees are gone through many times while an expression is compiled: nothing is made here that is thrown away at once.
function stepChildren(steps: readonly Step[]): Node[] {
  const children: Node[] = [];
  for (const { node, terms, stages } of steps) {
    if (node !== undefined) children.push(node);
    if (terms !== undefined) for (const { expression } of terms) children.push(expression);
    for (const stage of stages) if (stage.kind === 'filter') children.push(stage.expression);
  }
  return children;
}

function addPairs({ pairs }: Group, children: Node[]): Node[] {
  for (const [key, value] of pairs) children.push(key, value);
  return children;
}

/** Every node of a tree, parents before children, left to right. */
export function visitNodes(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of childrenOf(node)) visitNodes(child, visit);
}
