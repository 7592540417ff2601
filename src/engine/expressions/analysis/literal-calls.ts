import { parse } from '../../expressions/syntax/parse.ts';

/** A call of a function by its name, as far as its arguments are written out. */
export interface LiteralCall {
  /** Without the `$`. */
  readonly name: string;
  /** Offset in the source. */
  readonly position: number;
  /** The first argument, when it is a text written out. */
  readonly text?: string;
  /** The keys of the second argument, when it is an object whose keys are all written out. */
  readonly keys?: readonly string[];
}

interface Tree {
  readonly type?: unknown;
  readonly value?: unknown;
  readonly position?: unknown;
  readonly procedure?: unknown;
  readonly arguments?: unknown;
  readonly lhs?: unknown;
}

/** Calls of some functions in an expression that parses. */
export function literalCalls(source: string, names: ReadonlySet<string>): readonly LiteralCall[] {
  const calls: LiteralCall[] = [];
  // The parser shares nodes, so its tree may hold circles.
  const seen = new Set<unknown>();
  const waiting: unknown[] = [parse(source)];
  for (let next = waiting.pop(); next !== undefined || waiting.length > 0; next = waiting.pop()) {
    if (!isTree(next) || seen.has(next)) continue;
    seen.add(next);
    const call = readCall(next, names);
    if (call) calls.push(call);
    waiting.push(...Object.values(next));
  }
  return calls.sort((a, b) => a.position - b.position);
}

/** The keys of an expression that as a whole is an object whose keys are all written out. */
export function literalKeysOf(source: string): readonly string[] | undefined {
  return literalKeys(parse(source));
}

function readCall(tree: Tree, names: ReadonlySet<string>): LiteralCall | undefined {
  if (tree.type !== 'function' || !isTree(tree.procedure) || !Array.isArray(tree.arguments)) return undefined;
  const name = tree.procedure.value;
  if (tree.procedure.type !== 'variable' || typeof name !== 'string' || !names.has(name)) return undefined;
  const [first, second]: readonly unknown[] = tree.arguments;
  const position = typeof tree.procedure.position === 'number' ? tree.procedure.position : 0;
  const text = literalText(first);
  const keys = literalKeys(second);
  return { name, position, ...(text === undefined ? {} : { text }), ...(keys === undefined ? {} : { keys }) };
}

function literalText(tree: unknown): string | undefined {
  return isTree(tree) && tree.type === 'string' && typeof tree.value === 'string' ? tree.value : undefined;
}

function literalKeys(tree: unknown): readonly string[] | undefined {
  if (!isTree(tree) || tree.type !== 'unary' || tree.value !== '{' || !Array.isArray(tree.lhs)) return undefined;
  const keys = tree.lhs.map((pair: unknown) => literalText(Array.isArray(pair) ? pair[0] : undefined));
  return keys.every(key => key !== undefined) ? keys : undefined;
}

/** The parser's trees are bags of fields and lists of them; whatever is read is checked. */
function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !(value instanceof RegExp);
}
