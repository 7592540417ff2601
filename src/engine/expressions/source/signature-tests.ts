import type { Signature } from '../syntax/signature.ts';
import * as types from './operand.ts';
import { isOnly, mayBe, type Operand } from './operand.ts';

/** What has to be asked before a function itself is called. */
export interface SignatureTests {
  readonly conditions: readonly string[];
  /** The arguments as the function wants them. */
  readonly given: readonly string[];
  /** Number of the function's parameters. */
  readonly width: number;
}

/** Type tests under which each argument belongs to the parameter in its place; undefined where that cannot be told. */
export function signatureTests({ parameters }: Signature, args: readonly Operand[]): SignatureTests | undefined {
  if (args.length > parameters.length) return undefined;
  const conditions: string[] = [];
  const given: string[] = [];
  for (const [at, parameter] of parameters.entries()) {
    if (parameter.repeats || parameter.lazy) return undefined;
    const arg = args[at];
    if (arg === undefined) {
      if (!parameter.optional || parameter.usesContext) return undefined;
      continue;
    }
    if (parameter.elements !== undefined) return undefined;
    const test = typeTest(parameter.accepts, arg);
    if (test === undefined) return undefined;
    if (test !== '') conditions.push(test);
    given.push(parameter.isList ? asList(arg) : arg.code);
  }
  return { conditions, given, width: parameters.length };
}

function asList(arg: Operand): string {
  if (isOnly(arg, types.list | types.nothing)) return arg.code;
  return `(isArray(${arg.code}) || ${arg.code} === undefined ? ${arg.code} : [${arg.code}])`;
}

const bits: Readonly<Record<string, number>> = {
  s: types.string,
  n: types.number,
  b: types.boolean,
  l: types.nullish,
  a: types.list,
  m: types.nothing,
};

/** What `typeof` says of a value of one of these types. */
const typeNames = [
  [types.string, 'string'],
  [types.number, 'number'],
  [types.boolean, 'boolean'],
  [types.nothing, 'undefined'],
] as const;

/** A test under which an argument is of one of some types; empty where it surely is. Of functions none is told. */
function typeTest(accepts: string, arg: Operand): string | undefined {
  const { code } = arg;
  if (accepts.length >= 8) return '';
  let accepted = 0;
  for (const letter of accepts) accepted |= bits[letter] ?? 0;
  if ((accepted & types.list) !== 0) return undefined;
  if (isOnly(arg, accepted)) return '';
  let tests = '';
  for (const [type, name] of typeNames) {
    if ((accepted & type) !== 0 && mayBe(arg, type)) tests += `${or(tests)}typeof ${code} === "${name}"`;
  }
  if ((accepted & types.nullish) !== 0) tests += `${or(tests)}${code} === null`;
  if (accepts.includes('o'))
    tests += `${or(tests)}(typeof ${code} === "object" && ${code} !== null && !isArray(${code}) && !isFunction(${code}))`;
  return tests === '' ? 'false' : `(${tests})`;
}

const or = (before: string): string => (before === '' ? '' : ' || ');
