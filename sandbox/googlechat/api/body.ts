import { camelCase, snakeCase } from './field-mask.ts';
import { GoogleError } from './google-error.ts';
import { shapes, type FieldType, type Shape, type ShapeName } from './shapes.ts';

/**
 * Checks a JSON body against a shape and returns it with camelCase names and without nulls, as protobuf reads JSON.
 *
 * @param field the name of the body in the method's request message (`message`), which errors point into
 * @throws GoogleError INVALID_ARGUMENT with one violation for every unknown name and wrong value
 */
export function checkBody<N extends ShapeName>(name: N, field: string, body: unknown): Shape<N> {
  const violations: Violation[] = [];
  const checked = body === undefined ? {} : object(shapes[name], body, field, violations);
  if (violations.length > 0) {
    const message = violations.map(violation => violation.description).join('\n');
    throw new GoogleError('INVALID_ARGUMENT', message, { fieldViolations: violations });
  }
  // Every field was read by its row of the table the type is derived from.
  return checked as Shape<N>;
}

interface Violation {
  readonly field: string;
  readonly description: string;
}

type Fields = Readonly<Record<string, FieldType>>;

function object(fields: Fields, value: unknown, path: string, violations: Violation[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    violations.push(invalidValue(path, 'message', value));
    return {};
  }
  const read: Record<string, unknown> = {};
  for (const [given, inner] of Object.entries(value)) {
    const name = camelCase(given);
    const type = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (type === undefined) violations.push(unknownName(path, given));
    else if (inner !== null) read[name] = convert(type, inner, at(path, snakeCase(name)), violations);
  }
  return read;
}

function convert(type: FieldType, value: unknown, path: string, violations: Violation[]): unknown {
  const accept = (holds: boolean, expected: string): unknown => {
    if (holds) return value;
    violations.push(invalidValue(path, expected, value));
    return undefined;
  };
  if (typeof type === 'object') {
    if ('enum' in type) return accept(typeof value === 'string' && type.enum.includes(value), 'TYPE_ENUM');
    if ('ref' in type) return object(shapeOf(type.ref), value, path, violations);
    if (!Array.isArray(value)) return accept(false, 'TYPE_LIST');
    return value.map((element, index) => convert(type.list, element, `${path}[${index}]`, violations));
  }
  switch (type) {
    case 'string':
      return accept(typeof value === 'string', 'TYPE_STRING');
    case 'timestamp':
      return accept(typeof value === 'string' && !Number.isNaN(Date.parse(value)), 'Timestamp');
    case 'boolean':
      return accept(typeof value === 'boolean', 'TYPE_BOOL');
    case 'int32':
      return accept(typeof value === 'number' && Number.isInteger(value), 'TYPE_INT32');
    case 'open':
      return accept(typeof value === 'object' && !Array.isArray(value), 'message');
  }
}

function shapeOf(name: string): Fields {
  const found = Object.entries(shapes).find(([candidate]) => candidate === name);
  if (found === undefined) throw new Error(`The table of shapes refers to ${name}, which it does not hold.`);
  return found[1];
}

function unknownName(path: string, name: string): Violation {
  const where = path === '' ? '' : ` at '${path}'`;
  return {
    field: path,
    description: `Invalid JSON payload received. Unknown name "${name}"${where}: Cannot find field.`,
  };
}

function invalidValue(path: string, type: string, value: unknown): Violation {
  return { field: path, description: `Invalid value at '${path}' (${type}), ${JSON.stringify(value)}` };
}

function at(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
