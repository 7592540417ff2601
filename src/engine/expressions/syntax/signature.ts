import { Fault } from '../fault.ts';
import { isFunction } from '../values/functions.ts';
import { isList } from '../values/marks.ts';

interface Parameter {
  /** Letters of the types that may stand here; `m` is nothing. */
  readonly accepts: string;
  /** The same as a set of bits, by `bits`. */
  readonly accepted: number;
  readonly isList: boolean;
  /** Type of the elements of a list. */
  readonly elements?: string;
  /** May be left out; the context value then takes its place. */
  readonly usesContext: boolean;
  readonly optional: boolean;
  readonly repeats: boolean;
  /** `s-?`: takes nothing where that is possible. */
  readonly lazy: boolean;
}

/** A parsed signature: what a function takes. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  /** Number of arguments it takes when each is given once. */
  readonly arity: number;
  readonly hasContext: boolean;
  /** No parameter repeats or is lazy. */
  readonly isPlain: boolean;
}

const plural: Readonly<Record<string, string>> = {
  a: 'arrays',
  b: 'booleans',
  f: 'functions',
  n: 'numbers',
  o: 'objects',
  s: 'strings',
};

const anything = 'asnblfom';

/** The types a letter accepts. */
function acceptedBy(letter: string): string {
  if (letter === 'a' || letter === 'x') return anything;
  if (letter === 'j') return 'asnblom';
  return letter === 'f' ? 'f' : `${letter}m`;
}

type Draft = { -readonly [K in keyof Omit<Parameter, 'accepted'>]: Parameter[K] } & { letter: string };

/**
 * Reads a signature such as `<s-n?:s>`. Letters it does not know are skipped, as the language does.
 *
 * @throws Fault S0401, S0402
 */
export function parseSignature(text: string): Signature {
  const drafts: Draft[] = [];
  for (let at = 1; at < text.length && text.charAt(at) !== ':'; at += 1) {
    const letter = text.charAt(at);
    const last = drafts[drafts.length - 1];
    if ('snblofajx'.includes(letter)) drafts.push(newDraft(letter, acceptedBy(letter)));
    else if (letter === '(') {
      const end = closing(text, at, '(', ')');
      const choice = text.slice(at + 1, end);
      if (choice.includes('<')) throw new Fault('S0402', { value: choice });
      drafts.push(newDraft('(', `${choice}m`));
      at = end;
    } else if (letter === '<') {
      if (last === undefined || !'af'.includes(last.letter)) throw new Fault('S0401', { value: last?.letter });
      const end = closing(text, at, '<', '>');
      last.elements = text.slice(at + 1, end);
      at = end;
    } else if (last !== undefined) qualify(last, letter);
  }
  const parameters: readonly Parameter[] = drafts.map(draft => ({ ...draft, accepted: bitsOf(draft.accepts) }));
  return {
    parameters,
    arity: parameters.length,
    hasContext: parameters.some(one => one.usesContext),
    isPlain: !parameters.some(one => one.repeats || one.lazy),
  };
}

function newDraft(letter: string, accepts: string): Draft {
  return { letter, accepts, isList: letter === 'a', usesContext: false, optional: false, repeats: false, lazy: false };
}

function qualify(draft: Draft, sign: string): void {
  if (sign === '-') {
    draft.usesContext = true;
    draft.optional = true;
  } else if (sign === '?') {
    draft.lazy = draft.optional;
    draft.optional = true;
  } else if (sign === '+') draft.repeats = true;
}

function closing(text: string, from: number, open: string, close: string): number {
  let depth = 1;
  for (let at = from + 1; at < text.length; at += 1) {
    if (text.charAt(at) === open) depth += 1;
    if (text.charAt(at) === close) depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

const bits = { a: 1, s: 2, n: 4, b: 8, l: 16, f: 32, o: 64, m: 128 } as const;

/** The bit of a value's type. */
function bitOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return bits.s;
    case 'number':
      return bits.n;
    case 'boolean':
      return bits.b;
    case 'object':
      if (value === null) return bits.l;
      if (isList(value)) return bits.a;
      return isFunction(value) ? bits.f : bits.o;
    default:
      return bits.m;
  }
}

const bitsOf = (letters: string): number =>
  Object.entries(bits).reduce((sum, [letter, bit]) => (letters.includes(letter) ? sum | bit : sum), 0);

/** The letter of a value's type. */
function letterOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 's';
    case 'number':
      return 'n';
    case 'boolean':
      return 'b';
    case 'object':
      if (value === null) return 'l';
      if (isList(value)) return 'a';
      return isFunction(value) ? 'f' : 'o';
    default:
      return 'm';
  }
}

/**
 * The arguments as the function wants them: the context value where one is left out, single values as lists.
 *
 * @throws Fault T0410, T0411, T0412
 */
export function applySignature(signature: Signature, args: readonly unknown[], context: unknown): readonly unknown[] {
  const direct = takeInOrder(signature, args, context);
  if (direct !== undefined) return direct;
  const letters = args.map(letterOf);
  const counts = share(signature.parameters, letters);
  if (counts === undefined) throw wrongArgument(signature.parameters, letters, args);
  const result: unknown[] = [];
  let at = 0;
  for (const [index, parameter] of signature.parameters.entries()) {
    const count = counts[index] ?? 0;
    if (count === 0 && parameter.usesContext) {
      if (!parameter.accepts.includes(letterOf(context))) throw new Fault('T0411', { value: context, index: at + 1 });
      result.push(context);
    } else if (count === 0) {
      result.push(args[at]);
      at += 1;
    }
    for (let taken = 0; taken < count; taken += 1, at += 1) {
      result.push(parameter.isList ? listArgument(parameter, args[at], letters[at] ?? 'm', at, count) : args[at]);
    }
  }
  return result;
}

/** Most calls give each parameter its argument in turn: then there is nothing to share out. */
function takeInOrder(
  { parameters, isPlain }: Signature,
  args: readonly unknown[],
  context: unknown,
): unknown[] | undefined {
  const { length } = args;
  if (!isPlain || length > parameters.length) return undefined;
  const result: unknown[] = [];
  for (let at = 0; at < parameters.length; at += 1) {
    const parameter = parameters[at];
    if (parameter === undefined) return undefined;
    if (at >= length && (!parameter.optional || parameter.usesContext)) {
      if (!parameter.usesContext || (bitOf(context) & parameter.accepted) === 0) return undefined;
      result.push(context);
      continue;
    }
    const value = args[at];
    const bit = bitOf(value);
    if (at < length && (bit & parameter.accepted) === 0) return undefined;
    if (!parameter.isList || bit === bits.m) {
      result.push(value);
      continue;
    }
    const { elements } = parameter;
    if (elements !== undefined && !elementsFit(value, letterOf(value), elements, 1)) return undefined;
    result.push(bit === bits.a ? value : [value]);
  }
  return result;
}

function listArgument(parameter: Parameter, value: unknown, letter: string, at: number, count: number): unknown {
  if (letter === 'm') return undefined;
  const { elements } = parameter;
  if (elements !== undefined && !elementsFit(value, letter, elements, count)) {
    throw new Fault('T0412', { value, index: at + 1, type: plural[elements] ?? 'the right type' });
  }
  return letter === 'a' ? value : [value];
}

function elementsFit(value: unknown, letter: string, elements: string, count: number): boolean {
  if (!isList(value)) return count === 1 && letter === elements;
  if (value.length === 0) return true;
  const wanted = elements.charAt(0);
  return value.every(element => letterOf(element) === wanted);
}

/** How many arguments each parameter takes, preferring earlier ones; undefined when they do not fit. */
function share(parameters: readonly Parameter[], letters: readonly string[]): readonly number[] | undefined {
  const hopeless = new Set<number>();
  const counts: number[] = [];
  const width = letters.length + 1;
  const fit = (index: number, at: number): boolean => {
    const parameter = parameters[index];
    if (parameter === undefined) return at === letters.length;
    const key = index * width + at;
    if (hopeless.has(key)) return false;
    for (const count of choices(parameter, letters, at)) {
      counts[index] = count;
      if (fit(index + 1, at + count)) return true;
    }
    hopeless.add(key);
    return false;
  };
  return fit(0, 0) ? counts : undefined;
}

function choices(parameter: Parameter, letters: readonly string[], from: number): number[] {
  const most = parameter.repeats ? letters.length - from : 1;
  const counts: number[] = parameter.optional ? [0] : [];
  for (let count = 1; count <= most && parameter.accepts.includes(letters[from + count - 1] ?? '-'); count += 1) {
    counts.push(count);
  }
  return parameter.lazy ? counts : counts.reverse();
}

function wrongArgument(parameters: readonly Parameter[], letters: readonly string[], args: readonly unknown[]): Fault {
  let good = 0;
  for (const parameter of parameters) {
    const most = choices(parameter, letters, good)[0];
    if (most === undefined) break;
    good += most;
  }
  return new Fault('T0410', { value: args[good], index: good + 1 });
}
