import jsonata from 'jsonata';
import type { Answer } from './interpreter.ts';
import type { Outcome } from './outcome.ts';

interface Rule {
  readonly reason: string;
  readonly applies: (source: string, ours: Outcome, theirs: Answer) => boolean;
}

/** A transform writes into whatever its pattern yields: the interpreter fails on a number, ours leaves it. */
const assignment = /^Cannot (?:create property|delete property|set properties of (?:null|undefined))/;

const rules: readonly Rule[] = [
  {
    reason: 'several errors: which of them is told is an accident of the order in which the interpreter goes',
    applies: (_, ours, theirs) =>
      ours.kind === 'error' &&
      theirs.kind === 'error' &&
      ours.position !== undefined &&
      theirs.position !== undefined &&
      ours.position !== theirs.position,
  },
  {
    reason: 'the argument of a transform is of the wrong type (T0410), which the interpreter tells without a place',
    applies: (source, ours, theirs) =>
      source.includes('|') &&
      ours.kind === 'error' &&
      theirs.kind === 'error' &&
      theirs.code === 'T0410' &&
      theirs.position === undefined,
  },
  {
    reason: 'a parent (%) that is nowhere is refused before anything runs; the interpreter reads nothing there',
    applies: (_, ours) => ours.kind === 'error' && ours.code === 'EXPRESSION_INVALID' && ours.text.includes(' %: '),
  },
  {
    reason: 'a function that is nowhere is refused before anything runs; the interpreter does not get to it',
    applies: (_, ours) => ours.kind === 'error' && ours.code === 'T1006' && ours.text.includes('There is no function'),
  },
  {
    reason: 'a result that holds a function is an error (D4005); the interpreter hands it out',
    applies: (_, ours, theirs) =>
      ours.kind === 'error' && ours.code === 'D4005' && theirs.kind === 'value' && theirs.hasFunction,
  },
  {
    reason: 'the interpreter crashes where a transform meets what is no object',
    applies: (source, _, theirs) =>
      source.includes('|') && theirs.kind === 'crash' && theirs.name === 'TypeError' && assignment.test(theirs.message),
  },
  {
    reason: 'the interpreter crashes where the separator of $split is missing; ours says that it is no pattern (T1006)',
    applies: (source, _, theirs) =>
      source.includes('$split(') &&
      theirs.kind === 'crash' &&
      theirs.message === "Cannot read properties of undefined (reading 'apply')",
  },
  {
    reason: 'the interpreter crashes where a call in tail position hands on a function of the language',
    applies: (source, _, theirs) =>
      /function\([^)]*\)\s*\{/.test(source) &&
      theirs.kind === 'crash' &&
      theirs.message === 'func.apply is not a function',
  },
  {
    reason: 'NaN and the infinities are errors (D1001); the interpreter hands them out',
    applies: (_, ours, theirs) =>
      ours.kind === 'error' && ours.code === 'D1001' && theirs.kind === 'value' && theirs.isOutOfRange,
  },
  {
    reason: 'the interpreter wrote into its input, which only reads',
    applies: (_, __, theirs) => theirs.kind === 'wrote',
  },
  {
    reason:
      'a transform that puts what it changes into itself makes a ring: ours refuses it (D4004), the interpreter crashes',
    applies: (source, ours, theirs) =>
      source.includes('|') &&
      ours.kind === 'error' &&
      ours.code === 'D4004' &&
      theirs.kind === 'crash' &&
      theirs.name === 'RangeError',
  },
  {
    reason: 'the interpreter wrote nothing into an empty list of the copy that a transform made',
    applies: (source, ours, theirs) =>
      source.includes('|') &&
      ours.kind === 'value' &&
      theirs.kind === 'value' &&
      theirs.text.replaceAll('[nothing]', '[]') === ours.text,
  },
  {
    reason: 'a comparison sees the names that the interpreter wrote onto a list of the copy that a transform made',
    applies: (source, ours, theirs) =>
      source.includes('|') &&
      source.includes('=') &&
      ours.kind === 'value' &&
      theirs.kind === 'value' &&
      ['true false', 'false true'].includes(`${ours.text} ${theirs.text}`),
  },
  {
    reason:
      'the parser loses patterns below ?? and ?: (package 2.2.2): the interpreter never ends, crashes or matches nothing',
    applies: source => losesPattern(source),
  },
  {
    reason: 'a limit of the interpreter (time, depth, length) that ours does not meet',
    applies: (_, __, theirs) => theirs.kind === 'error' && (theirs.code === 'D1011' || theirs.code === 'D1012'),
  },
];

/** Whether the package's parser leaves a pattern behind that is none. */
function losesPattern(source: string): boolean {
  if (!source.includes('/') || !/\?\?|\?:/.test(source)) return false;
  return isLost(jsonata(source).ast());
}

function isLost(node: unknown): boolean {
  if (typeof node !== 'object' || node === null || node instanceof RegExp) return false;
  const { type, value } = node as { type?: unknown; value?: unknown };
  return (type === 'regex' && !(value instanceof RegExp)) || Object.values(node).some(isLost);
}

/** Why ours may differ from the interpreter in a case; undefined when nothing says so. */
export function explain(source: string, ours: Outcome, theirs: Answer): string | undefined {
  return rules.find(rule => rule.applies(source, ours, theirs))?.reason;
}
