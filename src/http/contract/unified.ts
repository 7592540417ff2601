import type { Cell } from '../../engine/describe/cell.ts';
import { fieldsOf } from '../../engine/models/fields.ts';
import type { JsonSchema, Model, ModelMethod, ModelResource } from '../../engine/models/model.ts';
import { ndjsonType } from '../accept.ts';
import { exampleOf } from './example.ts';
import { fileOperation } from './file-operation.ts';
import { filterParameters } from './filter-parameters.ts';
import {
  jsonAnswer,
  rateHeaderNames,
  schemaRef,
  type Operation,
  type OperationAnswer,
  type Parameter,
  type Schema,
} from './operation.ts';
import {
  accountParameter,
  cursorParameter,
  idempotencyParameter,
  limitParameter,
  namesParameter,
} from './parameters.ts';
import { closed, page, text } from './schemas/closed.ts';
import { formsOfList, formsOfSingle } from './schemas/forms.ts';
import type { Stage } from './stages.ts';

/** One method of a model's resource, with what the integrations do for it. */
export interface UnifiedMethod {
  readonly model: Model;
  readonly resource: ModelResource;
  readonly method: ModelMethod;
  readonly cells: readonly Cell[];
}

/** Name of a record's schema among the components. */
export function recordName({ model, resource }: Pick<UnifiedMethod, 'model' | 'resource'>): string {
  return `${pascalCase(model.name)}${pascalCase(resource.name)}Record`;
}

/** A record as it is answered: `include=remote_data` puts the native one beside its fields. */
export function recordSchema({ schema, description }: ModelResource): Schema {
  const { title: _title, ...rest } = schema;
  const remote = { description: "The provider's own record, with `include=remote_data`." };
  // Other fields than the id may be left out by `fields`.
  return { ...rest, description, properties: { ...fieldsOf(schema), remote_data: remote }, required: ['id'] };
}

/** The operation of one method. */
export function unifiedOperation(unified: UnifiedMethod): Operation {
  const { model, resource, method, cells } = unified;
  const isList = method.name === 'list';
  const isWrite = !isList && method.name !== 'get';
  const named = {
    id: `${camelCase(method.name)}${pascalCase(model.name)}${pascalCase(resource.name)}`,
    tag: resource.name,
    summary: `${capital(resource.name)}: ${method.name.replaceAll('_', ' ')}`,
    description: `${method.description}\n\n${supportOf(cells)}`,
  };
  if (method.stream) return fileOperation(named);
  return {
    ...named,
    parameters: [
      accountParameter,
      ...(isList ? [limitParameter, cursorParameter, ...filterParameters(resource.filters), remoteQueryParameter] : []),
      ...recordParameters(unified),
      ...formParameters,
      ...(isWrite ? [idempotencyParameter] : []),
    ],
    ...(method.body
      ? { body: { schema: bodyOf(method.body.schema), required: true, example: exampleOf(method.body.schema) } }
      : {}),
    answers: answersOf(unified),
    stages: stagesOf(unified, isWrite),
  };
}

const formParameters: readonly Parameter[] = [
  {
    name: 'format',
    in: 'query',
    description:
      '`raw`: native records as they came. `debug`: with `debug`, how the answer came about. Their schemas are in `x-patchbay-forms`.',
    schema: { type: 'string', enum: ['unified', 'raw', 'debug'], default: 'unified' },
  },
  {
    name: 'dry_run',
    in: 'query',
    description: 'Nothing goes out: the answer is the first request that would.',
    schema: { type: 'boolean', default: false },
  },
];

const remoteQueryParameter: Parameter = {
  name: 'remote_query',
  in: 'query',
  description: "Parameters of the provider's own, where its endpoint has them: `remote_query[name]=value`.",
  style: 'deepObject',
  explode: true,
  schema: { type: 'object', additionalProperties: { type: 'string' } },
};

function recordParameters({ resource, cells }: UnifiedMethod): readonly Parameter[] {
  const fields = Object.keys(fieldsOf(resource.schema));
  const expands = [...new Set(cells.flatMap(cell => cell.expands))].sort();
  const known = expands.length === 0 ? 'none of the integrations has any' : expands.join(', ');
  return [
    namesParameter('expand', `Further calls that fill in what is lacking. By integration: ${known}.`),
    namesParameter('fields', 'Only these fields; the id always comes.', fields),
    namesParameter('exclude_fields', 'All fields but these; not beside `fields`.', fields),
    namesParameter('include', 'What is left out otherwise.', ['remote_data', ...resource.includes]),
  ];
}

function answersOf(unified: UnifiedMethod): Operation['answers'] {
  const { resource, method } = unified;
  const record = schemaRef(recordName(unified));
  const example = exampleOf(resource.schema);
  if (method.name === 'list') return { 200: listAnswer(record, example) };
  const answer = answerOf(method, record, example);
  const empty = {
    204: { description: 'With `format=raw`, where the provider answered nothing.', headers: rateHeaderNames },
  };
  if (method.name !== 'create') return { 200: answer, ...empty };
  return { 200: jsonAnswer('What would be sent, with `dry_run=true`.', schemaRef('DryRun')), 201: answer, ...empty };
}

function answerOf({ name, on }: ModelMethod, record: Schema, example: unknown): OperationAnswer {
  if (name === 'delete') return singleAnswer('It is gone.', closed({ id: text() }));
  if (on === 'record' || name === 'create') return singleAnswer('The record.', record, example);
  const nothing = closed({}, { description: 'It is done; the integration answers no record.' });
  return singleAnswer('The record, where there is one to show.', { anyOf: [record, nothing] }, example);
}

function singleAnswer(description: string, schema: Schema, example?: unknown): OperationAnswer {
  const content = { schema, ...(example === undefined ? {} : { example }), 'x-patchbay-forms': formsOfSingle(schema) };
  return {
    description,
    content: { 'application/json': content },
    headers: ['X-Patchbay-Warnings', ...rateHeaderNames],
  };
}

function listAnswer(record: Schema, example: unknown): OperationAnswer {
  return {
    description: 'A page of records; with `Accept: application/x-ndjson` all of them, one a line.',
    headers: rateHeaderNames,
    content: {
      'application/json': {
        schema: page(record, { 'warnings?': { type: 'array', items: schemaRef('Warning') } }),
        example: { result: [example], next_cursor: null, prev_cursor: null, result_count: 1 },
        'x-patchbay-forms': formsOfList(record),
      },
      [ndjsonType]: {
        schema: {
          type: 'string',
          description:
            'Lines of JSON: records; `{"@warning": …}`; and as the last line always `{"@end": …}` or `{"@error": …}`, each ' +
            'with the `next_cursor` that goes on behind the last record.',
        },
      },
    },
  };
}

function stagesOf({ method, resource }: UnifiedMethod, isWrite: boolean): readonly Stage[] {
  const isList = method.name === 'list';
  const filtersById = isList && [...resource.filters.values()].some(({ type }) => type === 'id');
  // What a definition takes for a reference in a body is its own affair.
  const takesIds = method.on === 'record' || filtersById || method.body !== undefined;
  return [
    'account',
    'exchange',
    'answer',
    'refusals',
    'parameters',
    'filters',
    ...(takesIds ? (['ids'] as const) : []),
    ...(isList ? (['cursor'] as const) : []),
    ...(isWrite ? (['write', 'body'] as const) : (['pages'] as const)),
    ...(isList || method.name === 'delete' ? [] : (['record'] as const)),
  ];
}

/** Without the keywords that only records have. */
function bodyOf(schema: JsonSchema): Schema {
  const { title: _title, ...rest } = schema;
  return rest;
}

function supportOf(cells: readonly Cell[]): string {
  const lines = cells.map(
    ({ integration, state, reason }) => `- ${integration}: ${state}${reason === undefined ? '' : `. ${reason}`}`,
  );
  return lines.length === 0 ? 'No integration is loaded.' : lines.join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function pascalCase(name: string): string {
  return name.split(/[_-]/).map(capital).join('');
}

function camelCase(name: string): string {
  const text = pascalCase(name);
  return text.charAt(0).toLowerCase() + text.slice(1);
}
