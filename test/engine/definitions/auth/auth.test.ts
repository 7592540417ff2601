import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../../src/engine/definitions/load.ts';
import { formatProblem } from '../../../../src/engine/definitions/problem.ts';
import { createBudget } from '../../../../src/engine/expressions/budget.ts';
import { acmeWith } from '../../../link/support/acme.ts';

const load = (...changes: readonly (readonly [string, string])[]) => loadFromFiles(acmeWith(...changes));
const problems = (...changes: readonly (readonly [string, string])[]): string =>
  load(...changes)
    .problems.map(formatProblem)
    .join('\n');

describe('a way to link by a signed assertion', () => {
  it('is linked with its fields, scopes and credentials by name', () => {
    const way = load().integrations.get('acme')?.auth['service_account'];
    if (way?.style !== 'jwt_bearer') throw new Error('The fixture has one.');
    const { tokenUrl, header, claims, ...rest } = way;
    expect(rest).toEqual({
      style: 'jwt_bearer',
      fields: {
        client_email: { label: 'Client e-mail', secret: false, required: true, setting: false },
        private_key: { label: 'Private key', secret: true, required: true, setting: false },
        private_key_id: { label: 'Key id', secret: false, required: false, setting: false },
        subject: { label: 'Person to act for', secret: false, required: false, setting: true },
      },
      key: 'private_key',
      lifetimeSeconds: 600,
      scopes: { user: ['rooms.read', 'rooms.write'], bot: ['rooms.read'] },
      makes: { given: [{ field: 'subject', credential: 'user' }], otherwise: 'bot' },
    });
    const variables = { fields: { client_email: 'a@b', private_key_id: 'k1' }, scopes: ['x', 'y'], issued_at: 100 };
    const values = Object.entries({ ...header, ...claims }).map(([name, expression]) => [
      name,
      expression.run(undefined, variables, createBudget()),
    ]);
    expect([tokenUrl.render({}), Object.fromEntries(values)]).toEqual([
      'https://login.acme.example/token',
      { kid: 'k1', iss: 'a@b', sub: undefined, scope: 'x y', aud: 'https://login.acme.example/token', nbf: 95 },
    ]);
  });

  it('takes one list of scopes and one credential for all, an hour, and the first credential where nothing is said', () => {
    const catalogue = load(
      ['    lifetime_s: 600\n', ''],
      ['    scopes: { user: [rooms.read, rooms.write], bot: [rooms.read] }\n', '    scopes: [all]\n'],
      ['    makes: { subject: user, otherwise: bot }\n', ''],
    );
    expect(catalogue.integrations.get('acme')?.auth['service_account']).toMatchObject({
      lifetimeSeconds: 3_600,
      scopes: { bot: ['all'] },
      makes: { given: [], otherwise: 'bot' },
    });
  });
});

describe('a way to link by the app itself', () => {
  it('is linked, and its address is a template over the account', () => {
    const ways = load().integrations.get('acme')?.auth;
    const way = ways?.['app_only'];
    if (way?.style !== 'oauth2_client_credentials') throw new Error('The fixture has one.');
    expect([
      way.tokenUrl.render({ account: { tenant_id: 't 1' } }),
      way.scope,
      way.makes,
      ways?.['our_app'],
    ]).toMatchObject([
      'https://login.acme.example/t%201/token',
      'https://api.acme.example/.default',
      'bot',
      { style: 'oauth2_client_credentials', fields: {}, makes: 'bot' },
    ]);
  });
});

describe('fields', () => {
  it('fill access_token where there is one beside the settings', () => {
    const fields =
      'fields: { tenant_id: { label: T, setting: true }, key: { label: K, secret: true, required: false } }';
    const catalogue = load(['fields: { access_token: { label: Token, secret: true } }', fields]);
    expect(catalogue.integrations.get('acme')?.auth['token']).toEqual({
      style: 'fields',
      makes: 'bot',
      fields: {
        tenant_id: { label: 'T', secret: false, required: true, setting: true, fills: 'tenant_id' },
        key: { label: 'K', secret: true, required: false, setting: false, fills: 'access_token' },
      },
    });
  });
});

describe('mistakes', () => {
  it.each([
    [
      'a token address on a host that is not declared',
      [['hosts: [api.acme.example, login.acme.example]', 'hosts: [api.acme.example]']] as const,
      `integrations/acme/integration.yaml:5:8 error DEFINITION_INVALID
  \`hosts\` does not hold \`login.acme.example\`, the host of \`token_url\`.
  5 | hosts: [api.acme.example]
    |        ^
  hint: Add \`login.acme.example\`.`,
    ],
    [
      'an address that reads something else than the account',
      [['{{ account.tenant_id }}', '{{ app.tenant_id }}']] as const,
      `integrations/acme/integration.yaml:49:43 error EXPRESSION_INVALID
  There is no "app" for \`{{ app.tenant_id }}\`; there are account.
  49 |     token_url: https://login.acme.example/{{ app.tenant_id }}/token
     |                                           ^`,
    ],
    [
      'a claim that reads a field that is not there',
      [['iss: $fields.client_email', 'iss: $fields.client_mail']] as const,
      `integrations/acme/integration.yaml:39:12 error DEFINITION_REFERENCE
  There is no \`$fields.client_mail\` here.
  39 |       iss: $fields.client_mail
     |            ^
  hint: Did you mean \`client_email\`?`,
    ],
    [
      'a claim that reads the key',
      [['iss: $fields.client_email', 'iss: $fields.private_key']] as const,
      `integrations/acme/integration.yaml:39:12 error DEFINITION_REFERENCE
  There is no \`$fields.private_key\` here.
  39 |       iss: $fields.private_key
     |            ^
  hint: Did you mean \`private_key_id\`?`,
    ],
    [
      'a key that is not secret',
      [['private_key: { label: Private key, secret: true }', 'private_key: { label: Private key }']] as const,
      `integrations/acme/integration.yaml:36:10 error DEFINITION_INVALID
  The field of a private key is secret and required.
  36 |     key: private_key
     |          ^
  hint: Write \`secret: true\` at \`private_key\`, and no \`required: false\`.`,
    ],
    [
      'a key that is no field',
      [['key: private_key', 'key: privat_key']] as const,
      `integrations/acme/integration.yaml:36:10 error DEFINITION_REFERENCE
  There is no field \`privat_key\`.
  36 |     key: privat_key
     |          ^
  hint: Did you mean \`private_key\`?`,
    ],
    [
      'a choice by a field that is always there',
      [['makes: { subject: user,', 'makes: { client_email: user,']] as const,
      `integrations/acme/integration.yaml:46:14 error DEFINITION_REFERENCE
  There is no optional field \`client_email\`.
  46 |     makes: { client_email: user, otherwise: bot }
     |              ^
  hint: There are: \`private_key_id\`, \`subject\`.`,
    ],
    [
      'scopes of a credential that is not made',
      [['scopes: { user: [rooms.read, rooms.write], bot:', 'scopes: { user: [rooms.read, rooms.write], bat:']] as const,
      `integrations/acme/integration.yaml:45:48 error DEFINITION_REFERENCE
  \`makes\` leads to no credential \`bat\`.
  45 |     scopes: { user: [rooms.read, rooms.write], bat: [rooms.read] }
     |                                                ^
  hint: Did you mean \`bot\`?`,
    ],
    [
      'a setting that is not declared',
      [['  tenant_id: { type: string }\n', '']] as const,
      `integrations/acme/integration.yaml:50:47 error DEFINITION_REFERENCE
  The integration has no setting \`tenant_id\` for this field.
  50 |       tenant_id: { label: Tenant id, setting: true }
     |                                               ^
  hint: There are: \`subject\`. They are declared under \`settings\`.`,
    ],
    [
      'a secret that would be a setting',
      [
        [
          'tenant_id: { label: Tenant id, setting: true }',
          'tenant_id: { label: Tenant id, setting: true, secret: true }',
        ],
      ] as const,
      `integrations/acme/integration.yaml:51:47 error DEFINITION_INVALID
  The field \`tenant_id\` is secret; settings are not encrypted.
  51 |       tenant_id: { label: Tenant id, setting: true, secret: true }
     |                                               ^
  hint: Leave out \`setting\` or \`secret\`.`,
    ],
    [
      'a property to fill where fields fill none',
      [['client_id: { label: Client id }', 'client_id: { label: Client id, fills: id }']] as const,
      `integrations/acme/integration.yaml:52:38 error DEFINITION_INVALID
  There is no key \`fills\` in \`client_id\`.
  52 |       client_id: { label: Client id, fills: id }
     |                                      ^
  hint: There are: \`label\`, \`secret\`, \`required\`, \`setting\`, \`pattern\`, \`description\`.`,
    ],
    [
      'a style that is not known',
      [['style: jwt_bearer', 'style: jwt_bearr']] as const,
      expect.stringContaining(`error DEFINITION_INVALID
  \`style\` cannot be \`jwt_bearr\`.`),
    ],
  ])('show %s where it stands, with its remedy', (_, changes, shown) => {
    expect(problems(...changes)).toEqual(shown);
  });
});
