import { normaliseTs } from '../store/timestamp.ts';
import { invalidArgument, SlackError } from './slack-error.ts';

/** One parameter of a method, as data. */
export interface Parameter {
  /** `csv` is a comma list; `json` an object or array, in a form as JSON text; `ts` a message timestamp. */
  readonly type: 'string' | 'integer' | 'boolean' | 'csv' | 'json' | 'ts';
  /** A missing one is `invalid_arguments`, or the error `missing` names. */
  readonly required?: true;
  readonly missing?: string;
  readonly default?: string | number | boolean | readonly string[];
  /** Bounds of an integer; outside them is `invalid_arguments`, or the error `invalid` names. */
  readonly min?: number;
  readonly max?: number;
  /** The error of a value that is not of the type or outside the bounds. */
  readonly invalid?: string;
}

export type Parameters = Readonly<Record<string, Parameter>>;

interface ValueOf {
  string: string;
  integer: number;
  boolean: boolean;
  csv: readonly string[];
  json: unknown;
  ts: string;
}

/** The checked arguments of a method: present where required or defaulted. */
export type Arguments<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends { required: true } | { default: string | number | boolean | readonly string[] }
    ? ValueOf[P[K]['type']]
    : ValueOf[P[K]['type']] | undefined;
};

/**
 * Checks arguments by their table; what the table does not name is ignored, as Slack does.
 *
 * @throws SlackError
 */
export function checkArguments<P extends Parameters>(
  parameters: P,
  given: Readonly<Record<string, unknown>>,
): Arguments<P> {
  const missing: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = given[name];
    if (value !== undefined && value !== null && value !== '') values[name] = convert(name, parameter, value);
    else if (parameter.required === undefined) values[name] = parameter.default;
    else if (parameter.missing === undefined) missing.push(`[ERROR] missing required field: ${name}`);
    else throw new SlackError(parameter.missing);
  }
  if (missing.length > 0) throw new SlackError('invalid_arguments', { messages: missing });
  // Each value was made by its own row of the table the type is derived from.
  return values as Arguments<P>;
}

function convert(name: string, parameter: Parameter, value: unknown): unknown {
  const refuse = (problem: string): SlackError =>
    parameter.invalid === undefined ? invalidArgument(name, problem) : new SlackError(parameter.invalid);
  switch (parameter.type) {
    case 'string':
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    case 'csv':
      return toList(value);
    case 'boolean':
      return toBoolean(value, refuse);
    case 'integer':
      return toInteger(parameter, value, refuse);
    case 'json':
      return toJson(value, refuse);
    case 'ts': {
      const ts = normaliseTs(String(value));
      if (ts === undefined) throw refuse('must be a timestamp');
      return ts;
    }
  }
}

type Refuse = (problem: string) => SlackError;

function toList(value: unknown): string[] {
  const parts = Array.isArray(value) ? value.map(String) : String(value).split(',');
  return parts.map(part => part.trim()).filter(part => part !== '');
}

function toBoolean(value: unknown, refuse: Refuse): boolean {
  if (value === true || value === 'true' || value === '1' || value === 1) return true;
  if (value === false || value === 'false' || value === '0' || value === 0) return false;
  throw refuse('must be a boolean');
}

function toInteger({ min, max }: Parameter, value: unknown, refuse: Refuse): number {
  const number = typeof value === 'number' ? value : /^-?\d{1,9}$/.test(String(value)) ? Number(value) : NaN;
  if (!Number.isInteger(number)) throw refuse('must be an integer');
  if (min !== undefined && number < min) throw refuse(`must be greater than ${min - 1}`);
  if (max !== undefined && number > max) throw refuse(`must be less than ${max + 1}`);
  return number;
}

function toJson(value: unknown, refuse: Refuse): unknown {
  if (typeof value === 'object') return value;
  try {
    const parsed: unknown = JSON.parse(String(value));
    if (typeof parsed === 'object') return parsed;
  } catch {
    // refused below: text that is no JSON and JSON that is no object are one mistake
  }
  throw refuse('must be valid JSON');
}
