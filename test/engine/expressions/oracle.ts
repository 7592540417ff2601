import jsonata from 'jsonata';
import { PatchbayError } from '../../../src/errors.ts';
import { createBudget } from '../../../src/engine/expressions/budget.ts';
import { compileExpression } from '../../../src/engine/expressions/compile.ts';

/** What became of an expression: a value, or the code of an error. */
export type Outcome = { readonly value: unknown } | { readonly error: string };

/** Codes of errors only this engine has, with the reason: what it refuses, the interpreter lets pass. */
const ownErrors = new Set(['D1001', 'D4004', 'D4005', 'EXPRESSION_BUDGET', 'EXPRESSION_INVALID']);

/** What our engine makes of an expression, by the language's own rule for null. */
export function runOurs(source: string, input: unknown): Outcome {
  try {
    const expression = compileExpression(source, { nulls: 'present' });
    return { value: expression.run(input, {}, createBudget({ sliceMs: 5_000 })) };
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    return { error: error.facts.expressionCode ?? error.code };
  }
}

/** What the package's interpreter makes of it. */
export async function runOracle(source: string, input: unknown): Promise<Outcome> {
  // Below these two its patterns are lost, and matching with what is left of them never ends.
  if (source.includes('/') && /\?\?|\?:/.test(source)) return { error: 'crash' };
  const before = write(input);
  const copy: unknown = structuredClone(input);
  try {
    const expression = jsonata(source, { timeout: 2_000, stack: 400, sequence: 100_000 });
    const value: unknown = await expression.evaluate(copy);
    // It writes nothing into empty lists when it groups them: into its input, or into the copy a transform made.
    const isUntouched = write(copy) === before && !holdsNothing(value);
    return isUntouched ? { value: ordinary(value) } : { error: 'crash' };
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'crash';
    return { error: code };
  }
}

/** No list of the language holds nothing; one that does was written to. */
function holdsNothing(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(entry => entry === undefined || holdsNothing(entry));
  return Object.values(value).some(holdsNothing);
}

/** A function in a result of the interpreter. */
const functionMark = Symbol('function');

/** The interpreter's value as ordinary lists and objects. */
function ordinary(value: unknown): unknown {
  if (typeof value === 'function') return functionMark;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordinary);
  if ('_jsonata_lambda' in value || '_jsonata_function' in value) return functionMark;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    Object.defineProperty(copy, key, { value: ordinary(inner), writable: true, enumerable: true, configurable: true });
  }
  return copy;
}

/**
 * How two outcomes differ, or undefined when they do not, or when the difference is meant. Which of several errors is
 * told is an accident of the interpreter's order, so that any two errors are alike.
 */
export function difference(ours: Outcome, theirs: Outcome): string | undefined {
  if ('error' in ours) {
    if ('error' in theirs || ownErrors.has(ours.error)) return undefined;
    return `ours failed with ${ours.error}, theirs gave ${write(theirs.value)}`;
  }
  if ('error' in theirs) {
    // A crash is a defect of the interpreter, and so is a limit that only it has.
    if (theirs.error === 'crash' || theirs.error === 'D1011' || theirs.error === 'D1012') return undefined;
    return `ours gave ${write(ours.value)}, theirs failed with ${theirs.error}`;
  }
  const [left, right] = [write(ours.value), write(theirs.value)];
  return left === right ? undefined : `ours gave ${left}, theirs ${right}`;
}

/** A value as text that tells apart what JSON does not: -0, nothing, the order of keys. */
export function write(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Object.is(value, -0)) return '-0';
  if (value === functionMark) return 'function';
  if (typeof value !== 'object' || value === null)
    return typeof value === 'number' ? String(value) : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  const proto: unknown = Object.getPrototypeOf(value);
  const kind = proto === Object.prototype ? '' : 'strange ';
  return `${kind}{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${write(inner)}`)
    .join(',')}}`;
}
