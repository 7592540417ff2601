import fc from 'fast-check';

const number = fc.constantFrom<unknown>(1, 2, 3, 1, 2, 0, -1, 3.5, 1234.5, 0.1, 1e21);
const id = fc.constantFrom<unknown>('a', 'b', 'c', 'x1');
const name = fc.constantFrom<unknown>('a', 'b', 'Ada', 'x y', 'b b', '', 'caf\u00e9', '\u{1f600}a', '\ud83d');
const text = fc.constantFrom<unknown>(
  'a b c',
  ' The *quick* brown <b>fox</b> & co ',
  'one\ntwo a1 b22',
  'aXbXc',
  '2020-03-01',
  'e\u0301\u{1f600}\u{1f600}',
);
const time = fc.constantFrom<unknown>(
  '2020-01-01T00:00:00Z',
  '2017-05-15T15:12:59.152+02:00',
  '1999-12-31',
  '2024-02-29T23:59:59.999Z',
);
const tags = fc.array(id, { maxLength: 3 });
const deep = fc.record({ v: number }, { requiredKeys: [] });
const sub = fc.record({ n: number, name, deep }, { requiredKeys: ['n'] });
const list = fc.array(fc.record({ n: number, k: id }), { maxLength: 3 });
const flag = fc.boolean();

const item = fc.record(
  { id, name, n: number, flag, tags, at: time, sub, list },
  { requiredKeys: ['name', 'n', 'list'] },
);

/** Records of one schema, with what is often missing missing: the same names mean the same at each level. */
export const typedRecord: fc.Arbitrary<object> = fc
  .record(
    {
      id,
      name,
      n: number,
      x: fc.constantFrom<unknown>(5, '5', '1.50', null),
      text,
      flag,
      at: time,
      tags,
      nums: fc.array(number, { maxLength: 4 }),
      grid: fc.array(fc.array(number, { maxLength: 2 }), { maxLength: 3 }),
      items: fc.array(item, { minLength: 1, maxLength: 4 }),
      sub,
      map: fc.record({ a: number, b: number, c: number }, { requiredKeys: ['a'] }),
      nothing: fc.constant(null),
      empty: fc.constantFrom<unknown>([], {}),
      ['__proto__']: fc.constant({ a: 1 }),
    },
    { requiredKeys: ['id', 'name', 'n', 'items', 'sub', 'nums', 'map', 'text', 'tags'] },
  )
  .map(record => structuredClone(record));
