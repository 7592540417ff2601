import { describe, expect, it } from 'vitest';
import { PatchbayError } from '../../../src/errors.ts';
import { createBudget } from '../../../src/engine/expressions/budget.ts';
import { compileExpression } from '../../../src/engine/expressions/compile.ts';
import type { Expression, Variables } from '../../../src/engine/expressions/expression.ts';
import { generateUnit } from '../../../src/engine/expressions/source/record-unit.ts';

const variables = new Set(['lookups', 'account']);
const expression = (source: string): Expression => compileExpression(source, { variables });

const unit = generateUnit<string[]>({
  key: [{ name: 'user', expression: expression('id') }],
  encode: user => (typeof user === 'string' ? `U~${user}` : undefined),
  fields: [
    { name: 'name', plan: { kind: 'value', expression: expression('($lookups.user ?? $).profile.name') } },
    { name: 'title', plan: { kind: 'value', expression: expression('($lookups.user ?? $).profile.title') } },
    { name: 'age', plan: { kind: 'value', expression: expression('profile.born - 1') } },
    { name: 'kind', plan: { kind: 'constant', value: 'user' } },
    {
      name: 'team',
      plan: {
        kind: 'map',
        isListed: false,
        entries: [
          { name: 'id', plan: { kind: 'value', expression: expression('team.id ?? $account.team') } },
          { name: 'name', plan: { kind: 'value', expression: expression('team.name') } },
        ],
      },
    },
    {
      name: 'emails',
      plan: {
        kind: 'value',
        expression: expression('mails[on].{ "email": address, "note": note }'),
        form: value => (Array.isArray(value) ? value : [value]),
      },
    },
  ],
  fail: (faults, field, id, error) => {
    faults.push(`${field} of ${id ?? 'no id'}: ${error instanceof PatchbayError ? error.message : String(error)}`);
  },
});

function mapped(input: object, given: Variables = {}): unknown {
  const faults: string[] = [];
  return { record: unit?.(input, given, createBudget(), faults), faults };
}

describe('one function per record', () => {
  it('maps every field, shared parts and maps among them', () => {
    const mails = [{ on: true, address: 'a@x', note: null }, { on: false, address: 'b@x' }, { on: true }];
    expect(mapped({ id: '1', profile: { name: 'Ada', title: null, born: 10 }, team: { id: 'T' }, mails })).toEqual({
      record: { id: 'U~1', name: 'Ada', age: 9, kind: 'user', team: { id: 'T' }, emails: [{ email: 'a@x' }, {}] },
      faults: [],
    });
  });

  it('reads the variables of the record', () => {
    const given = { lookups: { user: { profile: { name: 'Bo' } } }, account: { team: 'T2' } };
    expect(mapped({ id: '2', profile: { name: 'Ada' }, team: { name: 'Red' } }, given)).toEqual({
      record: { id: 'U~2', name: 'Bo', kind: 'user', team: { id: 'T2', name: 'Red' } },
      faults: [],
    });
  });

  it('leaves out the field that fails and says where', () => {
    expect(mapped({ id: '3', profile: { born: 'x' } })).toEqual({
      record: { id: 'U~3', kind: 'user' },
      faults: ['age of U~3: T2001: The left side of - has to be a number, not "x" (at character 15)'],
    });
  });

  it('is nothing without an id', () => {
    expect(mapped({ profile: {} })).toEqual({ record: undefined, faults: [] });
  });

  it('hands back a record whose shared parts fail', () => {
    const given = {
      get lookups(): unknown {
        throw new PatchbayError('EXPRESSION_FAILED', 'The lookup failed.');
      },
    };
    expect(mapped({ id: '5' }, given)).toEqual({ record: null, faults: [] });
  });
});
