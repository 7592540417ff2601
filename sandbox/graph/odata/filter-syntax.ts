import { badRequest } from '../api/graph-error.ts';

export type Literal =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'dateTime'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'null' };

export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type TextFunction = 'startswith' | 'endswith' | 'contains';

/** A `$filter`, parsed. Paths are as written, without a type cast in front. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly inner: Filter }
  | {
      readonly kind: 'comparison';
      readonly path: string;
      readonly operator: ComparisonOperator;
      readonly literal: Literal;
    }
  | { readonly kind: 'in'; readonly path: string; readonly literals: readonly Literal[] }
  | { readonly kind: 'text'; readonly function: TextFunction; readonly path: string; readonly literal: Literal }
  /** `groupTypes/any(x:x eq 'Unified')` */
  | { readonly kind: 'any'; readonly path: string; readonly operator: 'eq' | 'startswith'; readonly literal: Literal };

interface Token {
  readonly kind: 'word' | 'string' | 'dateTime' | 'number' | 'mark' | 'end';
  readonly text: string;
}

const pattern =
  /\s*(?:('(?:[^']|'')*')|(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?(?:Z|[+-]\d{2}:\d{2}))?)|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.]*(?:\/[A-Za-z_][\w.]*)*)|([(),:]))/y;
const kinds = ['string', 'dateTime', 'number', 'word', 'mark'] as const;

/** Deepest nesting of brackets and `not`. */
const maxDepth = 50;

/**
 * Parses a `$filter`.
 *
 * @throws GraphError 400 that says what was found where
 */
export function parseFilter(text: string): Filter {
  const tokens = tokenise(text);
  let position = 0;
  const peek = (): Token => tokens[position] ?? { kind: 'end', text: '' };
  const next = (): Token => {
    const token = peek();
    position++;
    return token;
  };
  const takeWord = (word: string): boolean => {
    if (peek().kind !== 'word' || peek().text.toLowerCase() !== word) return false;
    position++;
    return true;
  };
  const takeMark = (mark: string): void => {
    const token = next();
    if (token.kind !== 'mark' || token.text !== mark)
      throw syntaxError(`'${mark}' expected but '${token.text}' found`, text);
  };

  const literal = (): Literal => toLiteral(next(), text);
  const disjunction = (depth: number): Filter => {
    let left = conjunction(depth);
    while (takeWord('or')) left = { kind: 'or', left, right: conjunction(depth) };
    return left;
  };
  const conjunction = (depth: number): Filter => {
    let left = negation(depth);
    while (takeWord('and')) left = { kind: 'and', left, right: negation(depth) };
    return left;
  };
  const negation = (depth: number): Filter => {
    if (depth > maxDepth) throw syntaxError('The node count or depth limit has been exceeded', text);
    if (takeWord('not')) return { kind: 'not', inner: negation(depth + 1) };
    if (peek().text !== '(' || peek().kind !== 'mark') return term();
    takeMark('(');
    const inner = disjunction(depth + 1);
    takeMark(')');
    return inner;
  };
  const term = (): Filter => {
    const token = next();
    if (token.kind !== 'word') throw syntaxError(`An identifier was expected but '${token.text}' found`, text);
    if (peek().text === '(' && peek().kind === 'mark')
      return token.text.includes('/') ? lambda(token.text) : textFunction(token.text);
    const path = withoutCast(token.text);
    const operator = next().text.toLowerCase();
    if (operator === 'in') return membership(path);
    if (!isComparison(operator)) throw syntaxError(`'${operator}' is no operator`, text);
    return { kind: 'comparison', path, operator, literal: literal() };
  };
  const membership = (path: string): Filter => {
    takeMark('(');
    const literals = [literal()];
    while (peek().text === ',') {
      takeMark(',');
      literals.push(literal());
    }
    takeMark(')');
    return { kind: 'in', path, literals };
  };
  const textFunction = (name: string): Filter => {
    const lower = name.toLowerCase();
    if (!isTextFunction(lower)) throw syntaxError(`An unknown function with name '${name}' was found`, text);
    takeMark('(');
    const path = withoutCast(next().text);
    takeMark(',');
    const value = literal();
    takeMark(')');
    return { kind: 'text', function: lower, path, literal: value };
  };
  const lambda = (name: string): Filter => {
    const slash = name.lastIndexOf('/');
    if (name.slice(slash + 1).toLowerCase() !== 'any') throw syntaxError(`'${name}' is no function`, text);
    takeMark('(');
    const variable = next().text;
    takeMark(':');
    const element = next().text;
    if (element !== variable) throw syntaxError(`Could not find a property named '${element}' in the lambda`, text);
    const operator = next().text.toLowerCase();
    if (operator !== 'eq') throw syntaxError(`'${operator}' is not supported in a lambda`, text);
    const value = literal();
    takeMark(')');
    return { kind: 'any', path: withoutCast(name.slice(0, slash)), operator, literal: value };
  };

  const filter = disjunction(0);
  if (peek().kind !== 'end') throw syntaxError(`Syntax error at '${peek().text}'`, text);
  return filter;
}

function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (text.slice(pattern.lastIndex).trim() !== '') {
    const at = pattern.lastIndex;
    const groups = pattern.exec(text);
    if (groups === null) {
      const unterminated = text.slice(at).trimStart().startsWith("'");
      throw syntaxError(
        unterminated ? 'There is an unterminated string literal' : `Syntax error at position ${at}`,
        text,
      );
    }
    const index = kinds.findIndex((_, kind) => groups[kind + 1] !== undefined);
    tokens.push({ kind: kinds[index] ?? 'mark', text: groups[index + 1] ?? '' });
  }
  return tokens;
}

function toLiteral(token: Token, text: string): Literal {
  switch (token.kind) {
    case 'string':
      return { type: 'string', value: token.text.slice(1, -1).replaceAll("''", "'") };
    case 'number':
      return { type: 'number', value: Number(token.text) };
    case 'dateTime': {
      const value = Date.parse(token.text);
      if (Number.isNaN(value)) throw syntaxError(`'${token.text}' is no date`, text);
      return { type: 'dateTime', value };
    }
    case 'word':
      if (token.text === 'true' || token.text === 'false') return { type: 'boolean', value: token.text === 'true' };
      if (token.text === 'null') return { type: 'null' };
      throw syntaxError(`A literal was expected but '${token.text}' found`, text);
    case 'mark':
    case 'end':
      throw syntaxError(`A literal was expected but '${token.text}' found`, text);
  }
}

/** A cast to a derived type in front of a property changes nothing here. */
function withoutCast(path: string): string {
  return path.replace(/^microsoft\.graph\.\w+\//, '');
}

function isComparison(word: string): word is ComparisonOperator {
  return ['eq', 'ne', 'gt', 'ge', 'lt', 'le'].includes(word);
}

function isTextFunction(word: string): word is TextFunction {
  return ['startswith', 'endswith', 'contains'].includes(word);
}

function syntaxError(problem: string, text: string) {
  return badRequest(`Invalid filter clause: ${problem} in '${text}'.`);
}
