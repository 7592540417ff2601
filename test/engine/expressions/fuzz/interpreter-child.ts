import jsonata from 'jsonata';
import { functionMark, write } from '../written.ts';
import type { Answer, FuzzCase } from './interpreter.ts';

// Evaluates cases with the package's interpreter, one after another, and sends back what became of each. It may hang or
// die on the way: whoever started it waits only so long.

/** Limits of the interpreter itself; what runs into them is told by its codes D1011 and D1012. */
const limits = { timeout: 1_000, stack: 400, sequence: 100_000 };

process.on('message', (cases: readonly FuzzCase[]) => void answerAll(cases));

process.send?.('ready');

async function answerAll(cases: readonly FuzzCase[]): Promise<void> {
  for (const one of cases) process.send?.(await answer(one));
}

async function answer({ expression, input }: FuzzCase): Promise<Answer> {
  const before = write(input);
  try {
    const value: unknown = await jsonata(expression, limits).evaluate(input);
    if (writeOrRing(input) !== before) return { kind: 'wrote', what: 'its input' };
    const text = write(ordinary(value));
    return { kind: 'value', text, hasFunction: holdsFunction(value), isOutOfRange: holdsStrangeNumber(value) };
  } catch (error) {
    // What it says of an input that it changed itself is no answer to ours.
    if (writeOrRing(input) !== before) return { kind: 'wrote', what: 'its input' };
    if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
      const position = 'position' in error && typeof error.position === 'number' ? error.position : undefined;
      return { kind: 'error', code: error.code, position };
    }
    const [name, message] = error instanceof Error ? [error.name, error.message] : ['', String(error)];
    return { kind: 'crash', name, message };
  }
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

function holdsFunction(value: unknown): boolean {
  return isFunction(value) || childrenOf(value).some(holdsFunction);
}

function holdsStrangeNumber(value: unknown): boolean {
  return typeof value === 'number' ? !Number.isFinite(value) : childrenOf(value).some(holdsStrangeNumber);
}

function childrenOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null && !isFunction(value) ? Object.values(value) : [];
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
