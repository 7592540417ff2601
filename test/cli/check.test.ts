import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from './support/terminal.ts';

let terminal: Terminal;
beforeEach(async () => {
  terminal = openTerminal();
  await terminal.run(['new', 'acme']);
});
afterEach(() => terminal.end());

const change = (path: string, before: string, after: string): void => {
  const text = readFileSync(join(terminal.folder, 'integrations/acme', path), 'utf8');
  if (!text.includes(before)) throw new Error(`"${before}" is not in ${path}`);
  terminal.write(`integrations/acme/${path}`, text.replace(before, after));
};
const mend = () =>
  change(
    'unified/instant-messaging/members.yaml',
    '  # status: |\n  #   active ? "active" : "inactive"',
    '  status: |\n    active ? "active" : "inactive"',
  );

describe('patchbay new', () => {
  it('makes a folder whose case alone fails', async () => {
    expect(await terminal.run(['check', 'acme'])).toEqual({
      code: 1,
      out: `acme
  case fails lists members, active or not
    integrations/acme/cases/members.list.yaml
    outcome.result[0].status
      expected "active"
      got      nothing
    outcome.result[1].status
      expected "inactive"
      got      nothing
  0 of 1 case hold
  no case shows
    methods: members.get
    kinds: unauthorized, not_found, rate_limited
    endpoints: users.info
    moments: the last of several pages, an empty list, a refused token, a rate limit, a provider in trouble

0 problems, 1 failing case.
`,
      err: '',
    });
  });

  it('points editors to the schemas from every file', () => {
    const hints = ['integration.yaml', 'native/users.yaml', 'cases/members.list.yaml'].map(path => {
      const [first = ''] = readFileSync(join(terminal.folder, 'integrations/acme', path), 'utf8').split('\n');
      return readFileSync(
        join(terminal.folder, 'integrations/acme', path, '..', first.split('$schema=')[1] ?? ''),
        'utf8',
      );
    });
    expect(hints.map(text => String(JSON.parse(text).title).split(':')[0])).toEqual([
      'Integration',
      'Native endpoints',
      'Case',
    ]);
  });

  it.each([
    [['new', 'Acme'], '`Acme` is no name: small letters and digits, words joined by `-`, like acme-chat.\n'],
    [['new', '../acme'], '`../acme` is no name: small letters and digits, words joined by `-`, like acme-chat.\n'],
    [['new', 'other', '--label', 'a: b'], 'The label `a: b` has characters that YAML would quote.\n'],
  ])('refuses %j', async (args, err) => {
    expect(await terminal.run(args)).toEqual({ code: 2, out: '', err });
  });

  it('touches nothing that is there', async () => {
    expect(await terminal.run(['new', 'acme'])).toEqual({
      code: 2,
      out: '',
      err: `${join(terminal.folder, 'integrations/acme')} is there already.\n`,
    });
  });
});

describe('patchbay check', () => {
  it('ends with 0 once the case holds', async () => {
    mend();
    const { code, out } = await terminal.run(['check', 'acme']);
    expect({ code, last: out.trim().split('\n').at(-1) }).toEqual({
      code: 0,
      last: '0 problems, 0 failing cases. Good.',
    });
  });

  it('shows a mistake with its line and what to write instead', async () => {
    mend();
    change('native/users.yaml', 'items: users', 'itmes: users');
    const { code, out } = await terminal.run(['check', 'acme']);
    expect(code).toBe(1);
    expect(out).toContain(`  integrations/acme/native/users.yaml:13:5 error DEFINITION_INVALID
    There is no key \`itmes\` in \`list\`.
    13 |     itmes: users
       |     ^
    hint: Did you mean \`items\`?
  not loaded, so its cases were not played
`);
  });

  it('shows what was sent that the case does not foresee', async () => {
    mend();
    change(
      'unified/instant-messaging/members.yaml',
      'call: users.list }',
      'call: users.list, query: { team: \'"t1"\' } }',
    );
    change('native/users.yaml', '    items: users', '    items: users\n    params: { team: {} }');
    const { out } = await terminal.run(['check', 'acme']);
    expect(out).toContain('    sent[0].query.team\n      expected nothing\n      got      "t1"\n');
  });

  it('says the same as JSON', async () => {
    const { code, out } = await terminal.run(['check', 'acme', '--json']);
    expect({ code, report: JSON.parse(out) }).toEqual({
      code: 1,
      report: {
        ok: false,
        problems: [],
        integrations: [
          {
            name: 'acme',
            problems: [],
            cases: [
              {
                name: 'lists members, active or not',
                file: 'integrations/acme/cases/members.list.yaml',
                differences: [
                  { path: 'outcome.result[0].status', expected: 'active' },
                  { path: 'outcome.result[1].status', expected: 'inactive' },
                ],
              },
            ],
            gaps: {
              methods: ['members.get'],
              fields: [],
              values: [],
              kinds: ['unauthorized', 'not_found', 'rate_limited'],
              endpoints: ['users.info'],
              moments: [
                'the last of several pages',
                'an empty list',
                'a refused token',
                'a rate limit',
                'a provider in trouble',
              ],
            },
          },
        ],
      },
    });
  });

  it('holds an integration to what its quality.yaml claims', async () => {
    mend();
    terminal.write(
      'integrations/acme/quality.yaml',
      'rules:\n  coverage: done\n  readme: done\n  icon: { exempt: It has none. }\n  real_acount: todo\n',
    );
    const { code, out } = await terminal.run(['check', 'acme', '--json']);
    const { problems } = JSON.parse(out).integrations[0];
    expect({
      code,
      problems: problems.map(({ line, message, hint }: Record<string, unknown>) => ({ line, message, hint })),
    }).toEqual({
      code: 1,
      problems: [
        {
          line: 2,
          message:
            'The rule `coverage` is not done: no case shows members.get, unauthorized, not_found, rate_limited, users.info and 5 more.',
          hint: 'Do it, or write `todo`.',
        },
        { line: 5, message: 'There is no rule `real_acount`.', hint: 'Did you mean `real_account`?' },
      ],
    });
  });

  it('knows the integrations of the product and says which one may be meant', async () => {
    expect(await terminal.run(['check', 'acm'])).toEqual({
      code: 2,
      out: '',
      err: 'There is no integration `acm`. Did you mean `acme`?\n',
    });
  });

  it('looks into the folders it is given', async () => {
    terminal.write('elsewhere/nothing.txt', '');
    const [missing, none] = [
      await terminal.run(['check', '--integrations', 'nowhere']),
      await terminal.run(['check', 'beta', '--integrations', 'elsewhere']),
    ];
    expect([missing, none.code]).toEqual([
      { code: 2, out: '', err: `${join(terminal.folder, 'nowhere')} is not a folder.\n` },
      2,
    ]);
  });
});
