import { snakeCase } from '../api/field-mask.ts';
import { FilterError, type Expression, type Operator } from './expression.ts';
import { tokenize, type Token } from './tokenize.ts';

/** Parts of the language that not every method takes. */
export interface Dialect {
  /** Words without a field, implied AND and calls: `"things to do" is_unread()`. */
  readonly keywords: 'allowed' | 'refused';
}

/** Deeper nesting is refused. */
const maxDepth = 20;

/**
 * Parses a filter. AND and OR side by side need parentheses, as Google demands.
 *
 * @throws FilterError
 */
export function parseFilter(filter: string, dialect: Dialect): Expression {
  const tokens = tokenize(filter);
  let position = 0;
  const peek = (): Token | undefined => tokens[position];
  const isWord = (text: string): boolean => {
    const token = peek();
    return token?.kind === 'word' && token.text === text;
  };
  const isEnd = (): boolean => peek() === undefined || peek()?.kind === 'close';

  function sequence(depth: number): Expression {
    if (depth > maxDepth) throw new FilterError('The filter is nested too deeply.');
    const terms = [term(depth)];
    let joined: 'and' | 'or' | undefined;
    while (!isEnd()) {
      const conjunction = isWord('AND') ? 'and' : isWord('OR') ? 'or' : undefined;
      if (conjunction === undefined && dialect.keywords === 'refused') throw new FilterError('AND or OR is missing.');
      if (conjunction !== undefined) position++;
      const joint = conjunction ?? 'and';
      if (joined !== undefined && joined !== joint) throw new FilterError('AND and OR need parentheses.');
      joined = joint;
      terms.push(term(depth));
    }
    const [only] = terms;
    return only !== undefined && joined === undefined ? only : { kind: joined ?? 'and', terms };
  }

  function term(depth: number): Expression {
    const token = tokens[position++];
    if (token?.kind === 'open') {
      const inner = sequence(depth + 1);
      if (tokens[position++]?.kind !== 'close') throw new FilterError('A parenthesis is not closed.');
      return inner;
    }
    if (token?.kind === 'quoted') return keyword(token.text);
    if (token?.kind !== 'word' || token.text === 'AND' || token.text === 'OR')
      throw new FilterError('A condition is missing.');
    const next = peek();
    if (next?.kind === 'operator') return comparison(token.text, next.text);
    if (next?.kind === 'open') return call(token.text);
    return keyword(token.text);
  }

  function comparison(name: string, operator: string): Expression {
    position++;
    const value = tokens[position++];
    if (value?.kind !== 'word' && value?.kind !== 'quoted') throw new FilterError(`The value of ${name} is missing.`);
    if (!/^[A-Za-z][\w.]*$/.test(name)) throw new FilterError(`${name} is no field.`);
    const field = name.split('.').map(snakeCase).join('.');
    // The tokenizer gives these operators only.
    return { kind: 'comparison', field, operator: operator as Operator, value: value.text };
  }

  function call(name: string): Expression {
    position++;
    if (tokens[position++]?.kind !== 'close') throw new FilterError(`${name} takes no arguments.`);
    if (dialect.keywords === 'refused') throw new FilterError(`There is no function ${name}.`);
    return { kind: 'call', name };
  }

  function keyword(text: string): Expression {
    if (dialect.keywords === 'refused')
      throw new FilterError(`${JSON.stringify(text)} stands alone; a condition is a field, an operator and a value.`);
    return { kind: 'text', text };
  }

  if (tokens.length === 0) throw new FilterError('The filter is empty.');
  const expression = sequence(0);
  if (position < tokens.length) throw new FilterError('A parenthesis is closed that was not opened.');
  return expression;
}
