/**
 * Definitions without a mistake that write the keys which the small and the grown ones leave out: what few providers
 * need, each at least once.
 */
export const everyKeyFiles: Readonly<Record<string, string>> = {
  'unified-models/every/model.yaml': `format: 1
name: every
label: Every
description: Things.
`,
  'unified-models/every/things.yaml': `format: 1
description: A thing.
order: Oldest first.
fields:
  id: { type: string, required: true, description: Id., example: t1 }
  state: { type: string, enum: [new, old], open: true, description: State., example: new }
  created_at: { type: date-time, description: When., example: "2025-01-02T03:04:05.000Z" }
  picture: { type: string, description: Where its picture is., example: /p, address_of: print }
  marks:
    type: array
    description: Marks.
    items: { type: string, description: A mark., example: red, enum: [red, blue], open: true }
  rows:
    type: array
    description: Rows of sizes.
    items: { type: array, description: A row., items: { type: integer, description: A size., example: 3 } }
  parts:
    type: array
    description: Parts.
    items: { type: object, description: A part., fields: { name: { type: string, description: Name., example: lid } } }
filters:
  state: { type: string, values: [new, old], description: Things in this state. }
  made_at: { compare: date-time, field: created_at, description: When it was made. }
methods:
  list: { description: Things. }
  get: { description: A thing. }
  delete: { description: Removes a thing. }
  print: { description: Its picture., stream: { file_name: state, content_type: state } }
  seal:
    description: Seals a thing.
    body:
      state: { required: true, description: The state to seal it in., example: old, type: string, enum: [old] }
      tags: { type: array, description: Tags., items: { type: string, description: A tag., example: a } }
      by: { type: object, description: Who., fields: { name: { type: string, description: Name., example: Ann } } }
`,
  'unified-models/every/bits.yaml': `description: A bit of a thing.
fields:
  id: { type: string, required: true, description: Id., example: b1 }
  created_at: { type: date-time, description: When., example: "2025-01-02T03:04:05.000Z" }
methods:
  list: { description: Bits. }
`,
  'unified-models/every/dots.yaml': `description: A dot on a thing.
fields:
  id: { type: string, required: true, description: Id., example: d1 }
filters:
  thing.id: { type: id, resource: things, description: Dots on this thing. }
methods:
  list: { description: Dots. }
`,
  'integrations/ground/integration.yaml': `format: 1
name: ground
abstract: true
`,
  'integrations/every/integration.yaml': `format: 1
name: every
extends: ground
label: Every
base_url: https://api.example.com
hosts: [api.example.com]
app:
  size: { type: integer, default: 20, secret: false, description: The largest page. }
settings:
  region: { type: string, default: north, description: Where it is. }
auth:
  agreed:
    style: oauth2_code
    authorize_url: https://api.example.com/agree
    token_url: https://api.example.com/token
    credentials: { bot: { access_token: token, refresh_token: again } }
    refresh: { token: { access_token: token, refresh_token: again }, dead_when: error = "gone" }
  signed:
    style: jwt_bearer
    token_url: https://api.example.com/token
    fields:
      secret_key: { label: Key, secret: true, required: true, description: In the console., pattern: "^-----BEGIN" }
      region: { label: Region, required: false, setting: true }
    key: secret_key
    header: { kid: $fields.region }
    claims: { iss: '"every"', scope: '$join($scopes, " ")' }
    lifetime_s: 600
    scopes: [read]
    dead_when: error = "gone"
    makes: bot
  own:
    style: oauth2_client_credentials
    token_url: https://api.example.com/token
    fields: { client_id: { label: Id }, client_secret: { label: Secret, secret: true } }
    scope: read
    dead_when: error = "gone"
    makes: bot
  typed:
    style: fields
    fields:
      key: { label: Key, secret: true, required: true, description: In the console., pattern: "^k", fills: access_token }
      region: { label: Region, required: false, setting: true }
    makes: bot
credential: [bot]
attach:
  headers: { x-key: "{{ credential.access_token }}" }
  query: { key: "{{ credential.access_token }}" }
on_link:
  steps:
    - { id: hello, call: things.hello, path: { name: '"me"' }, query: { deep: true } }
    - { id: greet, call: things.greet, headers: { x-lang: '"en"' }, body: { text: $steps.hello.text } }
  external_id: [$steps.hello.id]
  label: $steps.hello.name
pagination: { style: page, send: page, first: 0, last: pages, limit: { send: size, default: 10, max: $app.size } }
errors:
  - { when: ok = false, code: error, message: text, kinds: { not_found: [gone] } }
rates: { few: { max: $app.size, per: 1m }, box: { max: 1, per: 500ms, by: [$account.region, $kind, $endpoint] }, north: { max: 9, per: 1d, by: $account.region } }
retry: { attempts: 2, on: [timeout], after: $headers.\`retry-after\` }
`,
  'integrations/every/native/things.yaml': `format: 1
endpoints:
  hello: { get: "/hello/{{ name }}", params: { deep: { type: boolean } } }
  greet:
    post: /greet
    body: form
    params: { x-lang: { in: header }, text: { description: The words. } }
  list:
    get: /things
    description: Things.
    docs: https://docs.example.com/things
    headers: { x-region: "{{ account.region }}" }
    timeout_ms: 5000
    rate: [north]
    credential: [bot]
    errors: { code: error, kinds: { forbidden: [closed] } }
    params:
      x-lang: { in: header, default: en }
      region: { from: $account.region }
      box: {}
    items: things
  boxes: { rate: [few, box], put: "/boxes/{{ kind }}", params: { x-lang: { in: header }, deep: {}, filter: {} }, items: boxes, pagination: none, idempotent: true }
  info: { get: "/things/{{ thing }}", params: { x-lang: { in: header } } }
  names: { post: /names, params: { x-lang: { in: header }, of: {} }, item: name }
  remove: { delete: "/things/{{ thing }}" }
  seal: { post: "/things/{{ thing }}/seal", params: { state: {} } }
  scan: { get: given, accept: binary, attach: true }
  search: { post: /search, params: { x-lang: { in: header }, words: {} }, items: found, pagination: { style: cursor, send: from, read: next } }
`,
  'integrations/every/unified/every/things.yaml': `format: 1
key: { thing: id }
fields: { state: state, created_at: at }
shapes:
  plain:
    when: $is(plain)
  named:
    lookups:
      name: { call: things.names, headers: { x-lang: '"en"' }, body: { of: id }, on: [get] }
    fields: { marks: $lookups.name.marks }
list:
  - id: boxed
    when: $query.state = "old"
    with: { lang: '"en"' }
    each:
      call: things.boxes
      path: { kind: '"large"' }
      query: {}
      headers: { x-lang: $lang }
      body: { deep: true }
      skip: [not_found]
      concurrency: 3
    call: things.list
    query: { box: $parent.id }
    headers: { x-lang: $lang }
  - id: searched
    chain:
      - call: things.search
        headers: { x-lang: '"en"' }
        body: { words: '"all"' }
        order: { created_at: asc }
        until: at > $query.made_at.lt
      - { call: things.list, headers: { x-lang: '"de"' } }
get:
  id: one
  when: $id
  with: { lang: '"en"' }
  call: things.info
  path: { thing: $thing }
  headers: { x-lang: $lang }
delete: { call: things.remove }
methods:
  print: { when: plain = true, call: things.scan, url: address, stream: { file_name: '"scan"', content_type: '"image/png"' } }
  seal: { call: things.seal, body: { state: $body.state } }
`,
  'integrations/every/unified/every/bits.yaml': `key: { bit: id }
fields: { created_at: at }
list:
  each: { call: things.boxes, path: { kind: '"small"' } }
  call: things.list
  order: { created_at: asc }
  until: $is(last)
`,
  'integrations/every/unified/every/dots.yaml': `key: { dot: id }
list:
  - { id: thing, given: { query.thing.id: things }, call: things.list, query: { box: $thing } }
  - { id: all, each: { of: things, as: query.thing.id, concurrency: 2 } }
`,
  'integrations/every/cases/things.get.yaml': `format: 1
name: reads a thing
account: { settings: { region: south }, credentials: { bot: { access_token: k1 } } }
app: { size: 5 }
call: { model: every, resource: things, method: get, id: t1 }
upstream:
  - request: { method: GET, host: api.example.com, path: /things/t1, headers: { x-lang: en } }
    reply: { status: 200, headers: { x-a: b }, body: { id: t1, plain: true } }
expect: { record: { id: t1 } }
`,
};
