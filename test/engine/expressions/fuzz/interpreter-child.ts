import jsonata from 'jsonata';
import { createBudget } from '../../../../src/engine/expressions/budget.ts';
import { standardFunctions } from '../../../../src/engine/expressions/functions/registry.ts';
import { maxDepth } from '../../../../src/engine/expressions/values/depth.ts';
import { functionMark, write } from '../written.ts';
import { fixedNowMs, fixedRandom, fixedVariables } from './fixed-sources.ts';
import { givenFunctions } from './given-functions.ts';
import type { Answer, Question } from './interpreter.ts';
import { loadMendedInterpreter } from './mended-interpreter.ts';

// Evaluates cases with the package's interpreter, one after another, and sends back what became of each. It may hang or
// die on the way: whoever started it waits only so long.

/** Limits of the interpreter itself; what runs into them is told by its codes D1011, D1012 and D2015. */
const limits = { timeout: 1_000, stack: 400, sequence: 100_000 };
const wideLimits = { timeout: 4_000, stack: 4_000, sequence: 2_000_000 };

const mended = loadMendedInterpreter();

Math.random = () => fixedRandom;
const SystemDate = Date;
/** The clock stands still where a date is made of nothing; `Date.now` goes on, for the limit of time. */
globalThis.Date = new Proxy(SystemDate, {
  construct: (made, args: [], target) =>
    Reflect.construct(made, args.length === 0 ? [fixedNowMs] : args, target) as Date,
});

process.on('message', (questions: readonly Question[]) => void answerAll(questions));

process.send?.('ready');

async function answerAll(questions: readonly Question[]): Promise<void> {
  for (const one of questions) process.send?.(await answer(one));
}

async function answer({ expression, input, without }: Question): Promise<Answer> {
  const before = write(input);
  mended.mend(without ?? []);
  try {
    const compiled = (without === undefined ? jsonata : mended.jsonata)(
      expression,
      without?.includes('limits') ? wideLimits : limits,
    );
    for (const name of givenFunctions) register(compiled, name);
    const value: unknown = await compiled.evaluate(input, structuredClone(fixedVariables));
    if (writeOrRing(input) !== before) return { kind: 'wrote', what: 'its input' };
    const fault = refusedPart(value, 0);
    if (fault !== undefined && without?.includes(fault.mend)) return { kind: 'error', code: fault.code };
    return { kind: 'value', text: write(ordinary(value)) };
  } catch (error) {
    // What it says of an input that it changed itself is no answer to ours.
    if (writeOrRing(input) !== before) return { kind: 'wrote', what: 'its input' };
    if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
      const { code, position, token } = error as { code: string; position?: unknown; token?: unknown };
      return {
        kind: 'error',
        code,
        ...(typeof position === 'number' ? { position } : {}),
        ...(typeof token === 'string' ? { token } : {}),
      };
    }
    if (error instanceof SyntaxError && without?.includes('expression')) return { kind: 'error', code: 'S0303' };
    const [name, message] = error instanceof Error ? [error.name, error.message] : ['', String(error)];
    return { kind: 'crash', name, message };
  }
}

/** Gives the interpreter a function of ours: what is compared is the call, not the function. */
function register(compiled: jsonata.Expression, name: string): void {
  const definition = standardFunctions.get(name);
  if (definition === undefined) throw new Error(`There is no function ${name}.`);
  const { arity, parameters, signature, implementation } = definition;
  const budget = createBudget();
  const context = {
    input: undefined,
    variables: {},
    budget,
    nowMs: () => fixedNowMs,
    call: () => {
      throw new Error(`${name} calls what it is given.`);
    },
  };
  const given = (...args: unknown[]): unknown => implementation(args, context);
  Object.defineProperty(given, 'length', { value: arity ?? parameters.length });
  compiled.registerFunction(name, given, signature);
}

/** It may have put its input into itself. */
function writeOrRing(value: unknown): string {
  try {
    return write(value);
  } catch (error) {
    if (error instanceof RangeError) return 'ring';
    throw error;
  }
}

/** The first part of a result that ours refuses to hand out. */
function refusedPart(
  value: unknown,
  depth: number,
): { readonly mend: 'number' | 'function' | 'depth'; readonly code: string } | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { mend: 'number', code: 'D1001' };
  if (isFunction(value)) return { mend: 'function', code: 'D4005' };
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > maxDepth) return { mend: 'depth', code: 'D4004' };
  // A list of the interpreter has more properties than its elements.
  for (const inner of Array.isArray(value) ? (value as unknown[]) : Object.values(value)) {
    const fault = refusedPart(inner, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isFunction(value: unknown): boolean {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return '_jsonata_lambda' in value || '_jsonata_function' in value;
}

/** The value as ordinary lists and objects. */
function ordinary(value: unknown): unknown {
  if (isFunction(value)) return functionMark;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordinary);
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    Object.defineProperty(copy, key, { value: ordinary(inner), writable: true, enumerable: true, configurable: true });
  }
  return copy;
}
