import { smallFiles } from './small.ts';

const shared = ['model', 'rooms', 'notes'].map(name => `unified-models/talk/${name}.yaml`);

/**
 * An integration with everything that records of several forms ask for: shapes, path ids, chains, walks over native
 * parents, records inside records, batch lookups; whole and without a mistake.
 */
export const grownFiles: Readonly<Record<string, string>> = {
  ...Object.fromEntries(shared.map(file => [file, smallFiles[file] ?? ''])),
  'unified-models/talk/files.yaml': `description: A file in a note.
fields:
  id: { type: string, required: true, description: Id., example: f1 }
  name: { type: string, description: Name., example: plan.pdf }
  note:
    type: object
    description: The note it is in.
    fields:
      id: { type: string, required: true, description: Id., example: n1 }
filters:
  note.id: { type: id, resource: notes, description: Files of this note. }
methods:
  list: { description: Files. }
  get: { description: A file. }
  update: { description: Gives a file another name., body: { name: {} } }
`,
  'integrations/grown/integration.yaml': `format: 1
name: grown
label: Grown
docs: https://docs.example.com
base_url: https://api.example.com/v1
hosts: [api.example.com, people.example.com]
bare_hosts: ["*.files.example.com"]
auth:
  agreed:
    style: oauth2_code
    authorize_url: https://people.example.com/agree
    token_url: https://people.example.com/token
    scope_separator: ","
    scope_params: { user: scope, app: app_scope }
    credentials: { user: { access_token: token }, app: { access_token: app.token } }
credential: [user, app]
attach: { headers: { authorization: "Bearer {{ credential.access_token }}" } }
pagination: { style: offset, send: skip, total: count, done: is_last, limit: { send: limit, default: 20, max: 50 } }
`,
  'integrations/grown/native/rooms.yaml': `defaults: { scopes: { user: [read, [a, b]], app: [read.all] } }
endpoints:
  houses: { get: /houses, params: { region: {} }, items: houses, pagination: none }
  list:
    get: /rooms
    params:
      filter: { filter: { join: " AND ", quote: double, parts: { kind: kind = ?, since: 'at > "?:time"' } } }
    items: rooms
    select: { send: fields, always: [id], never: [href], wrap: "rooms(?),count" }
  of_house: { get: "/houses/{{ house }}/rooms", items: rooms, pagination: { style: link_header } }
  info_of_house: { get: "/houses/{{ house }}/rooms/{{ room }}" }
  info: { get: "/rooms/{{ room }}", scopes: [read] }
`,
  'integrations/grown/native/notes.yaml': `endpoints:
  list: { get: "/rooms/{{ room }}/notes", items: notes, pagination: { style: next_url, read: links.next } }
  info: { get: "/{{ name | segments }}" }
  write: { post: /notes, params: { room: {}, content: {}, token: {} } }
  rename: { patch: "/files/{{ file }}", params: { name: {} }, idempotent: true }
`,
  'integrations/grown/native/people.yaml': `defaults: { base_url: https://people.example.com }
endpoints:
  batch: { get: "/people:batch", params: { refs: { required: true, type: array, style: repeat } }, items: people, pagination: none }
`,
  'integrations/grown/unified/talk/rooms.yaml': `key: { room: id }
fields: { is_member: true, name: title }
shapes:
  hall:
    tag: h
    key: { house: $parent.id ?? $house }
  booth:
    tag: b
    fields: { name: label, is_member: null }
    lookups:
      more: { call: rooms.info, path: { room: id } }
list:
  chain:
    - each: { call: rooms.houses, query: { region: '"north"' }, skip: [forbidden], concurrency: 2 }
      call: rooms.of_house
      path: { house: $parent.id }
      shape: hall
      where: $not(closed = $parent.closed)
    - call: rooms.list
      query: { filter: { kind: $query.kind } }
      shape: booth
get:
  - { id: hall, shape: hall, call: rooms.info_of_house }
  - { id: booth, shape: booth, call: rooms.info }
`,
  'integrations/grown/unified/talk/notes.yaml': `key: { pattern: "rooms/{room}/notes/{note}", from: path }
fields:
  text: { format: '"markdown"', content: body }
  room:
    id: |
      $key("rooms.booth", { "room": $room })
  tags: $lookups.author.labels
lookups:
  author:
    when: by
    key: by.ref
    call: people.batch
    query: { refs: $keys }
    batch: { max: 50, match: ref }
    cache_s: 300
    optional: true
list:
  - id: booth
    given: { query.room.id: rooms.booth }
    call: notes.list
    order: { created_at: desc }
    until: at < $query.created_at.gt
  - { id: hall, given: { query.room.id: rooms.hall }, call: notes.list }
  - id: everywhere
    each: { of: rooms, as: query.room.id, skip: [not_found] }
get: { call: notes.info }
create:
  given: { body.room.id: rooms.booth }
  call: notes.write
  body: { room: $room, content: $body.text.content, token: $idempotency }
`,
  'integrations/grown/unified/talk/files.yaml': `inside: { of: notes, records: files }
key: { note: $holder.unified.id ?? $note, file: id }
fields:
  name: title ?? $holder.native.title
  note: { id: $holder.unified.id }
list: { partial: "The files of notes that can be listed." }
update: { call: notes.rename, body: { name: $body.name } }
`,
};
