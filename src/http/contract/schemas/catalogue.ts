import { schemaRef, type Schema } from '../operation.ts';
import { closed, list, text } from './closed.ts';

const state = text('`full`: every record, in the order, that the model promises.', ['full', 'partial', 'unsupported']);

const scopes = list(
  closed({
    credential: text(),
    all: list(list(text()), 'All of the outer list, one of each inner list.'),
  }),
  'What each kind of credential needs.',
);

const names = list(text());

const serving = {
  serving: text('`last_good`: its files have mistakes, and the version before them serves on.', [
    'current',
    'last_good',
  ]),
  'problems?': list(schemaRef('DefinitionProblem')),
};

const filter = {
  name: text('As it is written in a query: `created_at[gt]`.'),
  type: text(undefined, ['string', 'id', 'date-time', 'boolean', 'integer']),
  description: text(),
  'values?': names,
};

const integration = {
  name: text(),
  label: text(),
  'docs?': text(),
  ...serving,
  auth: list(
    closed({
      name: text(),
      style: text(undefined, ['fields', 'oauth2_code', 'jwt_bearer', 'oauth2_client_credentials']),
      credentials: list(text(), 'Names of those it may make.'),
      'fields?': list(
        closed({
          name: text(),
          label: text(),
          secret: { type: 'boolean' },
          required: { type: 'boolean' },
          'pattern?': text(),
          'description?': text(),
        }),
      ),
    }),
    'The ways to link an account.',
  ),
  resources: list(
    closed({
      model: text(),
      resource: text(),
      methods: list(closed({ name: text(), supported: { type: 'boolean' }, state, 'reason?': text() })),
    }),
  ),
};

const cell = {
  integration: text(),
  model: text(),
  resource: text(),
  method: text(),
  state,
  'reason?': text('Why it is not `full`.'),
  fields: list(text(), 'Top-level fields of the record that can come.'),
  missing: { type: 'object', additionalProperties: text(), description: 'Field -> why it stays empty.' },
  scopes,
  'narrowed?': list(text(), 'What this account cannot do of what the integration could, and why.'),
};

const jsonSchema: Schema = { type: 'object', description: 'A JSON Schema (2020-12).' };

/** What the catalogue tells of integrations, models and methods. */
export const catalogueSchemas: Readonly<Record<string, Schema>> = {
  DefinitionProblem: closed(
    {
      code: text(),
      severity: text(undefined, ['error', 'warning']),
      file: text(),
      line: { type: 'integer' },
      column: { type: 'integer' },
      message: text(),
      'hint?': text('What could stand there, or what to do.'),
      'expression?': closed(
        { 'code?': text("The language's own code."), 'token?': text('What stands at the place.') },
        { description: 'Of a mistake in an expression or a template.' },
      ),
      excerpt: text(),
    },
    { description: 'A mistake in a definition.' },
  ),
  Integration: closed(integration, { description: "A provider's definition." }),
  IntegrationDetail: closed(
    {
      ...integration,
      endpoints: list(
        closed({
          path: text('Below the address of this server.'),
          method: text(undefined, ['GET', 'POST']),
          'description?': text(),
          'docs?': text(),
          parameters: list(
            closed({
              name: text(),
              required: { type: 'boolean' },
              'type?': text(),
              'description?': text(),
            }),
          ),
        }),
        "The provider's endpoints, as `/proxy` calls them.",
      ),
    },
    { description: "A provider's definition, with its native endpoints." },
  ),
  UnifiedModel: closed(
    {
      name: text(),
      label: text(),
      description: text(),
      ...serving,
      resources: list(
        closed({
          name: text(),
          description: text(),
          methods: list(closed({ name: text(), description: text() })),
          filters: list(closed(filter)),
          includes: names,
          schema: jsonSchema,
        }),
      ),
    },
    { description: 'What a channel, a message, ... is for every provider.' },
  ),
  Capability: closed(
    {
      ...cell,
      filters: list(text(), 'Each is taken by one way of the method at least.'),
      includes: names,
      expands: names,
      'body?': list(text(), 'Dotted fields of the body that a write takes.'),
    },
    { description: 'What one integration does for one method of one resource.' },
  ),
  MethodMeta: closed(
    {
      ...cell,
      description: text(),
      'schema?': { ...jsonSchema, description: 'A record with only the fields that can come.' },
      'body?': { ...jsonSchema, description: 'The body with only the fields that are written.' },
      filters: list(closed({ ...filter, 'resource?': text('Whose ids it takes.') })),
      required: list(text(), 'What no way of the method does without.'),
      ways: list(
        closed({
          id: text(),
          requires: names,
          accepts: names,
          filters: names,
          'when?': text('A condition beyond `requires`, as the definition has it.'),
          'order?': closed({ field: text(), direction: text(undefined, ['asc', 'desc']) }),
          'partial?': text(),
          scopes,
        }),
        'The first one that fits a call serves it.',
      ),
      expand: list(closed({ name: text(), fields: names, always: { type: 'boolean' }, scopes })),
      include: names,
      'order?': text('What the model promises of a list.'),
      'paging?': closed({
        limit: closed({ default: { type: 'integer' }, max: { type: 'integer' } }),
        cursor: text('The parameter that takes a cursor.'),
        backwards: { type: 'boolean' },
      }),
    },
    { description: 'Everything that can be known of a method before it is called.' },
  ),
  AccountAccess: closed(
    {
      id: text(),
      integration: text(),
      status: text(undefined, ['active', 'needs_reauth']),
      auth: text(),
      credentials: names,
      known_scopes: {
        type: 'object',
        additionalProperties: names,
        description: 'Of credentials whose scopes the definition itself asks for; of others the provider alone knows.',
      },
    },
    { description: 'Whose capabilities they are.' },
  ),
};
