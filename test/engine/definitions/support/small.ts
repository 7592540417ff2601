/** A small model and a small integration for it, whole and without a mistake. */
export const smallFiles: Readonly<Record<string, string>> = {
  'unified-models/talk/model.yaml': `format: 1
name: talk
label: Talk
description: Rooms and what is said in them.
`,
  'unified-models/talk/rooms.yaml': `description: A room.
fields:
  id: { type: string, required: true, description: Id., example: r1 }
  name: { type: string, description: Name., example: Lobby }
  kind: { type: string, enum: [open, closed], description: Who may enter., example: open }
  is_member: { type: boolean, description: Whether the account is in it., example: true }
filters:
  kind: { type: string, description: Rooms of this kind. }
methods:
  list: { description: Rooms. }
  get: { description: A room. }
`,
  'unified-models/talk/notes.yaml': `description: A note in a room.
fields:
  id: { type: string, required: true, description: Id., example: r1~n1 }
  text:
    type: object
    description: What is said.
    fields:
      format: { type: string, required: true, enum: [markdown, html], description: How to read it., example: markdown }
      content: { type: string, required: true, description: The words., example: Hello }
  room:
    type: object
    description: Where.
    fields:
      id: { type: string, required: true, description: Id., example: r1 }
  tags: { type: array, description: Tags., items: { type: string } }
  is_pinned: { type: boolean, description: Pinned., example: false }
  created_at: { type: date-time, description: When., example: "2025-01-02T03:04:05.000Z" }
filters:
  room.id: { type: id, resource: rooms, description: Notes of this room. }
  created_at: { compare: date-time, description: When it was written. }
  search: { type: string, description: Notes with these words. }
methods:
  list: { description: Notes. }
  get: { description: A note. }
  create:
    description: Writes a note.
    body:
      text.content: { required: true }
      room.id: { required: true }
include: [deleted]
order: Newest first.
`,
  'integrations/demo/integration.yaml': `format: 1
name: demo
label: Demo
base_url: https://api.example.com/v1
hosts: [api.example.com]
settings:
  team: { type: string }
auth:
  token: { style: fields, fields: { key: { label: Key, secret: true } } }
credential: [bot]
attach: { headers: { authorization: "Bearer {{ credential.access_token }}" } }
on_link:
  steps: [{ id: me, call: rooms.whoami }]
  settings: { team: $steps.me.team }
  external_id: [$steps.me.team]
pagination: { style: cursor, send: cursor, read: next, limit: { send: limit, default: 50, max: 100 } }
errors:
  when: ok = false
  code: error
  kinds: { not_found: ["*_missing"] }
`,
  'integrations/demo/native/rooms.yaml': `defaults: { scopes: [read, [a, b]] }
endpoints:
  whoami: { get: /me }
  list: { get: /rooms, params: { kind: {} }, items: rooms }
  info: { get: "/rooms/{{ room }}", item: room }
`,
  'integrations/demo/native/notes.yaml': `endpoints:
  list:
    get: /rooms/{{ room }}/notes
    params:
      since: {}
      tags: { type: array }
    items: notes
  write:
    post: /notes
    params:
      room: { required: true }
      content: { required: true }
      labels: { type: array }
    item: note
`,
  'integrations/demo/unified/talk/rooms.yaml': `key: { room: id }
fields:
  name: title
  kind: $value("kind", type)
  is_member: $is(joined)
values:
  kind: { public: open, private: closed }
list:
  call: rooms.list
  query:
    kind: $native("kind", $query.kind)
get: { call: rooms.info }
`,
  'integrations/demo/unified/talk/notes.yaml': `key:
  room: $room
  note: nid
fields:
  text:
    format: '"markdown"'
    content: body
  room:
    id: |
      $key("rooms", { "room": $room })
  tags: labels
  is_pinned: $is(pinned)
lookups:
  room: { call: rooms.info, path: { room: $room }, cache_s: 60, optional: true, on: [get] }
list:
  - id: room
    given: { query.room.id: rooms }
    with: { since: $query.created_at.gt }
    call: notes.list
    query: { since: $since }
    where: [created_at, { native: $not($is(hidden)) or $query.include.deleted }]
    order: { created_at: desc }
  - id: everywhere
    each: { of: rooms, as: query.room.id, skip: [forbidden] }
get:
  call: notes.list
  pick: nid = $note
create:
  given: { body.room.id: rooms }
  call: notes.write
  body: { room: $room, content: $body.text.content }
`,
};

/** Files with some texts replaced in one of them; `['', text]` writes a new file. */
export function filesWith(
  base: Readonly<Record<string, string>>,
  file: string,
  changes: readonly (readonly [string, string])[],
): Map<string, string> {
  const files = new Map(Object.entries(base));
  for (const [before, after] of changes) {
    const text = files.get(file) ?? '';
    if (!text.includes(before) || (before === '' && text !== '')) throw new Error(`"${before}" is not in ${file}`);
    files.set(file, text.replace(before, after));
  }
  return files;
}

/** The small files with some texts replaced in one of them. */
export function smallWith(
  file: string,
  ...changes: readonly (readonly [string, string])[]
): ReadonlyMap<string, string> {
  return filesWith(smallFiles, file, changes);
}
