import { schemaRef, type Schema } from '../operation.ts';
import { closed, list, page, text } from './closed.ts';

const request = {
  method: text(),
  url: text(),
  headers: { type: 'object', additionalProperties: text() },
  'body?': { description: 'Parsed where it is JSON.' },
};

/** Other forms of a unified call's answer than the unified one: dry run, raw, debug. */
export const formSchemas: Readonly<Record<string, Schema>> = {
  DryRun: closed(
    {
      dry_run: { type: 'boolean', enum: [true] },
      requests: list(closed(request), 'What would be sent first; what would follow depends on its answer. No secrets.'),
    },
    { description: 'With `dry_run=true`: nothing went out.' },
  ),
  RawPage: {
    ...page({}, { 'warnings?': list(schemaRef('Warning')) }),
    description: 'With `format=raw`: native records as they came.',
  },
  Debug: closed(
    {
      variants: list(closed({ id: text(), at: text() })),
      requests: list(
        closed({
          ...request,
          'status?': { type: 'integer' },
          'error?': text('Why there was no answer.'),
          'bytes?': { type: 'integer' },
          duration_ms: { type: 'number' },
        }),
      ),
      lookups: list(closed({ name: text(), wanted: { type: 'integer' }, found: { type: 'integer' } })),
      empty: list(
        closed({
          'index?': { type: 'integer' },
          field: text(),
          missing: list(text()),
          'hint?': text('The keys that are there.'),
          expression: text(),
          at: text(),
        }),
        'Fields that stayed empty, and what their expressions did not find.',
      ),
      fields: list(closed({ field: text(), expression: text(), at: text() })),
      duration_ms: { type: 'number' },
    },
    { description: 'With `format=debug`: how the answer came about. No secrets.' },
  ),
};

/** What `x-patchbay-forms` names beside an answer's schema. */
export function formsOfList(record: Schema): Schema {
  return {
    raw: schemaRef('RawPage'),
    debug: page(record, { 'warnings?': list(schemaRef('Warning')), debug: schemaRef('Debug') }),
    dry_run: schemaRef('DryRun'),
  };
}

/** The same of an answer that is one record. */
export function formsOfSingle(record: Schema): Schema {
  return {
    raw: { description: "The provider's record as it came." },
    debug: closed({ result: record, 'warnings?': list(schemaRef('Warning')), debug: schemaRef('Debug') }),
    dry_run: schemaRef('DryRun'),
  };
}
