import { hash as digest } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { PatchbayError } from '../../errors.ts';
import type { Budget } from './budget.ts';
import { findDemand } from './analysis/demand.ts';
import { findFindings } from './analysis/findings.ts';
import { madeLevels } from './analysis/made-levels.ts';
import { checkNames } from './analysis/names.ts';
import { syntaxHint } from './analysis/syntax-hint.ts';
import type { CompileOptions, Expression, FunctionDefinition, Variables } from './expression.ts';
import { failureOf } from './failure.ts';
import { Fault, publicError } from './fault.ts';
import { functionOf, standardFunctions } from './functions/registry.ts';
import { Evaluation } from './nodes/evaluation.ts';
import { Frame, type CodeOptions, type Evaluate } from './nodes/frame.ts';
import { compileNode } from './nodes/node.ts';
import { partsOf, remember, type CompiledParts } from './parts.ts';
import { generateEvaluate } from './source/generate.ts';
import { lower } from './syntax/lower.ts';
import { parse } from './syntax/parse.ts';
import type { Node } from './syntax/tree.ts';
import { wrapInput } from './values/marks.ts';
import { finish } from './values/output.ts';
import { unbound } from './values/tuples.ts';

/** Expressions kept by hash; a definition of any size compiles far fewer. */
const maxCached = 5_000;

/** Refused sources remembered: an override that is tried again and again costs nothing more. */
const maxRefused = 500;

/** Runs after which code is generated: by then it is surely read for many records. */
const runsBeforeSource = 50;

const cache = new LRUCache<string, Expression>({ max: maxCached });
const refused = new LRUCache<string, PatchbayError>({ max: maxRefused });

/**
 * A checked expression. What the same source with the same options needs is made once while it is remembered; one with
 * functions of its own is never remembered.
 *
 * @throws PatchbayError EXPRESSION_SYNTAX when it cannot be parsed, EXPRESSION_INVALID when it uses a variable, a function
 *   or an input that is not there; both with facts position, token and expressionCode
 */
export function compileExpression(source: string, options: CompileOptions = {}): Expression {
  const { origin, backend, ...meaning } = options;
  const expression = compileMeaning(source, meaning);
  const parts = partsOf(expression);
  if (parts === undefined || (origin === undefined && (backend ?? 'auto') === 'auto')) return expression;
  // What two places share is the code; each tells its own errors.
  return assemble(expression, { ...parts, ...(origin ? { origin } : {}), code: codeOf(parts, backend) });
}

function compileMeaning(source: string, options: CompileOptions): Expression {
  const hash = hashOf(source, options);
  if (options.functions !== undefined) return create(source, hash, options);
  const known = cache.get(hash);
  if (known !== undefined) return known;
  const refusal = refused.get(hash);
  if (refusal !== undefined) throw new PatchbayError(refusal.code, refusal.message, refusal.facts);
  try {
    // What is deeper than the stack is refused, whichever part of the compiler meets its end.
    const expression = guardSyntax(source, options, () => create(source, hash, options));
    cache.set(hash, expression);
    return expression;
  } catch (error) {
    if (error instanceof PatchbayError) refused.set(hash, error);
    throw error;
  }
}

function hashOf(source: string, options: CompileOptions): string {
  const meaning = [
    source,
    options.nulls ?? 'absent',
    options.input ?? 'record',
    options.variables === undefined ? null : [...options.variables].sort(),
    Object.keys(options.functions ?? {}).sort(),
  ];
  return digest('sha256', JSON.stringify(meaning), 'base64url');
}

function create(source: string, hash: string, options: CompileOptions): Expression {
  const functions = functionsOf(options);
  const guarded = <T>(work: () => T): T => guardSyntax(source, options, work);
  const tree = guarded(() => lower(parse(source), source));
  checkNames(tree, options, functions);
  const codeOptions = codeOptionsOf(options, functions);
  // Made at once: patterns and signatures are read on the way, and a wrong one has to be told now.
  const closures = guarded(() => compileNode(tree.root, codeOptions));
  const levels = madeLevels(tree.root, functions);
  const bareName = bareNameOf(tree.root);
  const demand = findDemand(tree, functions, options.variables);
  const facts = {
    source,
    hash,
    demand,
    findings: findFindings(tree),
    ...(bareName === undefined ? {} : { bareName }),
    ...(isConstant(tree.root) ? { constant: { value: tree.root.value } } : {}),
  };
  const code = generatedAfter(runsBeforeSource, closures, () => generateEvaluate(tree, codeOptions, functions));
  return assemble(facts, { tree, functions, options: codeOptions, closures, levels, code, demand });
}

function functionsOf({ functions: own }: CompileOptions): ReadonlyMap<string, FunctionDefinition> {
  if (own === undefined) return standardFunctions;
  const functions = new Map(standardFunctions);
  for (const name of Object.keys(own)) if (own[name] !== undefined) functions.set(name, own[name]);
  return functions;
}

function assemble(facts: Omit<Expression, 'run'>, parts: CompiledParts): Expression {
  const run: Expression['run'] = (input, variables, budget) => runCode(parts, { input, variables, budget });
  const expression: Expression = { ...facts, run };
  remember(expression, parts);
  return expression;
}

function codeOf(parts: CompiledParts, backend: CompileOptions['backend'] = 'auto'): () => Evaluate {
  const { tree, functions, options, closures } = parts;
  if (backend === 'auto') return parts.code;
  return backend === 'closures'
    ? () => closures
    : generatedAfter(0, closures, () => generateEvaluate(tree, options, functions));
}

/** Closures first, generated code once the expression has run often. */
function generatedAfter(runs: number, closures: Evaluate, generate: () => Evaluate | undefined): () => Evaluate {
  let current = closures;
  let runsLeft = runs;
  return () => {
    if (runsLeft === 0) current = generate() ?? closures;
    if (runsLeft >= 0) runsLeft -= 1;
    return current;
  };
}

function guardSyntax<T>(source: string, options: CompileOptions, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault) {
      throw publicError(error, 'EXPRESSION_SYNTAX', { hint: syntaxHint(source, error, options) });
    }
    if (error instanceof RangeError)
      throw new PatchbayError('EXPRESSION_SYNTAX', 'The expression is nested too deeply.');
    throw error;
  }
}

function codeOptionsOf(options: CompileOptions, functions: ReadonlyMap<string, FunctionDefinition>): CodeOptions {
  const made = new Map<string, unknown>();
  const functionNamed = (name: string): unknown => {
    const definition = functions.get(name);
    if (definition === undefined) return undefined;
    if (!made.has(name)) made.set(name, functionOf(definition));
    return made.get(name);
  };
  return { nulls: options.nulls ?? 'absent', given: options.variables, functionNamed };
}

interface Given {
  readonly input: unknown;
  readonly variables: Variables;
  readonly budget: Budget;
}

function runCode(parts: CompiledParts, { input, variables, budget }: Given): unknown {
  const { tree, levels } = parts;
  const { depth } = budget;
  const evaluate = parts.code();
  try {
    const run = new Evaluation(input, variables, budget);
    const slots = new Array<unknown>(tree.scope.names.length).fill(unbound);
    return finish(evaluate(wrapInput(input), new Frame(slots, undefined, run)), levels, budget);
  } catch (error) {
    throw failureOf(error, budget, { parts, input, variables });
  } finally {
    budget.depth = depth;
  }
}

function bareNameOf(root: Node): string | undefined {
  if (root.kind !== 'path' || root.steps.length !== 1 || root.group !== undefined || root.keepSingleton)
    return undefined;
  const [step] = root.steps;
  const isPlain = step?.node?.kind === 'name' && step.stages.length === 0 && step.node.predicates.length === 0;
  return isPlain && step.node?.kind === 'name' ? step.node.name : undefined;
}

function isConstant(root: Node): root is Extract<Node, { kind: 'literal' }> {
  return root.kind === 'literal' && root.predicates.length === 0 && root.group === undefined && !root.keepArray;
}
