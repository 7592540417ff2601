import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeFilter, type FilterLanguage } from '../../../src/engine/transport/filter-language.ts';

const odata: FilterLanguage = {
  join: ' and ',
  quote: 'odata',
  parts: {
    after: 'createdDateTime gt ?:time',
    team: 'id eq ?',
    active: 'accountEnabled eq true',
    count: 'n lt ?:number',
  },
};
const double: FilterLanguage = { join: ' AND ', quote: 'double', parts: { type: 'spaceType = ?', name: 'name = ?' } };

describe('a filter written from parts', () => {
  it.each([
    [odata, {}, undefined],
    [odata, { team: "O'Hara" }, "id eq 'O''Hara'"],
    [odata, { active: true, team: 'a' }, "id eq 'a' and accountEnabled eq true"],
    [odata, { active: false }, undefined],
    [odata, { after: '2025-12-23T02:47:06.240Z', count: 3 }, 'createdDateTime gt 2025-12-23T02:47:06.240Z and n lt 3'],
    [odata, { team: ['a', 'b'] }, "(id eq 'a' or id eq 'b')"],
    [double, { type: 'SPACE', name: 'say "hi" \\ bye' }, 'spaceType = "SPACE" AND name = "say \\"hi\\" \\\\ bye"'],
  ] as const)('%# writes what is there', (language, values, filter) => {
    expect(writeFilter(language, values)).toBe(filter);
  });

  it.each([
    [odata, { after: "2025' or 1 eq 1" }, 'a time in UTC such as 2025-12-23T02:47:06Z is needed'],
    [odata, { count: '1 or true' }, 'a number is needed'],
    [odata, { team: 'a\nb' }, 'control characters cannot be searched for'],
    [
      { ...double, quote: 'plain' as const },
      { name: 'a b' },
      'only letters, digits and _ . @ + - can be written there',
    ],
    [odata, { team: { evil: 1 } }, 'one text, number or boolean is needed'],
  ] as const)('%# refuses what cannot be written safely', (language, values, needed) => {
    expect(() => writeFilter(language, values)).toThrow(needed);
  });

  it('keeps any text inside its quotes', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, value => {
        fc.pre(!/[\u0000-\u001f\u007f]/.test(value));
        const inOdata = writeFilter(odata, { team: value }) ?? '';
        expect(/^id eq '((?:[^']|'')*)'$/.exec(inOdata)?.[1]?.replaceAll("''", "'")).toBe(value);
        const inDouble = writeFilter(double, { name: value }) ?? '';
        expect(/^name = "((?:[^"\\]|\\["\\])*)"$/.exec(inDouble)?.[1]?.replace(/\\(.)/gs, '$1')).toBe(value);
      }),
      { numRuns: 2_000 },
    );
  });
});
