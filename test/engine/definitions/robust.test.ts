import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { readDocument } from '../../../src/engine/definitions/reading/read.ts';
import { grownFiles } from './support/grown.ts';
import { smallFiles } from './support/small.ts';

const files = { ...smallFiles, ...grownFiles };
const names = Object.keys(files);
const pieces = [
  '',
  ' ',
  '\n',
  ':',
  ': ',
  ' #',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '|',
  '&a ',
  '*a',
  '!x ',
  '$',
  'null',
  '12',
  '- ',
  '\u0000',
  '\uD800',
];

describe('reading what nobody meant to write', () => {
  it('gives a document or a problem for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 40 }), parts => {
        const { document, problem } = readDocument('a.yaml', parts.join(''));
        expect((document === undefined) !== (problem === undefined)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('serves a mutilated definition or says what is wrong with it, and never fails', () => {
    const cut = fc.record({
      file: fc.constantFrom(...names),
      from: fc.nat({ max: 1500 }),
      length: fc.nat({ max: 12 }),
      piece: fc.constantFrom(...pieces),
    });
    fc.assert(
      fc.property(cut, ({ file, from, length, piece }) => {
        const mutilated = new Map(Object.entries(files));
        const text = mutilated.get(file) ?? '';
        const at = from % text.length;
        mutilated.set(file, text.slice(0, at) + piece + text.slice(at + length));
        const { integrations, models, problems } = loadFromFiles(mutilated);
        const isServed = integrations.has('demo') && integrations.has('grown') && models.has('talk');
        expect(problems.length > 0 || isServed).toBe(true);
      }),
      { numRuns: 100, interruptAfterTimeLimit: 20_000 },
    );
  });
});
