import { spendGrowth } from '../budget.ts';
import { Fault } from '../fault.ts';
import type { FunctionDefinition } from '../expression.ts';
import { setKey, type Data } from '../values/keys.ts';
import { parameter, textCost } from './parameters.ts';

const url = parameter('url', 'string', 'The URL.');

function parse(text: string): URL {
  try {
    // Relative addresses are of use too: `/path?a=b`.
    return new URL(text, 'relative://url');
  } catch (error) {
    throw error instanceof TypeError ? new Fault('D3140', { value: text }) : error;
  }
}

function queryOf(search: URLSearchParams): Data {
  const query: Data = {};
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    setKey(query, name, values.length === 1 ? values[0] : values);
  }
  return query;
}

/** Functions that take URLs apart. */
export const urlFunctions: readonly FunctionDefinition[] = [
  {
    name: 'queryOf',
    summary: 'The query parameters of a URL as an object; a repeated parameter has a list.',
    parameters: [url],
    signature: '<s:o>',
    cost: textCost,
    examples: [
      { expression: '$queryOf("https://example.com/x?a=1&b=2&b=3").b', result: ['2', '3'] },
      {
        expression: '$queryOf(link)."$skiptoken"',
        input: { link: 'https://example.com/?%24skiptoken=x' },
        result: 'x',
      },
    ],
    implementation: ([text], { budget }) => {
      if (typeof text !== 'string') return undefined;
      spendGrowth(budget, text.length);
      return queryOf(parse(text).searchParams);
    },
  },
  {
    name: 'urlOf',
    summary:
      'The parts of a URL: `protocol`, `host`, `path`, `segments` (decoded), `query` and `fragment`, those that are there.',
    parameters: [url],
    signature: '<s:o>',
    cost: textCost,
    examples: [
      { expression: '$urlOf("https://example.com/a%20b/c?x=1").segments', result: ['a b', 'c'] },
      { expression: '$urlOf("https://example.com:8080/").host', result: 'example.com:8080' },
    ],
    implementation: ([text], { budget }) => {
      if (typeof text !== 'string') return undefined;
      spendGrowth(budget, text.length * 2);
      const parsed = parse(text);
      const isRelative = parsed.protocol === 'relative:';
      return {
        ...(isRelative ? {} : { protocol: parsed.protocol.slice(0, -1), host: parsed.host }),
        path: parsed.pathname,
        segments: segmentsOf(parsed.pathname, text),
        ...(parsed.search === '' ? {} : { query: queryOf(parsed.searchParams) }),
        ...(parsed.hash === '' ? {} : { fragment: parsed.hash.slice(1) }),
      };
    },
  },
];

function segmentsOf(path: string, text: string): string[] {
  try {
    return path
      .split('/')
      .filter(segment => segment !== '')
      .map(decodeURIComponent);
  } catch (error) {
    throw error instanceof URIError ? new Fault('D3140', { value: text }) : error;
  }
}
