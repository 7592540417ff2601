import { createHash } from 'node:crypto';
import { spendGrowth } from '../budget.ts';
import { Fault } from '../fault.ts';
import type { FunctionContext, FunctionDefinition } from '../expression.ts';
import { parameter, textCostTimes } from './parameters.ts';

const text = parameter('string', 'string', 'The string; the context value when left out.');

/** Writing a text in another alphabet copies it several times. */
const encodingCost = textCostTimes(8);

/** A function from string to string that pays for what it makes. */
function encoder(
  names: { readonly name: string; readonly summary: string },
  example: { readonly expression: string; readonly result: string },
  encode: (value: string) => string,
): FunctionDefinition {
  return {
    ...names,
    parameters: [text],
    signature: '<s-:s>',
    cost: encodingCost,
    examples: [example],
    implementation: ([value], { budget }: FunctionContext) => {
      if (typeof value !== 'string') return undefined;
      spendGrowth(budget, value.length);
      const encoded = attempt(value, encode);
      spendGrowth(budget, encoded.length);
      return encoded;
    },
  };
}

function attempt(value: string, encode: (value: string) => string): string {
  try {
    return encode(value);
  } catch (error) {
    if (error instanceof URIError) throw new Fault('D3140', { value });
    throw error;
  }
}

/** Functions that write strings in other alphabets. */
export const encodingFunctions: readonly FunctionDefinition[] = [
  encoder(
    { name: 'base64encode', summary: 'Base 64 of the characters of a string, one byte each (Latin-1).' },
    { expression: '$base64encode("hello")', result: 'aGVsbG8=' },
    value => Buffer.from(value, 'latin1').toString('base64'),
  ),
  encoder(
    { name: 'base64decode', summary: 'The string that base 64 stands for, one character a byte (Latin-1).' },
    { expression: '$base64decode("aGVsbG8=")', result: 'hello' },
    value => Buffer.from(value, 'base64').toString('latin1'),
  ),
  encoder(
    { name: 'base64url', summary: 'Base 64 for URLs of the UTF-8 bytes of a string, without padding.' },
    { expression: '$base64url("https://example.com/ü?")', result: 'aHR0cHM6Ly9leGFtcGxlLmNvbS_DvD8' },
    value => Buffer.from(value, 'utf8').toString('base64url'),
  ),
  encoder(
    { name: 'encodeUrlComponent', summary: 'The string as one part of a URL.' },
    { expression: '$encodeUrlComponent("?x=test")', result: '%3Fx%3Dtest' },
    encodeURIComponent,
  ),
  encoder(
    { name: 'encodeUrl', summary: 'The string as a whole URL: reserved characters stay.' },
    { expression: '$encodeUrl("https://example.com/?x=a b")', result: 'https://example.com/?x=a%20b' },
    encodeURI,
  ),
  encoder(
    { name: 'decodeUrlComponent', summary: 'The string that a part of a URL stands for.' },
    { expression: '$decodeUrlComponent("%3Fx%3Dtest")', result: '?x=test' },
    decodeURIComponent,
  ),
  encoder(
    { name: 'decodeUrl', summary: 'The string that a whole URL stands for.' },
    { expression: '$decodeUrl("https://example.com/?x=a%20b")', result: 'https://example.com/?x=a b' },
    decodeURI,
  ),
  encoder(
    { name: 'digest', summary: 'The SHA-256 digest of the UTF-8 bytes of a string, in hexadecimal.' },
    {
      expression: '$digest("abc")',
      result: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
    value => createHash('sha256').update(value, 'utf8').digest('hex'),
  ),
];
