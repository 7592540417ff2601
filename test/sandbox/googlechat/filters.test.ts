import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFieldMask } from '../../../sandbox/googlechat/api/field-mask.ts';
import { GoogleError } from '../../../sandbox/googlechat/api/google-error.ts';
import { checkFilter, type FilterRules } from '../../../sandbox/googlechat/filters/check-filter.ts';
import { parseDirectoryQuery } from '../../../sandbox/googlechat/filters/directory-query.ts';
import { parseFilter } from '../../../sandbox/googlechat/filters/parse-filter.ts';

const rules: FilterRules = {
  fields: {
    create_time: { operators: ['<', '>'], type: 'timestamp', and: 'interval' },
    role: { operators: ['='], values: ['ROLE_MEMBER', 'ROLE_MANAGER'], or: 'allowed' },
    'thread.name': { operators: ['='], pattern: /^spaces\/[^/]+\/threads\/[^/]+$/ },
  },
};

/** `ok`, or the refusal's words. */
function outcome(filter: string): string {
  try {
    checkFilter(parseFilter(filter, { keywords: 'refused' }), rules);
    return 'ok';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('the filter language', () => {
  it.each([
    ['createTime > "2012-04-21T11:30:00-04:00"'],
    ['create_time > "2012-04-21T11:30:00Z" AND create_time < "2013-01-01T00:00:00.123456Z"'],
    ['(create_time > "2012-04-21T11:30:00Z") AND (role = "ROLE_MEMBER" OR role = ROLE_MANAGER)'],
    ['thread.name = spaces/AAAAAAAAAAA/threads/-Zq_1'],
  ])('takes %s', filter => {
    expect(outcome(filter)).toBe('ok');
  });

  it.each([
    ['', 'The filter is empty.'],
    ['role', '"role" stands alone; a condition is a field, an operator and a value.'],
    ['role =', 'The value of role is missing.'],
    ['role = "ROLE_MEMBER', 'Invalid filter at position 7.'],
    ['role = "X"', '"X" is no value of role; those are ROLE_MEMBER, ROLE_MANAGER.'],
    ['role : "ROLE_MEMBER"', 'role does not take :; it takes =.'],
    ['sender = "x"', 'sender is no field of this filter; those are create_time, role, thread.name.'],
    ['role = "ROLE_MEMBER" AND role = "ROLE_MANAGER"', 'Conditions on role cannot be joined by AND.'],
    ['role = "ROLE_MEMBER" OR thread.name = spaces/a/threads/b', 'OR joins conditions on one field only.'],
    [
      'create_time > "2012-04-21T11:30:00Z" OR create_time < "2011-04-21T11:30:00Z"',
      'Conditions on create_time cannot be joined by OR.',
    ],
    [
      'create_time > "2012-04-21T11:30:00Z" AND create_time > "2011-04-21T11:30:00Z"',
      'AND on create_time has to make an interval.',
    ],
    ['create_time > "yesterday"', 'The value of create_time is no timestamp in RFC 3339: "yesterday".'],
    [
      'create_time > "2025-02-30T00:00:00Z"',
      'The value of create_time is no timestamp in RFC 3339: "2025-02-30T00:00:00Z".',
    ],
    ['role = "ROLE_MEMBER" role = "ROLE_MANAGER"', 'AND or OR is missing.'],
    ['role = a AND role = b OR role = c', 'AND and OR need parentheses.'],
    ['(role = "ROLE_MEMBER"', 'A parenthesis is not closed.'],
    ['role = "ROLE_MEMBER")', 'A parenthesis is closed that was not opened.'],
  ])('refuses %s', (filter, message) => {
    expect(outcome(filter)).toBe(message);
  });

  it('reads any quoted value back as it was', () => {
    const quoted = (value: string): string => `"${value.replace(/[\\"]/g, '\\$&')}"`;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), value => {
        expect(parseFilter(`role = ${quoted(value)}`, { keywords: 'refused' })).toEqual({
          kind: 'comparison',
          field: 'role',
          operator: '=',
          value,
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('the search language of the Directory', () => {
  const fields = { email: [':', '=', '*'], name: [':', '*'], isSuspended: ['='] } as const;

  it.each([
    ['email:ada*', [{ field: 'email', operator: ':', value: 'ada', isPrefix: true }]],
    [
      "name:'Ada Osei' isSuspended=false",
      [
        { field: 'name', operator: ':', value: 'Ada Osei', isPrefix: false },
        { field: 'isSuspended', operator: '=', value: 'false', isPrefix: false },
      ],
    ],
    ["name:'O\\'Brien'", [{ field: 'name', operator: ':', value: "O'Brien", isPrefix: false }]],
    ['ada', [{ operator: ':', value: 'ada', isPrefix: false }]],
  ])('reads %s', (query, clauses) => {
    expect(parseDirectoryQuery(query, fields)).toEqual(clauses);
  });

  it.each([[''], ['name=Ada'], ['color:red'], ["name:'open"], ['isSuspended=maybe'], ['email>a'], ['email:*']])(
    'refuses %s',
    query => {
      expect(() => parseDirectoryQuery(query, fields)).toThrow(GoogleError);
    },
  );
});

describe('a fields mask', () => {
  it('reads names, paths and groups', () => {
    expect(parseFieldMask('nextPageToken,spaces(name,spaceDetails/description)')).toEqual(
      new Map<string, unknown>([
        ['nextPageToken', 'all'],
        [
          'spaces',
          new Map<string, unknown>([
            ['name', 'all'],
            ['spaceDetails', new Map([['description', 'all']])],
          ]),
        ],
      ]),
    );
  });

  it.each([['spaces('], [','], ['a//b'], ['spaces)'], ['a b']])('refuses %s', mask => {
    expect(parseFieldMask(mask)).toBeUndefined();
  });
});
