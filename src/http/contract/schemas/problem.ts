import { errorTable } from '../../../errors.ts';
import type { Schema } from '../operation.ts';
import { closed, list, text } from './closed.ts';

const fieldErrors = list(
  closed({
    pointer: text('JSON pointer into the body, the query or the record.'),
    message: text(),
  }),
);

const expressionFault = closed(
  {
    place: text('File of the definition, line and column.'),
    'code?': text("The language's own code, or the ceiling that was met."),
    'token?': text('What stands at the place.'),
    'hint?': text('What can be read or called there.'),
  },
  { description: 'Where and why an expression of a definition failed.' },
);

/** Every error answer (RFC 9457), and the problems that did not fail a call. */
export const problemSchemas: Readonly<Record<string, Schema>> = {
  Problem: closed(
    {
      type: text('`/errors/<code>`, the same for ever.'),
      title: text('Belongs to the code; for people.'),
      status: { type: 'integer' },
      detail: text('What happened this time, and what to do next; for people.'),
      instance: text('`/requests/<request id>`'),
      code: text('Decide by this: it never changes its meaning.'),
      source: text('Who has to act.', [...new Set(Object.values(errorTable).map(({ source }) => source))].sort()),
      retryable: { type: 'boolean', description: 'Whether the same call may succeed later without a change.' },
      request_id: text('Also in the header X-Request-Id, and in the log.'),
      'errors?': { ...fieldErrors, description: 'Each mistake on its own.' },
      'provider?': closed(
        {
          name: text(),
          'status?': { type: 'integer' },
          'code?': text("The provider's own error code."),
          'message?': text(),
          'reference?': text("The provider's own id of the request."),
        },
        { description: 'What the provider said, where it was the provider that failed.' },
      ),
      'expression?': expressionFault,
    },
    { description: 'An error (RFC 9457).' },
  ),
  Warning: closed(
    {
      code: text(),
      message: text(),
      'index?': { type: 'integer', description: 'Of the record in `result` that it concerns.' },
      'field?': text(),
      'native_id?': text(),
      'errors?': fieldErrors,
      'expression?': expressionFault,
    },
    { description: 'A problem that did not fail the call.' },
  ),
};
