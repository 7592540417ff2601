import { PatchbayError } from '../../../errors.ts';
import type { CompileOptions, FunctionDefinition } from '../expression.ts';
import type { LoweredTree } from '../syntax/lower.ts';
import { resolve, type Scope } from '../syntax/scope.ts';
import type { Node } from '../syntax/tree.ts';
import { closest } from './closest.ts';
import { listedVariables } from './listed-variables.ts';
import { listed } from './listed.ts';
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
  if (options.input === 'none') checkNoInput(tree.root, listedVariables(options.variables ?? [])[0]);
}

interface Surroundings {
  readonly isCalled: boolean;
  readonly options: CompileOptions;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
}

type VariableNode = Extract<Node, { kind: 'variable' }>;

function checkVariable(node: VariableNode, around: Surroundings): void {
  const { name, position } = node;
  const { slots, free } = resolve(node.scope, name);
  const { variables } = around.options;
  if (!free || slots.length > 0 || name === '$' || around.functions.has(name)) return;
  if (variables === undefined ? !around.isCalled && !isParent(name) : variables.has(name)) return;
  const expressionCode = around.isCalled ? 'T1006' : undefined;
  if (isParent(name)) {
    const hint = '`%` is the object that a step was taken from: it needs a step before it.';
    throw invalid('There is no parent that % could mean here.', { position, token: '%', expressionCode, hint });
  }
  const what = around.isCalled ? 'function' : 'variable';
  throw invalid(`There is no ${what} $${name} here.`, {
    position,
    token: `$${name}`,
    expressionCode,
    hint: around.isCalled ? functionHint(node, around) : variableHint(node, around),
  });
}

function functionHint(node: VariableNode, { options, functions }: Surroundings): string {
  const { name } = node;
  const bound = boundAround(node.scope);
  const near = closest(name, [...functions.keys(), ...bound]);
  if (near !== undefined) return `Did you mean \`$${near}\`?`;
  const own = [...Object.keys(options.functions ?? {}), ...bound].sort();
  const there = own.length === 0 ? [] : [`There are ${listed(own.map(other => `$${other}`))}.`];
  return [...there, 'The functions of the language are in docs/reference/functions.md.'].join(' ');
}

function variableHint({ name, scope }: VariableNode, { options }: Surroundings): string | undefined {
  const names = [...(options.variables ?? []), ...boundAround(scope)];
  const near = closest(name, names);
  return near === undefined ? listedVariables(names)[0] : `Did you mean \`$${near}\`?`;
}

/** Names that the expression itself binds around a place. */
function boundAround(scope: Scope): readonly string[] {
  const names: string[] = [];
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) names.push(...at.names);
  return names.filter(name => /^\w+$/.test(name));
}

/** The parser names what `%` means with a sign that no variable can have. */
const isParent = (name: string): boolean => name.startsWith('!');

interface Place {
  readonly position: number;
  readonly token: string;
  readonly expressionCode?: string | undefined;
  readonly hint: string | undefined;
}

function invalid(message: string, { position, token, expressionCode, hint }: Place): PatchbayError {
  return new PatchbayError('EXPRESSION_INVALID', message, {
    position,
    token,
    ...(expressionCode === undefined ? {} : { expressionCode }),
    ...(hint === undefined ? {} : { hint }),
  });
}

const noInput = 'There is no record here, so a path has to begin with a variable';

/**
 * Refuses what would read the input. Inside steps, predicates and groups after a variable the context is a value of that
 * variable, and paths are welcome.
 */
function checkNoInput(node: Node, hint: string | undefined): void {
  refuseInput(node, hint);
  visitContexts(node, (child, changesContext) => {
    if (!changesContext) checkNoInput(child, hint);
  });
}

function refuseInput(node: Node, hint: string | undefined): void {
  const { position } = node;
  if (node.kind === 'name') {
    const { name } = node;
    throw invalid(`${noInput}, such as $query or $body: "${name}" has none.`, { position, token: name, hint });
  }
  if (node.kind === 'variable' && node.name === '$') throw invalid(`${noInput}.`, { position, token: '$$', hint });
  if (node.kind === 'context' || node.kind === 'wildcard' || node.kind === 'descendant') {
    throw invalid(`${noInput}.`, { position, token: '$', hint });
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
