import type { Group, Node, Step } from '../syntax/tree.ts';

/** What is done with a node. */
export type Visit = (node: Node) => void;

/** Visits the nodes directly below a node, left to right; predicates and grouping after the rest. */
export function forEachChild(node: Node, visit: Visit): void {
  forEachOwnChild(node, visit);
  for (const { expression } of node.predicates) visit(expression);
  if (node.group !== undefined) visitPairs(node.group, visit);
}

/**
 * Visits the nodes directly below a node without those of its predicates and grouping. Trees are gone through many times
 * while an expression is compiled: no list is made here that is thrown away at once.
 */
export function forEachOwnChild(node: Node, visit: Visit): void {
  switch (node.kind) {
    case 'path':
      for (const step of node.steps) visitStep(step, visit);
      return;
    case 'array':
      for (const item of node.items) visit(item);
      return;
    case 'object':
      visitPairs(node.members, visit);
      return;
    case 'negate':
      visit(node.operand);
      return;
    case 'arithmetic':
    case 'equality':
    case 'comparison':
    case 'logic':
    case 'concatenate':
    case 'range':
    case 'includes':
    case 'default':
    case 'apply':
      visit(node.left);
      visit(node.right);
      return;
    case 'bind':
      visit(node.value);
      return;
    case 'condition':
      visit(node.condition);
      visit(node.then);
      if (node.otherwise !== undefined) visit(node.otherwise);
      return;
    case 'block':
      for (const item of node.expressions) visit(item);
      return;
    case 'lambda':
      visit(node.body);
      return;
    default:
      visitCall(node, visit);
  }
}

function visitCall(node: Node, visit: Visit): void {
  switch (node.kind) {
    case 'call':
      visit(node.procedure);
      for (const argument of node.arguments) visit(argument);
      return;
    case 'partial':
      visit(node.procedure);
      for (const argument of node.arguments) if (argument !== undefined) visit(argument);
      return;
    case 'transform':
      visit(node.clone);
      visit(node.pattern);
      visit(node.update);
      if (node.deletion !== undefined) visit(node.deletion);
      return;
    default:
  }
}

function visitStep({ node, terms, stages }: Step, visit: Visit): void {
  if (node !== undefined) visit(node);
  if (terms !== undefined) for (const { expression } of terms) visit(expression);
  for (const stage of stages) if (stage.kind === 'filter') visit(stage.expression);
}

function visitPairs({ pairs }: Group, visit: Visit): void {
  for (const [key, value] of pairs) {
    visit(key);
    visit(value);
  }
}

/** The nodes `forEachOwnChild` visits, as a list. */
export function ownChildren(node: Node): Node[] {
  const children: Node[] = [];
  forEachOwnChild(node, child => children.push(child));
  return children;
}

/** Every node of a tree, parents before children, left to right. */
export function visitNodes(node: Node, visit: Visit): void {
  const goOn = (one: Node): void => {
    visit(one);
    forEachChild(one, goOn);
  };
  goOn(node);
}
