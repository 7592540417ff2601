import type { Catalogue } from '../../engine/definitions/catalogue.ts';
import type { Cell } from '../../engine/describe/cell.ts';
import { coverageOf } from '../../engine/describe/coverage.ts';
import type { ModelMethod } from '../../engine/models/model.ts';
import { errorAnswers, headerRef } from './error-answers.ts';
import type { Operation, OperationAnswer, Parameter, Schema } from './operation.ts';
import { requestIdParameter } from './parameters.ts';
import type { ContractRoute } from './route.ts';
import { codesOf, type Stage } from './stages.ts';
import { accountSchemas } from './schemas/accounts.ts';
import { catalogueSchemas } from './schemas/catalogue.ts';
import { formSchemas } from './schemas/forms.ts';
import { problemSchemas } from './schemas/problem.ts';
import { recordName, recordSchema, unifiedOperation, type UnifiedMethod } from './unified.ts';

export interface DocumentFacts {
  readonly version: string;
  /** Where callers reach this server, without a slash at the end; absent: where they have the document from. */
  readonly publicUrl?: string;
}

/** A place of the document: path, verb, operation. */
interface Place {
  readonly path: string;
  readonly verb: string;
  readonly operation: Operation;
  /** What its key must allow. */
  readonly scope: string | undefined;
}

/** openapi.json: every route there is, with everything the models, the definitions and the error table say of it. */
export function openapiDocument(
  routes: readonly ContractRoute[],
  catalogue: Catalogue,
  { version, publicUrl = '/' }: DocumentFacts,
): Schema {
  const places = routes.flatMap(route => placesOf(route, catalogue));
  const responses: Record<string, Schema> = {};
  const paths: Record<string, Record<string, Schema>> = {};
  for (const place of places) {
    const { path, verb, operation } = place;
    const errors = errorAnswers(codesOf(stagesOf(place)), ownHeaders);
    Object.assign(responses, errors.responses);
    paths[path] = { ...paths[path], [verb]: describe(path, operation, errors.references) };
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: 'Patchbay', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: publicUrl }],
    security: [{ key: [] }],
    tags: tagsOf(places),
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key: `pb_…`. It names the environment.' },
      },
      headers,
      responses,
      schemas: {
        ...problemSchemas,
        ...accountSchemas,
        ...catalogueSchemas,
        ...formSchemas,
        ...recordSchemas(catalogue),
      },
    },
  };
}

/** What callers come for first, then what goes with it. */
function tagsOf(places: readonly Place[]): readonly Schema[] {
  const last = ['Integrated accounts', 'Catalogue', 'Native', 'Server'];
  const names = [...new Set(places.map(({ operation }) => operation.tag))];
  const ordered = [...names.filter(name => !last.includes(name)), ...last.filter(name => names.includes(name))];
  return ordered.map(name => ({ name }));
}

const description =
  'One API for every chat system, run by yourself. Every error is a problem document; decide by its `code`. ' +
  'What each integration can do stands at `GET /capabilities`.';

const headers: Readonly<Record<string, Schema>> = {
  'X-Request-Id': { description: 'Your own id of the call, or ours.', required: true, schema: { type: 'string' } },
  'X-Patchbay-Warnings': {
    description:
      'Problems that did not fail the call, a structured list of codes: `MODEL_MISMATCH;field="created_at"`.',
    schema: { type: 'string' },
  },
  'RateLimit-Limit': {
    description: 'Of the tightest rate of the provider that the call counted against.',
    schema: { type: 'integer' },
  },
  'RateLimit-Remaining': { description: 'Calls left of it.', schema: { type: 'integer' } },
  'RateLimit-Reset': { description: 'Seconds until more is left than now.', schema: { type: 'integer' } },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
  'WWW-Authenticate': { description: 'What kind of key is asked for.', required: true, schema: { type: 'string' } },
  ETag: { description: 'Tells this version from others.', schema: { type: 'string' } },
  'X-Patchbay-Native-Status': {
    description: "There when the status is the provider's own, and then that status.",
    required: true,
    schema: { type: 'integer' },
  },
  Location: {
    description: 'Where the new record is, or where a link leads.',
    required: true,
    schema: { type: 'string' },
  },
  'Content-Disposition': { description: 'The name of a file.', schema: { type: 'string' } },
  'Content-Range': { description: 'Which of how many bytes these are.', schema: { type: 'string' } },
  'Accept-Ranges': { description: '`bytes` where ranges can be asked for.', schema: { type: 'string' } },
  'Last-Modified': { description: 'When the file last changed.', schema: { type: 'string' } },
};

const ownHeaders = { 'X-Request-Id': headerRef('X-Request-Id') };

function placesOf(route: ContractRoute, catalogue: Catalogue): readonly Place[] {
  const { verb, url, contract, scope } = route;
  if (typeof contract === 'object')
    return [{ path: templateOf(url), verb: verb.toLowerCase(), operation: contract, scope }];
  const own = methodsOf(catalogue).filter(({ method }) => kindOf(method) === contract);
  return own.map(unified => ({
    path: templateOf(
      url
        .replace(':model', unified.model.name)
        .replace(':resource', unified.resource.name)
        .replace(contract === 'collection' ? ':id' : ':method', unified.method.name),
    ),
    verb: verb.toLowerCase(),
    operation: unifiedOperation(unified),
    scope,
  }));
}

/** `:id` as the template `{id}`, the rest of a path as `{path}`. */
function templateOf(url: string): string {
  return url.replace(/:([A-Za-z_]+)/g, '{$1}').replace(/\*$/, '{path}');
}

const standardMethods: readonly string[] = ['list', 'get', 'create', 'update', 'delete'];

function kindOf({ name, on, stream }: ModelMethod): string {
  if (stream) return 'file';
  if (standardMethods.includes(name)) return name;
  return on === 'record' ? 'custom' : 'collection';
}

function methodsOf(catalogue: Catalogue): readonly UnifiedMethod[] {
  const cells = coverageOf(catalogue);
  const cellsOf = (model: string, resource: string, method: string): readonly Cell[] =>
    cells.filter(cell => cell.model === model && cell.resource === resource && cell.method === method);
  return [...catalogue.models.values()].flatMap(model =>
    [...model.resources.values()].flatMap(resource =>
      [...resource.methods.values()].map(method => ({
        model,
        resource,
        method,
        cells: cellsOf(model.name, resource.name, method.name),
      })),
    ),
  );
}

function recordSchemas({ models }: Catalogue): Readonly<Record<string, Schema>> {
  const named = [...models.values()].flatMap(model =>
    [...model.resources.values()].map(resource => [recordName({ model, resource }), recordSchema(resource)] as const),
  );
  return Object.fromEntries(named);
}

function stagesOf({ verb, scope, operation: { keyless, stages = [], body } }: Place): readonly Stage[] {
  const mediaType = body?.mediaType ?? 'application/json';
  const isJson = verb !== 'get' && verb !== 'head' && mediaType === 'application/json';
  return [
    'request',
    ...(keyless === undefined ? (['key'] as const) : []),
    ...(scope === undefined ? [] : (['scope'] as const)),
    ...(isJson ? (['json'] as const) : []),
    ...(isJson && body !== undefined ? (['body'] as const) : []),
    ...stages,
  ];
}

function describe(path: string, operation: Operation, errors: Readonly<Record<string, Schema>>): Schema {
  const { id, tag, summary, description: more, parameters = [], others, body, answers, keyless } = operation;
  const own = Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer)] as const);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(more === undefined ? {} : { description: more }),
    parameters: [
      ...pathParameters(path, parameters),
      ...parameters,
      ...(others === undefined ? [] : [otherParameters(others)]),
      requestIdParameter,
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: body.required,
            content: {
              [body.mediaType ?? 'application/json']: {
                schema: body.schema,
                ...(body.example === undefined ? {} : { example: body.example }),
              },
            },
          },
        }),
    responses: { ...Object.fromEntries(own), ...errors },
    ...(keyless === undefined ? {} : { security: [] }),
  };
}

function describeAnswer({ description: what, content, headers: more = [] }: OperationAnswer): Schema {
  const named = more.map(name => [name, headerRef(name)] as const);
  return {
    description: what,
    headers: { ...ownHeaders, ...Object.fromEntries(named) },
    ...(content === undefined ? {} : { content }),
  };
}

function pathParameters(path: string, known: readonly Parameter[]): readonly Parameter[] {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  return names
    .filter(name => !known.some(parameter => parameter.in === 'path' && parameter.name === name))
    .map(name => ({
      name,
      in: 'path',
      required: true,
      description: whatIs(name),
      schema: { type: 'string', minLength: 1 },
    }));
}

function whatIs(name: string): string {
  return name === 'id' ? 'As a list, a get or a create gave it.' : `Name of the ${name}.`;
}

/** Names that nobody knows beforehand are the keys of one exploded object. */
function otherParameters(what: string): Parameter {
  return {
    name: 'parameters',
    in: 'query',
    description: what,
    style: 'form',
    explode: true,
    schema: { type: 'object', additionalProperties: { type: 'string' } },
  };
}
