import type { CompileOptions } from '../expression.ts';
import type { Fault } from '../fault.ts';
import { briefToken, tokensBefore } from '../syntax/parser-fault.ts';
import type { RoughToken } from '../syntax/rough-tokens.ts';
import { listedVariables } from './listed-variables.ts';
import { slipAt } from './slips.ts';

/**
 * What could stand where an expression cannot be parsed: the way to write what was surely meant, what is still open, and
 * the names that are there where one is wanted.
 *
 * @returns undefined where the message says it all
 */
export function syntaxHint(source: string, fault: Fault, options: CompileOptions): string | undefined {
  const { position } = fault;
  if (position === undefined) return undefined;
  const slip = fault.code === 'S0101' ? undefined : slipAt(source, position);
  if (slip !== undefined) return slip;
  const own = ownHints[fault.code];
  if (own !== undefined) return own(fault.token ?? '');
  if (!misplaced.has(fault.code)) return undefined;
  const tokens = tokensBefore(source, position);
  return misplacedHint(source, fault, tokens, options);
}

/** Codes of a token where another should be, or none where one should be. */
const misplaced = new Set(['S0201', 'S0202', 'S0203', 'S0205', 'S0206', 'S0207', 'S0211']);

const meantVariable = (token: string): string =>
  isName(token) ? `Did you mean \`$${token}\`?` : 'Write a `$` and a name.';

const ownHints: Readonly<Record<string, (token: string) => string>> = {
  S0101: token => `The other ${token.charAt(0)} is missing; within the text it is written \\${token.charAt(0)}.`,
  S0102: () => 'Write it as a text, in quotes.',
  S0103: () => 'After a backslash come only " \\ / b f n r t, and u with four digits.',
  S0208: meantVariable,
  S0210: () => 'Put the first grouping in parentheses: `(a{…}){…}`.',
  S0212: meantVariable,
  S0213: token => `A key that looks like this is written between backticks: \`\` \`${token}\` \`\`.`,
  S0214: token => `Write \`${token}$name\`.`,
  S0217: () => '`%` is the object that a step was taken from: it needs a step before it.',
  S0302: () => 'A pattern is written `/…/`; a slash after a value divides.',
};

function misplacedHint(
  source: string,
  fault: Fault,
  tokens: readonly RoughToken[],
  options: CompileOptions,
): string | undefined {
  const { code, token = '' } = fault;
  const expected = typeof fault.facts.value === 'string' ? fault.facts.value : '';
  const bracket = openBracket(source, tokens);
  const stray = straySigns[token];
  if (stray !== undefined && (code === 'S0201' || (bracket === undefined && closers.has(token)))) return stray;
  const isBracketMissing = code === 'S0202' || code === 'S0203';
  const sentences = [
    ...(isBracketMissing && bracket !== undefined ? [`Still open is \`${bracket}\`.`] : []),
    ...(forms[expected] ?? followingHint(source, tokens, fault, options)),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

/** How that is written whose next sign is missing. */
const forms: Readonly<Record<string, readonly string[]>> = {
  ':': ['An object is written `{ "key": value }`.'],
  '{': ['The body of a function stands in braces: `function($x) { … }`.'],
  '(': ['What to order by stands in parentheses: `^(name)`.'],
  '|': ['A transform is written `|path|{ "key": value }|`.'],
};

/** What may come after the tokens that were read. */
function followingHint(
  source: string,
  tokens: readonly RoughToken[],
  { code, token = '' }: Fault,
  options: CompileOptions,
): readonly string[] {
  const before = tokens[tokens.length - 1];
  const isAfterValue = before !== undefined && (before.kind === 'value' || before.kind === 'close');
  if (code !== 'S0201' && !isAfterValue) {
    const isStep = /(?:^|[^.])\.$/.test(source.slice(0, before?.end));
    return isStep ? [step] : valueHint(before === undefined ? '' : source.slice(0, before.end), options);
  }
  if (before === undefined || token === '' || straySigns[token] !== undefined) return [];
  return operatorHint(briefToken(source, before.position, before.end), token, code === 'S0202');
}

const step = 'After `.` comes a step: the name of a field, `*`, `$f(…)`, `{ … }` or `( … )`.';

function valueHint(source: string, { variables, input }: CompileOptions): readonly string[] {
  const field = input === 'none' ? '' : 'a field of the record, ';
  return [
    `A value comes here: ${field}a text in quotes, a number, a variable or a call such as \`$count(…)\`.`,
    ...listedVariables([...(variables ?? []), ...boundIn(source)]),
  ];
}

/** Names that a text binds, by `:=` and as parameters; there is no tree to ask. */
function boundIn(source: string): readonly string[] {
  const bindings = [...source.matchAll(/\$(\w+)\s*:=/g)].flatMap(([, name]) => name ?? []);
  const parameters = [...source.matchAll(/(?:function|λ)\s*\(([^()]*)\)/g)].flatMap(([, list]) =>
    [...(list ?? '').matchAll(/\$(\w+)/g)].flatMap(([, name]) => name ?? []),
  );
  return [...bindings, ...parameters];
}

function operatorHint(left: string, right: string, isInBrackets: boolean): readonly string[] {
  const comma = isInBrackets ? 'a comma or ' : '';
  return [
    `Between \`${left}\` and \`${right}\` comes ${comma}an operator such as \`.\`, \`&\`, \`=\` or \`and\`.`,
    ...(isName(left) && isName(right)
      ? [`One name with a blank is written between backticks: \`\` \`${left} ${right}\` \`\`.`]
      : []),
  ];
}

const isName = (token: string): boolean => /^[\p{L}_]\w*$/u.test(token) && !/^(?:true|false|null)$/.test(token);

const closers = new Set([')', ']', '}']);

/** Signs that may follow a value elsewhere, where they are met outside of what they belong to. */
const straySigns: Readonly<Record<string, string>> = {
  ')': 'There is no `(` that it would close.',
  ']': 'There is no `[` that it would close.',
  '}': 'There is no `{` that it would close.',
  ';': 'Several expressions in a row stand in parentheses: `(a; b)`.',
  ',': 'Several values are a list: `[a, b]`.',
  ':': '`:` belongs to `a ? b : c` and to `{ "key": value }`.',
  '..': 'A range stands in brackets: `[1..3]`.',
  '|': 'A transform is applied with `~>`: `a ~> |path|{ "key": value }|`.',
};

/** The innermost bracket that is open, with the name it follows or a little of what follows it. */
function openBracket(source: string, tokens: readonly RoughToken[]): string | undefined {
  const open: number[] = [];
  for (const [at, { kind }] of tokens.entries()) {
    if (kind === 'open') open.push(at);
    else if (kind === 'close') open.pop();
  }
  const at = open[open.length - 1];
  const bracket = at === undefined ? undefined : tokens[at];
  if (at === undefined || bracket === undefined) return undefined;
  const callee = tokens[at - 1];
  const isCall = callee?.kind === 'value' && callee.end === bracket.position;
  return isCall
    ? source.slice(callee.position, bracket.end)
    : briefToken(source, bracket.position, Math.min(source.trimEnd().length, bracket.position + 20));
}
