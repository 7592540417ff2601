import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { fileURLToPath } from 'node:url';
import { PatchbayError } from '../src/errors.ts';
import { createBudget, type BudgetLimits } from '../src/engine/expressions/budget.ts';
import { compileExpression } from '../src/engine/expressions/compile.ts';
import type { FunctionDefinition } from '../src/engine/expressions/expression.ts';

/** One case of the official suite. */
interface SuiteCase {
  readonly expr?: string;
  readonly 'expr-file'?: string;
  readonly data?: unknown;
  readonly dataset?: string | null;
  readonly bindings?: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
  readonly undefinedResult?: boolean;
  readonly code?: string;
  readonly error?: { readonly code?: string };
  readonly depth?: number;
  readonly unordered?: boolean;
}

export interface Conformance {
  readonly total: number;
  readonly passed: number;
  readonly exceptions: readonly { readonly case: string; readonly reason: string }[];
  readonly backends: { readonly closures: number; readonly source: number };
}

/** The official suite, beside the project. */
export const suiteFolder = fileURLToPath(new URL('../../shared/jsonata-test-suite/', import.meta.url));

/** Generous: the suite has cases of ten million elements. */
const limits: BudgetLimits = { fuel: 1e9, depth: 250, growth: 1e9, sliceMs: 10_000 };

/** The suite's own time limit for a loop that never ends. */
const endlessLimits: BudgetLimits = { ...limits, fuel: 5_000_000 };

/** Runs the official suite on both back ends; a case passes when it passes on both. */
export function runSuite(folder: string): Conformance {
  const exceptions: { case: string; reason: string }[] = [];
  const backends = { closures: 0, source: 0 };
  let total = 0;
  for (const group of readdirSync(`${folder}groups`).sort()) {
    for (const file of readdirSync(`${folder}groups/${group}`).sort()) {
      if (!file.endsWith('.json')) continue;
      const content = readJson(`${folder}groups/${group}/${file}`);
      const cases = (Array.isArray(content) ? content : [content]) as SuiteCase[];
      for (const [at, one] of cases.entries()) {
        total += 1;
        const closures = runCase(one, 'closures', `${folder}groups/${group}/`, folder);
        const source = runCase(one, 'source', `${folder}groups/${group}/`, folder);
        if (closures === undefined) backends.closures += 1;
        if (source === undefined) backends.source += 1;
        const reason = closures ?? (source === undefined ? undefined : `generated source: ${source}`);
        if (reason === undefined) continue;
        exceptions.push({ case: `${group}/${file}${cases.length > 1 ? `#${at}` : ''}`, reason });
      }
    }
  }
  return { total, passed: total - exceptions.length, exceptions, backends };
}

type Backend = keyof Conformance['backends'];

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** Why a case fails; undefined when it passes. */
function runCase(one: SuiteCase, backend: Backend, groupFolder: string, folder: string): string | undefined {
  const source = one.expr ?? readFileSync(groupFolder + String(one['expr-file']), 'utf8');
  const input = inputOf(one, folder);
  const wantedCode = one.code ?? one.error?.code;
  const outcome = evaluate(source, input, one, backend);
  if ('code' in outcome) {
    if (wantedCode === outcome.code) return undefined;
    const isLimit = wantedCode === 'U1001' && outcome.code === 'EXPRESSION_BUDGET';
    return isLimit
      ? undefined
      : `expected ${wantedCode ?? describe(one.result)}, failed with ${outcome.code}: ${outcome.message}`;
  }
  if (wantedCode !== undefined) return `expected ${wantedCode}, got ${describe(outcome.value)}`;
  const wanted = one.undefinedResult === true ? undefined : one.result;
  const isSame = one.unordered === true ? isSameSet(wanted, outcome.value) : isDeepStrictEqual(wanted, outcome.value);
  return isSame ? undefined : `expected ${describe(wanted)}, got ${describe(outcome.value)}`;
}

const describe = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);

function isSameSet(wanted: unknown, got: unknown): boolean {
  if (!Array.isArray(wanted) || !Array.isArray(got)) return false;
  const sorted = (list: readonly unknown[]): string[] => list.map(one => JSON.stringify(one)).sort();
  return isDeepStrictEqual(sorted(wanted), sorted(got));
}

function inputOf(one: SuiteCase, folder: string): unknown {
  if (one.dataset === undefined) return one.data;
  return one.dataset === null ? undefined : readJson(`${folder}datasets/${one.dataset}.json`);
}

type Outcome = { readonly value: unknown } | { readonly code: string; readonly message: string };

function evaluate(source: string, input: unknown, one: SuiteCase, backend: Backend): Outcome {
  try {
    const expression = compileExpression(source, { nulls: 'present', functions: { eval: evalFunction }, backend });
    const budget = createBudget(one.code === 'U1001' ? endlessLimits : limits);
    return { value: expression.run(input, one.bindings ?? {}, budget) };
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    return { code: error.facts.expressionCode ?? error.code, message: error.message };
  }
}

/** `$eval`, which only the suite has: customers' expressions do not get it. */
const evalFunction: FunctionDefinition = {
  name: 'eval',
  summary: 'Evaluates a string.',
  parameters: [
    { name: 'source', type: 'string', description: 'The expression.' },
    { name: 'context', type: 'any', description: 'Its input.', optional: true },
  ],
  signature: '<sx?:x>',
  readsContext: true,
  examples: [],
  implementation: ([source, focus], { input, variables, budget }) => {
    if (typeof source !== 'string') return undefined;
    const expression = attempt('D3120', () => compileExpression(source, { nulls: 'present' }));
    return attempt('D3121', () => expression.run(focus ?? input, variables, budget));
  },
};

function attempt<T>(code: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new PatchbayError('EXPRESSION_FAILED', String(error), { expressionCode: code, cause: error });
  }
}

function main(): void {
  if (!existsSync(suiteFolder)) {
    console.log(`The official suite is not at ${suiteFolder}; nothing was run.`);
    return;
  }
  const report = runSuite(suiteFolder);
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify(report, null, 2));
  } else {
    for (const exception of report.exceptions) console.log(`${exception.case}: ${exception.reason}`);
    console.log(`${report.passed} of ${report.total} cases of the official suite pass.`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
