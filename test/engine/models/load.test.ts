import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { formatProblem } from '../../../src/engine/definitions/problem.ts';
import { remoteDataSchema } from '../../../src/engine/models/remote-data.ts';
import { outline } from '../definitions/support/outline.ts';

/** A model of one resource. */
function load(resource: string) {
  return loadFromFiles(
    new Map([
      ['unified-models/talk/model.yaml', 'format: 1\nname: talk\nlabel: Talk\ndescription: Rooms.\n'],
      ['unified-models/talk/rooms.yaml', resource],
    ]),
  );
}

const id = '  id: { type: string, required: true, description: Id., example: r1 }\n';
const methods = 'methods:\n  list: { description: Rooms. }\n';

describe('a model', () => {
  it('becomes JSON Schemas, filters and methods', () => {
    const { models, problems } = load(`description: A room.
fields:
${id}  kind: { type: string, enum: [open, closed], description: Who may enter., example: open }
  status: { type: string, enum: [active], open: true, description: State., example: asleep }
  size: { type: integer, description: Seats., example: 4 }
  opened_at: { type: date-time, description: Since., example: "2025-01-02T03:04:05.000Z" }
  people:
    type: array
    description: Who is in it.
    items:
      type: object
      fields:
        id: { type: string, required: true, description: Id., example: p1 }
filters:
  kind: { type: string, description: Of this kind. }
  person.id: { type: id, resource: rooms, field: people.id, description: With this person. }
  opened_at: { compare: date-time, description: Since when. }
  search: { type: string, description: With these words. }
methods:
  list: { description: Rooms. }
  create:
    description: Opens a room.
    body:
      kind: { required: true }
      people: { description: Who may come. }
      topic.text: { type: string, description: What it is about., example: Tea }
include: [hidden]
order: By name.
`);
    expect(problems).toEqual([]);
    const people = {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id'],
        properties: { id: { type: 'string', description: 'Id.', examples: ['p1'] } },
      },
    };
    expect(outline(models.get('talk')?.resources.get('rooms'))).toEqual({
      name: 'rooms',
      description: 'A room.',
      schema: {
        title: 'rooms',
        type: 'object',
        additionalProperties: false,
        required: ['id'],
        properties: {
          id: { type: 'string', description: 'Id.', examples: ['r1'] },
          kind: { type: 'string', enum: ['open', 'closed'], description: 'Who may enter.', examples: ['open'] },
          status: {
            anyOf: [{ type: 'string', enum: ['active'] }, { type: 'string' }],
            description: 'State.',
            examples: ['asleep'],
          },
          size: { type: 'integer', description: 'Seats.', examples: [4] },
          opened_at: {
            type: 'string',
            format: 'date-time',
            description: 'Since.',
            examples: ['2025-01-02T03:04:05.000Z'],
          },
          people: { ...people, description: 'Who is in it.' },
        },
      },
      filters: {
        kind: {
          type: 'string',
          description: 'Of this kind.',
          field: ['kind'],
          operator: 'eq',
          values: ['open', 'closed'],
        },
        'person.id': {
          type: 'id',
          description: 'With this person.',
          field: ['people', 'id'],
          operator: 'eq',
          resource: 'rooms',
        },
        'opened_at.gt': {
          type: 'date-time',
          description: 'Since when: later than this.',
          field: ['opened_at'],
          operator: 'gt',
        },
        'opened_at.gte': {
          type: 'date-time',
          description: 'Since when: at or later than this.',
          field: ['opened_at'],
          operator: 'gte',
        },
        'opened_at.lt': {
          type: 'date-time',
          description: 'Since when: earlier than this.',
          field: ['opened_at'],
          operator: 'lt',
        },
        'opened_at.lte': {
          type: 'date-time',
          description: 'Since when: at or earlier than this.',
          field: ['opened_at'],
          operator: 'lte',
        },
        search: { type: 'string', description: 'With these words.', field: [], operator: 'eq' },
      },
      methods: {
        list: { name: 'list', description: 'Rooms.', on: 'collection' },
        create: {
          name: 'create',
          description: 'Opens a room.',
          on: 'collection',
          body: {
            schema: {
              type: 'object',
              additionalProperties: false,
              required: ['kind'],
              properties: {
                kind: { type: 'string', enum: ['open', 'closed'], description: 'Who may enter.', examples: ['open'] },
                people: { ...people, description: 'Who may come.' },
                topic: {
                  type: 'object',
                  additionalProperties: false,
                  properties: { text: { type: 'string', description: 'What it is about.', examples: ['Tea'] } },
                },
                remote_data: remoteDataSchema,
              },
            },
          },
        },
      },
      includes: ['hidden'],
      order: 'By name.',
    });
  });

  it.each([
    [
      'a field without an example',
      `description: A room.\nfields:\n${id}  name: { type: string, description: Name. }\n${methods}`,
      [
        'unified-models/talk/rooms.yaml:4:3 error DEFINITION_INVALID',
        '  The field `name` lacks an example.',
        '  4 |   name: { type: string, description: Name. }',
        '    |   ^',
        '  hint: Give a value as a caller sees it.',
      ],
    ],
    [
      'a time that is not in UTC',
      `description: A room.\nfields:\n${id}  at: { type: date-time, description: When., example: "2025-01-02T03:04:05+01:00" }\n${methods}`,
      [
        'unified-models/talk/rooms.yaml:4:55 error DEFINITION_INVALID',
        '  The example of `at` is not date-time.',
        '  4 |   at: { type: date-time, description: When., example: "2025-01-02T03:04:05+01:00" }',
        '    |                                                       ^',
        '  hint: Give a value as a caller sees it.',
      ],
    ],
    [
      'an object without fields',
      `description: A room.\nfields:\n${id}  owner: { type: object, description: Who. }\n${methods}`,
      [
        'unified-models/talk/rooms.yaml:4:3 error DEFINITION_INVALID',
        '  `owner` lacks `fields`.',
        '  4 |   owner: { type: object, description: Who. }',
        '    |   ^',
        '  hint: `fields` and `type: object` go together.',
      ],
    ],
    [
      'a filter that is neither a comparison nor an equality',
      `description: A room.\nfields:\n${id}filters:\n  id: { description: This one. }\n${methods}`,
      [
        'unified-models/talk/rooms.yaml:5:3 error DEFINITION_INVALID',
        '  The filter `id` needs either `compare` or `type`.',
        '  5 |   id: { description: This one. }',
        '    |   ^',
        '  hint: Write `compare: date-time` for a time, `type` for equality.',
      ],
    ],
    [
      'a filter over a field that is not there',
      `description: A room.\nfields:\n${id}filters:\n  number: { type: id, field: idd, description: This one. }\n${methods}`,
      [
        'unified-models/talk/rooms.yaml:5:30 error DEFINITION_REFERENCE',
        '  The record has no field `idd`.',
        '  5 |   number: { type: id, field: idd, description: This one. }',
        '    |                              ^',
        '  hint: Did you mean `id`?',
      ],
    ],
    [
      'a body field that the record does not have',
      `description: A room.\nfields:\n${id}methods:\n  create: { description: Opens., body: { nme: {} } }\n`,
      [
        'unified-models/talk/rooms.yaml:5:42 error DEFINITION_REFERENCE',
        '  The record has no field `nme`.',
        '  5 |   create: { description: Opens., body: { nme: {} } }',
        '    |                                          ^',
        '  hint: There are: `id`. Or say its `type`.',
      ],
    ],
    [
      'a resource without an id',
      `description: A room.\nfields:\n  name: { type: string, description: Name., example: x }\n${methods}`,
      [
        'unified-models/talk/rooms.yaml:2:1 error DEFINITION_INVALID',
        '  `fields` lacks the key `id`.',
        '  2 | fields:',
        '    | ^',
      ],
    ],
  ])('refuses %s', (_name, resource, problem) => {
    expect(load(resource).problems.map(formatProblem)).toEqual([problem.join('\n')]);
  });
});
