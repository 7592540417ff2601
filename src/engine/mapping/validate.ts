import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { FieldError } from '../../errors.ts';
import type { JsonSchema } from '../models/model.ts';

/** Whether a value fits; the mistakes otherwise. */
export type Validator = (value: unknown) => readonly FieldError[];

/** Calendar ranges by pattern; the day's upper bound by month is left to the provider. Fast: one linear match. */
const dateTime =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

const none: readonly FieldError[] = [];

/** One for each schema: every integration that maps a resource checks with the same. */
const known = new WeakMap<JsonSchema, Validator>();

/** A validator that is compiled at its first use, as that takes some milliseconds and most resources are never called. */
export function createValidator(schema: JsonSchema): Validator {
  const validator = known.get(schema) ?? compiledAtFirstUse(schema);
  known.set(schema, validator);
  return validator;
}

function compiledAtFirstUse(schema: JsonSchema): Validator {
  let validate: ValidateFunction | undefined;
  return value => {
    validate ??= compile(schema);
    return validate(value) ? none : (validate.errors ?? []).map(toFieldError);
  };
}

/**
 * The schema itself is not checked: it is made from a model, which was. Checking it takes ten times as long as the rest,
 * 15 to 50 ms in which no other call is served. The generated text is not made shorter either: that takes as long as
 * making it, and what it runs as is the same.
 */
function compile(schema: JsonSchema): ValidateFunction {
  const formats = { 'date-time': dateTime };
  const code = { optimize: false };
  return new Ajv({ allErrors: true, strict: false, validateSchema: false, code, formats }).compile(schema);
}

function toFieldError(error: ErrorObject): FieldError {
  const extra = error.keyword === 'additionalProperties' ? `/${String(error.params['additionalProperty'])}` : '';
  const missing = error.keyword === 'required' ? `/${String(error.params['missingProperty'])}` : '';
  const allowed = error.keyword === 'enum' ? `: ${(error.params['allowedValues'] as unknown[]).join(', ')}` : ''; // ajv's enum errors carry the list
  return {
    pointer: error.instancePath + extra + missing,
    message: extra
      ? 'is not a field of the model'
      : missing
        ? 'is required'
        : `${error.message ?? 'is not valid'}${allowed}`,
  };
}
