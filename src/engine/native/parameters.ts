import { PatchbayError, type FieldError } from '../../errors.ts';
import type { Endpoint, Param } from '../definitions/endpoint.ts';
import { parametersOfPaging } from '../definitions/native/pagination.ts';
import type { NativeRequest } from '../transport/native.ts';
import type { NativeParameters } from './call.ts';
import { hasDotSegment } from './dot-segments.ts';

/** Values by the place where the endpoint declares them, and what is wrong with the others. */
export interface ReadParameters {
  readonly places: Readonly<Record<Param['in'], Readonly<Record<string, unknown>>>>;
  readonly errors: readonly FieldError[];
}

/**
 * Puts a caller's parameters where the endpoint declares them. All mistakes are named at once.
 *
 * @throws REQUEST_INVALID (query) or REQUEST_BODY_INVALID (body) for a parameter that is not declared, that paging owns,
 *   of another type than declared, or missing
 */
export function placeParameters(endpoint: Endpoint, given: NativeParameters): NativeRequest {
  const declared = callersParams(endpoint);
  const { places, errors } = readParameters(endpoint, declared, given);
  const missing = [...declared].flatMap(([name, { required, default: standard, from }]) => {
    const isThere = Object.hasOwn(given.values, name) || standard !== undefined || from !== undefined;
    return required && !isThere ? [{ pointer: pointerTo(name), message: 'is required' }] : [];
  });
  const all = [...errors, ...missing];
  if (all.length > 0) throw invalidParameters(endpoint, given.from, [...declared.keys()], all);
  const { path, query, header, body } = places;
  return { endpoint, path, query, headers: header, body: Object.keys(body).length === 0 ? undefined : body };
}

/** Reads parameters one by one; nothing is said of those that are not given. */
export function readParameters(
  endpoint: Endpoint,
  declared: ReadonlyMap<string, Param>,
  { from, values }: NativeParameters,
): ReadParameters {
  const places: Record<Param['in'], Record<string, unknown>> = { path: {}, query: {}, header: {}, body: {} };
  const errors: FieldError[] = [];
  for (const [name, given] of Object.entries(values)) {
    const param = declared.get(name);
    const value = !param ? unknownName(endpoint, name) : valueOf(param, given, from);
    if (value instanceof Refusal) errors.push({ pointer: pointerTo(name), message: value.message });
    else if (param) places[param.in][name] = value;
  }
  return { places, errors };
}

/** A JSON pointer to a name at the top. */
function pointerTo(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Parameters that callers may set: the declared ones but for those of paging, and the list of fields to answer. */
export function callersParams({ params, pagination, select }: Endpoint): ReadonlyMap<string, Param> {
  const owned = parametersOfPaging(pagination);
  const open = Object.entries(params).filter(([name]) => !owned.includes(name));
  const fields = select && !Object.hasOwn(params, select.send) ? [[select.send, selectParam] as const] : [];
  return new Map([...open, ...fields]);
}

const selectParam: Param = { in: 'query', required: false, type: 'string', style: 'comma' };

function unknownName({ pagination }: Endpoint, name: string): Refusal {
  const isPaging = parametersOfPaging(pagination).includes(name);
  return new Refusal(isPaging ? 'belongs to paging; use limit and next_cursor' : 'is no parameter of this endpoint');
}

/** Why a value cannot be used. */
class Refusal {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));

function valueOf(param: Param, given: unknown, from: NativeParameters['from']): unknown {
  const value = from === 'query' ? fromText(param, given) : fromJson(param, given);
  const stepsUp = param.in === 'path' && typeof value === 'string' && hasDotSegment(value);
  return stepsUp ? new Refusal('would lead to another path: it holds a segment "." or ".."') : value;
}

/** The value of a text from a query string, by the declared type. */
function fromText(param: Param, given: unknown): unknown {
  if (param.filter) return filterParts(param.filter.parts, given);
  if (typeof given !== 'string') return new Refusal('takes one value and no brackets');
  switch (param.type) {
    case 'integer':
      return /^-?\d{1,15}$/.test(given) ? Number(given) : new Refusal('is a whole number');
    case 'number':
      return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(given) ? Number(given) : new Refusal('is a number');
    case 'boolean':
      return given === 'true' || given === 'false' ? given === 'true' : new Refusal('is true or false');
    case 'array':
      return given === '' ? [] : given.split(',');
    case 'object':
      return objectOf(given);
    default:
      return given;
  }
}

function objectOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (isMap(value)) return value;
  } catch {
    // What is no JSON is no object either.
  }
  return new Refusal('is an object, written as JSON');
}

/** The value of a JSON body, when it is of the declared type and can stand at its place. */
function fromJson(param: Param, given: unknown): unknown {
  if (param.filter) return filterParts(param.filter.parts, given);
  if (given === null) {
    return param.in === 'body' && !param.required ? null : new Refusal('cannot be null');
  }
  const refusal = param.type === undefined ? undefined : typeRefusal(param.type, given);
  if (refusal) return refusal;
  if (param.in === 'body') return given;
  const isList = Array.isArray(given) && param.in === 'query';
  if (isList ? given.every(isScalar) : isScalar(given)) return given;
  return new Refusal(
    param.in === 'query' ? 'is a text, a number, a boolean or a list of these' : 'is one text or number',
  );
}

function typeRefusal(type: NonNullable<Param['type']>, given: unknown): Refusal | undefined {
  switch (type) {
    case 'string':
      return typeof given === 'string' ? undefined : new Refusal('is a text');
    case 'integer':
      return Number.isSafeInteger(given) ? undefined : new Refusal('is a whole number');
    case 'number':
      return typeof given === 'number' ? undefined : new Refusal('is a number');
    case 'boolean':
      return typeof given === 'boolean' ? undefined : new Refusal('is true or false');
    case 'array':
      return Array.isArray(given) ? undefined : new Refusal('is a list');
    case 'object':
      return isMap(given) ? undefined : new Refusal('is an object');
  }
}

/** A query in a language of the provider is written from its parts and never pasted together. */
function filterParts(parts: Readonly<Record<string, string>>, given: unknown): unknown {
  const known = Object.keys(parts).join(', ');
  if (!isMap(given)) return new Refusal(`is a map of its parts: ${known}`);
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(parts, name)) return new Refusal(`has no part "${name}"; its parts are ${known}`);
    const isUsable = Array.isArray(value) ? value.every(isScalar) : isScalar(value);
    if (!isUsable) return new Refusal(`takes a text, a number, a boolean or a list of these for its part "${name}"`);
  }
  return given;
}

function invalidParameters(
  endpoint: Endpoint,
  from: NativeParameters['from'],
  declared: readonly string[],
  errors: readonly FieldError[],
): PatchbayError {
  const listed = errors.map(({ pointer, message }) => `${pointer.slice(1)} ${message}`).join('; ');
  return new PatchbayError(
    from === 'query' ? 'REQUEST_INVALID' : 'REQUEST_BODY_INVALID',
    `The parameters do not fit ${endpoint.name}: ${listed}. It takes: ${[...declared].sort().join(', ') || 'none'}.`,
    { errors },
  );
}
