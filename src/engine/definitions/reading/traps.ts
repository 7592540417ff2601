import { isMap, isScalar, isSeq, visit, type Document, type Scalar, type YAMLError } from 'yaml';

/** A place where YAML read something else than was surely meant. */
export interface Trap {
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
}

const writeBlock = 'Write the expression as a `|` block on lines of its own.';

/** What the parser's own refusals mean to the author of a definition; several come from expressions. */
export function remedyFor(error: YAMLError, text: string): { readonly message: string; readonly hint?: string } {
  const message = messages[error.code] ?? sentence(error.message);
  const hint = hints[error.code] ?? hintForToken(error, text);
  return hint === undefined ? { message } : { message, hint };
}

const messages: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  BLOCK_AS_IMPLICIT_KEY: 'YAML takes the `: ` in this value for the start of a map.',
  BLOCK_IN_FLOW: 'YAML takes the `: ` in this value for the start of a map.',
  MULTIPLE_DOCS: 'A definition file holds one document.',
  TAB_AS_INDENT: 'YAML does not allow tabs as indentation.',
};

const hints: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  BLOCK_AS_IMPLICIT_KEY: writeBlock,
  BLOCK_IN_FLOW: writeBlock,
  BAD_SCALAR_START: writeBlock,
  MULTIPLE_DOCS: 'Remove the second `---`.',
  TAB_AS_INDENT: 'Indent with two spaces.',
  TAG_RESOLVE_FAILED: 'Definitions use no tags; if this is an expression, write it as a `|` block.',
};

/** `"x" & y` and `{ b: $f(a, "c") }` break off at a value; so does a comma or `]` that belongs to an expression. */
function hintForToken(error: YAMLError, text: string): string | undefined {
  if (error.code !== 'UNEXPECTED_TOKEN' && error.code !== 'MISSING_CHAR') return undefined;
  const line = text.slice(text.lastIndexOf('\n', error.pos[0] - 1) + 1, error.pos[0]);
  return /[:\-[{,]\s/.test(`${line} `) ? `If this is an expression: ${writeBlock.toLowerCase()}` : undefined;
}

const sentence = (message: string): string => `YAML: ${message.replace(/[.:]?\s*$/, '')}.`;

/** Finds expressions that YAML cut in two without an error: at ` #`, or at a comma inside `{ }` and `[ ]`. */
export function findCut(document: Document, text: string): Trap | undefined {
  let found: Trap | undefined;
  visit(document, {
    Scalar: (_key, node, path) => {
      if (node.type !== 'PLAIN') return undefined;
      const inFlow = path.some(parent => (isMap(parent) || isSeq(parent)) && parent.flow === true);
      found = cutAtComment(node, text) ?? (inFlow ? cutAtComma(node, text) : undefined);
      return found ? visit.BREAK : undefined;
    },
    Pair: (_key, pair, path) => {
      const parent = path.at(-1);
      if (!isMap(parent) || parent.flow !== true || !isScalar(pair.key)) return undefined;
      found = keyWithoutValue(pair.key, pair.value);
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

/** `items #$i.x`: binding an index reads as a comment. A comment for people does not start with a variable. */
function cutAtComment(node: Scalar, text: string): Trap | undefined {
  const end = node.range?.[1] ?? 0;
  const rest = /^[ \t]+(#[ \t]*\$[^\n]*)/.exec(text.slice(end, end + 400));
  if (rest?.[1] === undefined) return undefined;
  return {
    offset: end + rest[0].indexOf('#'),
    message: `YAML takes \`${rest[1].trim()}\` for a comment and cuts it off the expression.`,
    hint: writeBlock,
  };
}

function cutAtComma(node: Scalar, text: string): Trap | undefined {
  const [start, end] = node.range ?? [0, 0];
  if (!/^\s*,/.test(text.slice(end, end + 200)) || openBrackets(text.slice(start, end)) <= 0) return undefined;
  return {
    offset: start,
    message: `YAML ends this value at the comma: it reads \`${text.slice(start, end)}\`.`,
    hint: writeBlock,
  };
}

function keyWithoutValue(key: Scalar, value: unknown): Trap | undefined {
  if (value !== null && !(isScalar(value) && value.value === null && value.source === '')) return undefined;
  return {
    offset: key.range?.[0] ?? 0,
    message: `\`${String(key.value)}\` has no value: inside { } YAML starts a new key at a comma.`,
    hint: `Give the key a value; if it belongs to an expression: ${writeBlock.toLowerCase()}`,
  };
}

function openBrackets(text: string): number {
  let open = 0;
  for (const character of text) {
    if (character === '(') open += 1;
    else if (character === ')') open -= 1;
  }
  return open;
}
