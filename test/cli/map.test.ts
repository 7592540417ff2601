import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../reload/support/until.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

const mapping = 'integrations/acme/unified/instant-messaging/members.yaml';
const ada = { id: 'u1', display_name: 'Ada Lovelace', login: 'ada', email: null, active: true };

/** Fields of members that the new integration does not map. */
const unmapped = [
  ...[
    'first_name',
    'last_name',
    'title',
    'phones',
    'status',
    'is_email_verified',
    'organizations',
    'workspaces',
    'type',
  ],
  ...[
    'groups',
    'avatar',
    'timezone',
    'languages',
    'bio',
    'created_at',
    'updated_at',
    'last_active_at',
    'last_login_at',
  ],
  ...['status_changed_at', 'activated_at', 'urls'],
];

let terminal: Terminal;
beforeEach(async () => {
  terminal = openTerminal();
  await terminal.run(['new', 'acme']);
});
afterEach(() => terminal.end());

const changeMapping = (before: string, after: string): void => {
  const text = readFileSync(join(terminal.folder, mapping), 'utf8');
  if (!text.includes(before)) throw new Error(`"${before}" is not in the mapping`);
  terminal.write(mapping, text.replace(before, after));
};

describe('patchbay map', () => {
  it('shows the unified record, and why a field is empty', async () => {
    expect(await terminal.run(['map', 'acme/members', '-'], JSON.stringify(ada))).toEqual({
      code: 0,
      out: `{
  "id": "u1",
  "name": "Ada Lovelace",
  "username": "ada"
}
empty emails: there is no email
  email.{ "email": $, "is_primary": true }

not mapped ${unmapped.join(', ')}
`,
      err: '',
    });
  });

  it.each(['acme/members', 'acme/instant-messaging/members', mapping])('finds the mapping %s', async name => {
    const { code, out } = await terminal.run(['map', name, '-', '--json'], JSON.stringify({ id: 'u1' }));
    expect({ code, out: JSON.parse(out) }).toEqual({
      code: 0,
      out: {
        records: [
          {
            record: { id: 'u1' },
            empty: [
              { field: 'name', expression: 'display_name', missing: ['display_name'], hint: 'Fields here: `id`.' },
              { field: 'username', expression: 'login', missing: ['login'], hint: 'Fields here: `id`.' },
              {
                field: 'emails',
                expression: 'email.{ "email": $, "is_primary": true }',
                missing: ['email'],
                hint: 'Fields here: `id`.',
              },
            ],
            faults: [],
            misfits: [],
          },
        ],
        unmapped,
      },
    });
  });

  it('shows what was surely meant where a field of the record is misspelt', async () => {
    changeMapping('username: login', 'username: profile.logn');
    const { out } = await terminal.run(['map', 'acme/members', '-'], '{ "id": "u1", "profile": { "login": "ada" } }');
    expect(
      out.split('\n').filter((_, at, lines) => lines.slice(Math.max(0, at - 2), at + 1).includes('  profile.logn')),
    ).toEqual([
      '  profile.logn',
      '  hint: There is no `profile.logn`; did you mean `profile.login`? Fields of `profile`: `login`.',
      'empty emails: there is no email',
    ]);
  });

  it('takes a list from a file, and says which record has no id', async () => {
    terminal.write('users.json', JSON.stringify([ada, { login: 'nobody' }]));
    const { code, out } = await terminal.run(['map', 'acme/members', 'users.json']);
    expect({ code, second: out.split('record 1\n')[1] }).toEqual({
      code: 1,
      second: `no record
failed A native record has no value for its key and was left out: user (id).
empty name: there is no display_name
  display_name
  hint: Fields here: \`login\`.
empty username: yields nothing for these values
  login
empty emails: there is no email
  email.{ "email": $, "is_primary": true }
  hint: Fields here: \`login\`.

not mapped ${unmapped.join(', ')}
`,
    });
  });

  it('shows what fails and what does not fit the model', async () => {
    changeMapping('name: display_name', 'name: $number(display_name)');
    changeMapping('username: login', 'username: $count(login)');
    const { code, out } = await terminal.run(['map', 'acme/members', '-', '--json'], JSON.stringify(ada));
    const [{ record, faults, misfits }] = JSON.parse(out).records;
    expect({ code, record, faults: faults.map(({ field }: { field: string }) => field), misfits }).toEqual({
      code: 1,
      record: { id: 'u1', username: 1 },
      faults: ['name'],
      misfits: [{ pointer: '/username', message: 'must be string' }],
    });
  });

  it('shows where an expression failed, and what can be read there', async () => {
    changeMapping('name: display_name', 'name: $number(display_name)');
    const { out } = await terminal.run(['map', 'acme/members', '-'], JSON.stringify(ada));
    expect(out.split('\n').filter(line => /^failed|^ {2}hint/.test(line))).toEqual([
      'failed The field "name" could not be mapped: D3030: Cannot read "Ada Lovelace" as a number (at acme/unified/instant-messaging/members.yaml:8:9)',
      expect.stringMatching(
        /^ {2}hint: Fields here: `id`, `display_name`, `login`, `email`, `active`\. Variables: `\$account`, /,
      ),
    ]);
  });

  it('gives the mapping the variables that are named', async () => {
    changeMapping('name: display_name', 'name: $lookups.user.name');
    changeMapping('list: {', 'lookups: { user: { call: users.info, path: { user: id } } }\nlist: {');
    const args = ['map', 'acme/members', '-', '--json'];
    const without = await terminal.run(args, '{ "id": "u1" }');
    const given = await terminal.run(
      [...args, '--vars', '{ "lookups": { "user": { "name": "Ada" } } }'],
      '{ "id": "u1" }',
    );
    expect([JSON.parse(without.out).records[0].empty[0], JSON.parse(given.out).records[0].record]).toEqual([
      { field: 'name', expression: '$lookups.user.name', missing: ['$lookups'] },
      { id: 'u1', name: 'Ada' },
    ]);
  });

  it('tells code, token, line, column and hint of an expression that does not compile', async () => {
    changeMapping('username: login', 'username: |\n    login &&\n    name');
    const { code, out } = await terminal.run(['map', 'acme/members', '-', '--json'], '{}');
    expect({ code, out: JSON.parse(out) }).toEqual({
      code: 1,
      out: {
        problems: [
          {
            code: 'EXPRESSION_SYNTAX',
            severity: 'error',
            file: mapping,
            line: 10,
            column: 12,
            message: 'S0211: & cannot stand before a value',
            hint: 'Both is written `and`; `&` joins texts.',
            expression: { code: 'S0211', token: '&' },
            excerpt: '10 |     login &&\n   |            ^',
          },
        ],
      },
    });
  });

  it('shows the mistakes of a definition that does not load', async () => {
    changeMapping('username: login', 'username: $logn(');
    const { code, out } = await terminal.run(['map', 'acme/members', '-'], '{}');
    expect(code).toBe(1);
    expect(out).toMatch(/^integrations\/acme\/unified\/instant-messaging\/members\.yaml:9:\d+ error EXPRESSION_/);
  });

  it.each([
    [['map', 'acme', '-'], '`acme` names no mapping. Write its file, or <provider>/<resource>.\n'],
    [['map', 'acme/member', '-'], 'acme has no mapping for `member`. Did you mean `members`?\n'],
    [['map', 'acme/members', 'nothing.json'], /nothing\.json cannot be read: ENOENT\.\n$/],
    [['map', 'acme/members', '-'], /^The native record is not JSON: /],
    [['map', 'acme/members', '-', '--vars', '[]'], '--vars has to be a JSON object.\n'],
  ])('refuses %j', async (args, err) => {
    const said = await terminal.run(args, 'not JSON');
    expect({ code: said.code, err: said.err }).toEqual({
      code: 2,
      err: typeof err === 'string' ? err : expect.stringMatching(err),
    });
  });

  it('runs again after every change while it watches', async () => {
    terminal.write('user.json', JSON.stringify(ada));
    const watching = terminal.start(['map', 'acme/members', 'user.json', '--watch', '--json']);
    await until(() => (watching.said().includes('"Ada Lovelace"') ? true : undefined));
    terminal.write('user.json', JSON.stringify({ ...ada, display_name: `Ada Byron` }));
    await until(() => (watching.said().includes('"Ada Byron"') ? true : undefined));
    changeMapping('name: display_name', 'title: display_name');
    await until(() => (watching.said().includes('"title": "Ada Byron"') ? true : undefined));
    expect(await watching.stop()).toBe(0);
  });
});
