import { spendFuel, spendGrowth, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import type { FunctionDefinition } from '../expression.ts';
import { setKey, type Data } from '../values/keys.ts';
import { parameter, textCostTimes } from './parameters.ts';

const url = parameter('url', 'string', 'The URL.');

/** What may be the host of a URL, and what stands before it. */
const upToHost = /^[\u0000-\u0020]*(?:[A-Za-z][A-Za-z0-9+.\-\t\n\r]*:)?[/\\\t\n\r]*([^/\\?#]*)/;

/** Pays for the letters of a host beyond ASCII: writing them in ASCII takes the square of their number. */
function payForHost(text: string, budget: Budget): void {
  const host = upToHost.exec(text)?.[1] ?? '';
  if (host.length > 64 && /[^\u0000-\u0024\u0026-\u007f]/.test(host))
    spendFuel(budget, Math.floor(host.length ** 2 / 64));
}

function parse(text: string, budget: Budget): URL {
  payForHost(text, budget);
  try {
    // Relative addresses are of use too: `/path?a=b`.
    return new URL(text, 'relative://url');
  } catch (error) {
    throw error instanceof TypeError ? new Fault('D3140', { value: text }) : error;
  }
}

function queryOf(search: URLSearchParams, budget: Budget): Data {
  const found = new Map<string, string | string[]>();
  for (const [name, value] of search) {
    spendFuel(budget, 4);
    spendGrowth(budget, 2);
    const before = found.get(name);
    if (Array.isArray(before)) before.push(value);
    else found.set(name, before === undefined ? value : [before, value]);
  }
  const query: Data = {};
  for (const [name, value] of found) setKey(query, name, value);
  return query;
}

/** Taking a URL apart reads and writes each character several times, and three bytes for one beyond ASCII. */
const urlCost = textCostTimes(64);

/** Functions that take URLs apart. */
export const urlFunctions: readonly FunctionDefinition[] = [
  {
    name: 'queryOf',
    summary: 'The query parameters of a URL as an object; a repeated parameter has a list.',
    parameters: [url],
    signature: '<s:o>',
    cost: urlCost,
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
      return queryOf(parse(text, budget).searchParams, budget);
    },
  },
  {
    name: 'urlOf',
    summary:
      'The parts of a URL: `protocol`, `host`, `path`, `segments` (decoded), `query` and `fragment`, those that are there.',
    parameters: [url],
    signature: '<s:o>',
    cost: urlCost,
    examples: [
      { expression: '$urlOf("https://example.com/a%20b/c?x=1").segments', result: ['a b', 'c'] },
      { expression: '$urlOf("https://example.com:8080/").host', result: 'example.com:8080' },
    ],
    implementation: ([text], { budget }) => {
      if (typeof text !== 'string') return undefined;
      spendGrowth(budget, text.length * 2);
      const parsed = parse(text, budget);
      const isRelative = parsed.protocol === 'relative:';
      return {
        ...(isRelative ? {} : { protocol: parsed.protocol.slice(0, -1), host: parsed.host }),
        path: parsed.pathname,
        segments: segmentsOf(parsed.pathname, text),
        ...(parsed.search === '' ? {} : { query: queryOf(parsed.searchParams, budget) }),
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
