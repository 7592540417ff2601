import type { Schema } from '../operation.ts';

/**
 * A closed object.
 *
 * @param properties a name that ends with `?` may be absent
 */
export function closed(properties: Readonly<Record<string, Schema>>, more: Schema = {}): Schema {
  const entries = Object.entries(properties);
  const required = entries.map(([name]) => name).filter(name => !name.endsWith('?'));
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace(/\?$/, ''), schema])),
    ...(required.length === 0 ? {} : { required }),
    ...more,
  };
}

/** A list answer: every list of the API has this frame. */
export function page(record: Schema, more: Readonly<Record<string, Schema>> = {}): Schema {
  return closed({
    result: list(record),
    next_cursor: { type: ['string', 'null'], description: 'Send it back to go on; null at the end.' },
    prev_cursor: { type: ['string', 'null'], description: 'null: there is no way back.' },
    result_count: { type: 'integer', description: 'Records in this answer.' },
    ...more,
  });
}

/** A list of something. */
export function list(items: Schema, description?: string): Schema {
  return { type: 'array', items, ...(description === undefined ? {} : { description }) };
}

/** A text, of these values where they are given. */
export function text(description?: string, values?: readonly string[]): Schema {
  return {
    type: 'string',
    ...(values === undefined ? {} : { enum: values }),
    ...(description === undefined ? {} : { description }),
  };
}
