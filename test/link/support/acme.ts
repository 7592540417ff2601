import type { Catalogue } from '../../../src/engine/definitions/catalogue.ts';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { formatProblem } from '../../../src/engine/definitions/problem.ts';

/** A provider with every way to get an access token, and one resource to use it on. */
export const acmeFiles: Readonly<Record<string, string>> = {
  'unified-models/talk/model.yaml': `format: 1
name: talk
label: Talk
description: Rooms.
`,
  'unified-models/talk/rooms.yaml': `description: A room.
fields:
  id: { type: string, required: true, description: Id., example: r1 }
  name: { type: string, description: Name., example: Lobby }
methods:
  list: { description: Rooms. }
  create: { description: Makes a room., body: { name: { required: true } } }
`,
  'integrations/acme/integration.yaml': `format: 1
name: acme
label: Acme
base_url: https://api.acme.example
hosts: [api.acme.example, login.acme.example]
app:
  page_size: { type: integer, default: 100 }
  signing_secret: { type: string, secret: true }
settings:
  subject: { type: string }
  tenant_id: { type: string }
auth:
  oauth:
    style: oauth2_code
    authorize_url: https://login.acme.example/authorize
    token_url: https://login.acme.example/token
    credentials:
      bot: { access_token: access_token, refresh_token: refresh_token, expires_in: expires_in }
      user: { access_token: user.access_token, refresh_token: user.refresh_token, expires_in: user.expires_in }
    refresh:
      token: { access_token: access_token, refresh_token: refresh_token, expires_in: expires_in }
      dead_when: error = "token_dead"
  unrenewed:
    style: oauth2_code
    authorize_url: https://login.acme.example/authorize
    token_url: https://login.acme.example/token
    credentials: { bot: { access_token: access_token } }
  service_account:
    style: jwt_bearer
    token_url: https://login.acme.example/token
    fields:
      client_email: { label: Client e-mail }
      private_key: { label: Private key, secret: true }
      private_key_id: { label: Key id, required: false }
      subject: { label: Person to act for, required: false, setting: true }
    key: private_key
    header: { kid: $fields.private_key_id }
    claims:
      iss: $fields.client_email
      sub: $fields.subject
      scope: '$join($scopes, " ")'
      aud: '"https://login.acme.example/token"'
      nbf: $issued_at - 5
    lifetime_s: 600
    scopes: { user: [rooms.read, rooms.write], bot: [rooms.read] }
    makes: { subject: user, otherwise: bot }
  app_only:
    style: oauth2_client_credentials
    token_url: https://login.acme.example/{{ account.tenant_id }}/token
    fields:
      tenant_id: { label: Tenant id, setting: true }
      client_id: { label: Client id }
      client_secret: { label: Client secret, secret: true }
    scope: https://api.acme.example/.default
    dead_when: error = "invalid_client"
  our_app:
    style: oauth2_client_credentials
    token_url: https://login.acme.example/token
  token:
    style: fields
    fields: { access_token: { label: Token, secret: true } }
credential: [bot, user]
attach: { headers: { authorization: "Bearer {{ credential.access_token }}" } }
errors:
  - when: ok = false
    code: error
    kinds: { token_expired: [token_expired], unauthorized: [token_revoked], forbidden: [missing_scope] }
retry: { attempts: 1 }
`,
  'integrations/acme/native/rooms.yaml': `endpoints:
  list: { get: /rooms, items: rooms, params: { size: { from: $app.page_size } } }
  create: { post: /rooms, params: { title: { required: true } }, item: room }
`,
  'integrations/acme/unified/talk/rooms.yaml': `key: { room: id }
fields: { name: title }
list: { call: rooms.list }
create: { call: rooms.create, body: { title: $body.name } }
`,
};

/** The provider's definition, loaded; some texts of `integration.yaml` may be replaced. */
export function loadAcme(...changes: readonly (readonly [string, string])[]): Catalogue {
  const catalogue = loadFromFiles(acmeWith(...changes));
  if (catalogue.problems.length > 0) throw new Error(catalogue.problems.map(formatProblem).join('\n'));
  return catalogue;
}

/** The files with some texts of `integration.yaml` replaced. */
export function acmeWith(...changes: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  const files = new Map(Object.entries(acmeFiles));
  const name = 'integrations/acme/integration.yaml';
  for (const [before, after] of changes) {
    const text = files.get(name) ?? '';
    if (!text.includes(before)) throw new Error(`"${before}" is not in ${name}`);
    files.set(name, text.replace(before, after));
  }
  return files;
}
