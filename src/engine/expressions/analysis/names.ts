import { PatchbayError } from '../../../errors.ts';
import type { CompileOptions, FunctionDefinition } from '../expression.ts';
import type { LoweredTree } from '../syntax/lower.ts';
import { resolve } from '../syntax/scope.ts';
import type { Node } from '../syntax/tree.ts';
import { closest } from './closest.ts';
import { ownChildren, visitNodes } from './visit.ts';

/**
 * Checks every name that is not bound inside the expression.
 *
 * @throws PatchbayError EXPRESSION_INVALID with position and token
 */
export function checkNames(
  tree: LoweredTree,
  options: CompileOptions,
  functions: ReadonlyMap<string, FunctionDefinition>,
): void {
  const called = new Set<Node>();
  visitNodes(tree.root, node => {
    if (node.kind === 'call' || node.kind === 'partial') called.add(node.procedure);
    if (node.kind === 'variable') checkVariable(node, { isCalled: called.has(node), options, functions });
  });
  if (options.input === 'none') checkNoInput(tree.root, true);
}

interface Surroundings {
  readonly isCalled: boolean;
  readonly options: CompileOptions;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
}

function checkVariable(node: Extract<Node, { kind: 'variable' }>, around: Surroundings): void {
  const { name, position } = node;
  const { slots, free } = resolve(node.scope, name);
  const { variables } = around.options;
  if (!free || slots.length > 0 || name === '$' || around.functions.has(name)) return;
  if (variables === undefined ? !around.isCalled && !isParent(name) : variables.has(name)) return;
  const known = around.isCalled ? around.functions.keys() : (variables ?? []);
  const what = around.isCalled ? 'function' : 'variable';
  const code = around.isCalled ? 'T1006' : undefined;
  if (isParent(name)) throw invalid('There is no parent that % could mean here.', position, '%', code);
  const near = closest(name, [...known]);
  const names = around.isCalled ? Object.keys(around.options.functions ?? {}) : (variables ?? []);
  const hint = near === undefined ? available(what, [...names]) : ` Did you mean $${near}?`;
  throw invalid(`There is no ${what} $${name} here.${hint}`, position, `$${name}`, code);
}

function available(what: 'function' | 'variable', names: readonly string[]): string {
  const listed = names
    .toSorted()
    .map(name => `$${name}`)
    .join(', ');
  if (what === 'variable') return listed === '' ? '' : ` Available are ${listed}.`;
  return ` Available are ${listed === '' ? '' : `${listed} and `}those of docs/reference/functions.md.`;
}

/** The parser names what `%` means with a sign that no variable can have. */
const isParent = (name: string): boolean => name.startsWith('!');

function invalid(message: string, position: number, token: string, expressionCode?: string): PatchbayError {
  return new PatchbayError('EXPRESSION_INVALID', message, {
    position,
    token,
    ...(expressionCode === undefined ? {} : { expressionCode }),
  });
}

const noInput = 'There is no record here, so a path has to begin with a variable';

/**
 * Refuses what would read the input. Inside steps, predicates and groups after a variable the context is a value of that
 * variable, and paths are welcome.
 *
 * @param isFree the context value is the input
 */
function checkNoInput(node: Node, isFree: boolean): void {
  if (isFree) refuseInput(node);
  visitContexts(node, (child, changesContext) => {
    checkNoInput(child, isFree && !changesContext);
  });
}

function refuseInput(node: Node): void {
  if (node.kind === 'name') {
    throw invalid(`${noInput}, such as $query or $body: "${node.name}" has none.`, node.position, node.name);
  }
  if (node.kind === 'variable' && node.name === '$') throw invalid(`${noInput}.`, node.position, '$$');
  if (node.kind === 'context' || node.kind === 'wildcard' || node.kind === 'descendant') {
    throw invalid(`${noInput}.`, node.position, '$');
  }
}

/** The children of a node, and whether their context value is another than the node's own. */
function visitContexts(node: Node, visit: (child: Node, changesContext: boolean) => void): void {
  if (node.kind === 'path') {
    for (const [at, step] of node.steps.entries()) {
      if (step.node !== undefined) visit(step.node, at > 0);
      for (const term of step.terms ?? []) visit(term.expression, true);
      for (const stage of step.stages) if (stage.kind === 'filter') visit(stage.expression, true);
    }
  } else {
    for (const child of ownChildren(node)) visit(child, node.kind === 'transform' && child !== node.clone);
  }
  for (const predicate of node.predicates) visit(predicate.expression, true);
  for (const [key, value] of node.group?.pairs ?? []) {
    visit(key, true);
    visit(value, true);
  }
}
