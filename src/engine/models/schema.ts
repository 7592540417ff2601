import { childPlace, entriesOf, type Place } from '../definitions/reading/place.ts';
import { flagAt, textAt, textsAt } from '../definitions/reading/values.ts';
import type { JsonSchema } from './model.ts';

/** JSON Schema of a map of fields: closed, with descriptions, examples and what is required. */
export function schemaOfFields(fields: Place | undefined): JsonSchema {
  const entries = entriesOf(fields);
  return objectSchema(
    Object.fromEntries(entries.map(([name, field]) => [name, schemaOfField(field)])),
    entries.filter(([, field]) => flagAt(field, 'required') === true).map(([name]) => name),
  );
}

/** A closed object schema. */
export function objectSchema(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema {
  const base = { type: 'object', additionalProperties: false, properties };
  return required.length === 0 ? base : { ...base, required };
}

/** JSON Schema of one field. An open enum lists its values and takes any other text. */
export function schemaOfField(field: Place): JsonSchema {
  const description = textAt(field, 'description')?.trim();
  const example = childPlace(field, 'example');
  return {
    ...(description === undefined ? {} : { description }),
    ...schemaOfType(field),
    ...(example === undefined ? {} : { examples: [example.value] }),
  };
}

function schemaOfType(field: Place): JsonSchema {
  const type = textAt(field, 'type');
  switch (type) {
    case 'date-time':
      return { type: 'string', format: 'date-time' };
    case 'object':
      return schemaOfFields(childPlace(field, 'fields'));
    case 'array': {
      const items = childPlace(field, 'items');
      return { type: 'array', items: items ? schemaOfField(items) : {} };
    }
    case 'string':
      return schemaOfText(field);
    default:
      return { type };
  }
}

function schemaOfText(field: Place): JsonSchema {
  const values = textsAt(field, 'enum');
  if (values.length === 0) return { type: 'string' };
  if (flagAt(field, 'open') !== true) return { type: 'string', enum: values };
  return { anyOf: [{ type: 'string', enum: values }, { type: 'string' }] };
}
