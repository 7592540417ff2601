import { GoogleError, invalidField } from './google-error.ts';
import { camelCase, snakeCase } from './field-mask.ts';

/** One query parameter of a method, as data. */
export interface Parameter {
  readonly type: 'string' | 'integer' | 'boolean';
  /** Allowed values; others are refused. */
  readonly values?: readonly string[];
  /** May come several times: the value is a list. */
  readonly repeated?: true;
  readonly required?: true;
  readonly default?: string | number | boolean;
  /** Bounds of an integer. */
  readonly min?: number;
  readonly max?: number;
  /** What happens above `max`: `clamp` takes the maximum, `refuse` is an error. Default `refuse`. */
  readonly above?: 'clamp';
}

export type Parameters = Readonly<Record<string, Parameter>>;

interface ValueOf {
  string: string;
  integer: number;
  boolean: boolean;
}

type Single<P extends Parameter> = P extends { readonly values: readonly (infer V)[] } ? V : ValueOf[P['type']];

/** The checked arguments of a method: present where required, defaulted or repeated. */
export type Arguments<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends { readonly repeated: true }
    ? readonly Single<P[K]>[]
    : P[K] extends { readonly required: true } | { readonly default: string | number | boolean }
      ? Single<P[K]>
      : Single<P[K]> | undefined;
};

/** Parameters that every method of every Google API takes; `$.xgafv` and the like are handled by their gateway. */
export const systemParameters: ReadonlySet<string> = new Set([
  '$.xgafv', '$alt', '$fields', '$key', '$prettyPrint', '$userProject',
  'access_token', 'alt', 'callback', 'fields', 'key', 'oauth_token', 'prettyPrint', 'quotaUser', 'uploadType', 'upload_protocol',
]); // prettier-ignore

/** How errors about parameters read: protobuf's names and words, or the older API's. */
export type ParameterForm = 'rpc' | 'legacy';

/**
 * Checks the query of a call by the method's table. Names are taken in camelCase and, by the newer APIs, snake_case.
 *
 * @throws GoogleError INVALID_ARGUMENT for unknown names, values of a wrong type and missing required ones
 */
export function checkArguments<P extends Parameters>(
  parameters: P,
  query: URLSearchParams,
  form: ParameterForm,
): Arguments<P> {
  refuseUnknown(parameters, query);
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const given = [...query.getAll(name), ...(snakeCase(name) === name ? [] : query.getAll(snakeCase(name)))];
    const texts = given.filter(text => text !== '');
    const last = texts.at(-1);
    if (parameter.repeated) values[name] = texts.map(text => convert(name, parameter, text, form));
    else if (last !== undefined) values[name] = convert(name, parameter, last, form);
    else values[name] = parameter.default;
    if (parameter.required && last === undefined) throw missing(name, form);
  }
  // Each value was made by its own row of the table the type is derived from.
  return values as Arguments<P>;
}

function refuseUnknown(parameters: Parameters, query: URLSearchParams): void {
  const unknown = [...new Set(query.keys())].filter(
    name => !systemParameters.has(name) && !Object.hasOwn(parameters, camelCase(name)),
  );
  if (unknown.length === 0) return;
  const descriptions = unknown.map(
    name =>
      `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. ` +
      `Field '${name}' could not be found in request message.`,
  );
  const fieldViolations = descriptions.map(description => ({ description }));
  throw new GoogleError('INVALID_ARGUMENT', descriptions.join('\n'), { fieldViolations });
}

function missing(name: string, form: ParameterForm): GoogleError {
  if (form === 'rpc') return invalidField(snakeCase(name), `The ${snakeCase(name)} is required.`);
  return new GoogleError('INVALID_ARGUMENT', `Required parameter: [${name}]`, {
    legacyReason: 'required',
    location: name,
  });
}

function convert(name: string, parameter: Parameter, text: string, form: ParameterForm): unknown {
  const refuse = (type: string): GoogleError =>
    form === 'rpc'
      ? invalidField(snakeCase(name), `Invalid value at '${snakeCase(name)}' (${type}), ${JSON.stringify(text)}`)
      : new GoogleError('INVALID_ARGUMENT', `Invalid value for parameter ${name}: "${text}".`, {
          legacyReason: 'invalidParameter',
          location: name,
        });
  switch (parameter.type) {
    case 'string':
      if (parameter.values?.includes(text) === false) throw refuse('TYPE_ENUM');
      return text;
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw refuse('TYPE_BOOL');
      return text === 'true';
    case 'integer':
      return toInteger(name, parameter, text, refuse);
  }
}

function toInteger(
  name: string,
  { min, max, above }: Parameter,
  text: string,
  refuse: (type: string) => GoogleError,
): number {
  const number = /^-?\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(number) || number > 2_147_483_647 || number < -2_147_483_648) throw refuse('TYPE_INT32');
  if (max !== undefined && number > max && above === 'clamp') return max;
  if ((min !== undefined && number < min) || (max !== undefined && number > max)) {
    const range = max === undefined ? `at least ${min}` : `within the range: [${min ?? 0}, ${max}]`;
    throw new GoogleError('INVALID_ARGUMENT', `Invalid value '${text}'. Values must be ${range}`, {
      fieldViolations: [{ field: snakeCase(name), description: `Values must be ${range}` }],
      legacyReason: 'invalidParameter',
      location: name,
    });
  }
  return number;
}
