import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { readDocument } from '../../../src/engine/definitions/reading/read.ts';
import { smallFiles } from './support/small.ts';

const names = Object.keys(smallFiles);
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
      from: fc.nat({ max: 900 }),
      length: fc.nat({ max: 12 }),
      piece: fc.constantFrom(...pieces),
    });
    fc.assert(
      fc.property(cut, ({ file, from, length, piece }) => {
        const files = new Map(Object.entries(smallFiles));
        const text = files.get(file) ?? '';
        const at = from % text.length;
        files.set(file, text.slice(0, at) + piece + text.slice(at + length));
        const { integrations, models, problems } = loadFromFiles(files);
        expect(problems.length > 0 || (integrations.has('demo') && models.has('talk'))).toBe(true);
      }),
      { numRuns: 100, interruptAfterTimeLimit: 20_000 },
    );
  });
});
