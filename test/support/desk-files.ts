/** A made-up provider whose endpoints have parameters of every kind, and a model over it. */
export const deskFiles: Readonly<Record<string, string>> = {
  'unified-models/talk/model.yaml': `format: 1
name: talk
label: Talk
description: Rooms and what is said in them.
`,
  'unified-models/talk/rooms.yaml': `description: A room.
fields:
  id: { type: string, required: true, description: Id., example: r1 }
  name: { type: string, description: Name., example: Lobby }
methods:
  list: { description: Rooms. }
  get: { description: A room. }
`,
  'unified-models/talk/notes.yaml': `description: A note in a room.
fields:
  id: { type: string, required: true, description: Id., example: r1~n1 }
  text: { type: string, description: The words., example: Hello }
  room:
    type: object
    description: Where.
    fields:
      id: { type: string, required: true, description: Id., example: r1 }
      name: { type: string, description: Name., example: Lobby }
  created_at: { type: date-time, description: When., example: "2025-01-02T03:04:05.000Z" }
filters:
  room.id: { type: id, resource: rooms, description: Notes of this room. }
  created_at: { compare: date-time, description: When it was written. }
methods:
  list: { description: Notes. }
  get: { description: A note. }
  create:
    description: Writes a note.
    body:
      text: { required: true }
      room.id: { required: true }
  update:
    description: Changes a note.
    body:
      text: {}
  delete: { description: Removes a note. }
  pin:
    description: Pins a note, or takes the pin away.
    body:
      pinned: { required: true, type: boolean, description: Whether it is to be pinned., example: true }
  touch: { description: Marks a note as seen. }
  purge:
    description: Removes what is old.
    on: collection
    body:
      before: { required: true, type: date-time, description: What is older than this goes., example: "2025-01-02T03:04:05.000Z" }
  draft:
    description: Begins a note without words.
    on: collection
    body:
      room.id: { required: true }
include: [deleted]
`,
  'integrations/desk/integration.yaml': `format: 1
name: desk
label: Desk
base_url: https://api.desk.example/v2
hosts: [api.desk.example, files.desk.example]
settings:
  team: { type: string }
auth:
  token: { style: fields, fields: { key: { label: Key, secret: true } }, makes: bot }
credential: [bot]
attach: { headers: { authorization: "Bearer {{ credential.access_token }}" } }
on_link:
  steps: [{ id: me, call: rooms.whoami }]
  settings: { team: $steps.me.team }
  external_id: [$steps.me.team]
pagination: { style: cursor, send: cursor, read: next, limit: { send: size, default: 2, max: 2 } }
errors:
  when: ok = false
  code: error
  message: detail
  kinds:
    token_expired: [token_expired]
    not_found: ["*_missing"]
retry: { attempts: 3, on: [unavailable, timeout] }
`,
  'integrations/desk/native/rooms.yaml': `endpoints:
  whoami: { get: /me }
  list: { get: /rooms, items: rooms }
  info: { get: "/rooms/{{ room }}", item: room }
`,
  'integrations/desk/native/notes.yaml': `endpoints:
  list:
    get: /rooms/{{ room }}/notes
    params:
      since: {}
      tags: { type: array }
      pinned: { type: boolean }
      depth: { type: integer }
      share: { type: number }
      $filter: { filter: { join: " and ", quote: odata, parts: { by: "author eq ?", after: "at gt ?:time" } } }
      x-trace: { in: header }
    items: notes
  info: { get: "/rooms/{{ room }}/notes/{{ note }}", item: note }
  find:
    post: /notes/find
    params: { words: { required: true, type: string }, rooms: { type: array } }
    items: notes
    pagination: none
  write:
    post: /notes
    params:
      room: { required: true, type: string }
      content: { required: true, type: string }
      labels: { type: array }
      priority: { type: integer }
      meta: { type: object }
      silent: { in: query, type: boolean }
    item: note
  remove: { delete: "/rooms/{{ room }}/notes/{{ note }}" }
  edit:
    patch: /rooms/{{ room }}/notes/{{ note }}
    params: { content: { type: string }, labels: { type: array }, silent: { in: query, type: boolean } }
    idempotent: true
  pin: { post: "/rooms/{{ room }}/notes/{{ note }}/pin", params: { on: { type: boolean } }, item: note }
  touch: { post: "/rooms/{{ room }}/notes/{{ note }}/touch", body: none }
  purge: { post: /notes/purge, params: { before: { type: string } } }
  draft: { post: /drafts, params: { room: { type: string } }, item: note }
`,
  'integrations/desk/unified/talk/rooms.yaml': `key: { room: id }
fields: { name: title }
list: { call: rooms.list }
get: { call: rooms.info }
`,
  'integrations/desk/unified/talk/notes.yaml': `key: { room: room, note: nid }
fields:
  text: content
  room:
    id: |
      $key("rooms", { "room": room })
    name: $lookups.room.title
  created_at: $isoFromSeconds(at)
lookups:
  room: { when: room, call: rooms.info, path: { room: room }, optional: true, on: [get] }
list:
  - id: room
    given: { query.room.id: rooms }
    call: notes.list
    query: { since: $query.created_at.gt }
    where: [created_at]
  - id: everywhere
    each: { of: rooms, as: query.room.id, skip: [forbidden] }
get: { call: notes.info }
create:
  given: { body.room.id: rooms }
  call: notes.write
  body: { room: $room, content: $body.text }
update:
  call: notes.edit
  body: { content: $body.text }
  then: get
delete: { call: notes.remove }
methods:
  pin: { call: notes.pin, body: { on: $body.pinned } }
  touch: [{ call: notes.touch, answer: none }]
  purge: { call: notes.purge, body: { before: $body.before }, answer: none }
  draft: [{ given: { body.room.id: rooms }, call: notes.draft, body: { room: $room }, then: get }]
`,
};
