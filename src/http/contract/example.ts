import { elementOf, fieldsOf } from '../../engine/models/fields.ts';
import type { JsonSchema } from '../../engine/models/model.ts';

/** A value that a schema of a model describes, made of the examples of its fields. */
export function exampleOf(schema: JsonSchema): unknown {
  const { examples } = schema;
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  if (schema.type === 'array') return [exampleOf(elementOf(schema))].filter(value => value !== undefined);
  if (schema.type !== 'object') return undefined;
  const fields = Object.entries(fieldsOf(schema)).map(([name, field]) => [name, exampleOf(field)] as const);
  // An object of any keys has no example of its own.
  return fields.length === 0 ? undefined : Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}
