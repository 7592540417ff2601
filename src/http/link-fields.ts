import { RE2JS } from 're2js';
import type { AuthDefinition, CredentialField, OauthCodeAuth } from '../engine/definitions/definition.ts';
import type { CredentialProperties } from '../engine/ports.ts';
import type { FieldError } from '../errors.ts';
import { readRsaKey } from '../link/rsa-key.ts';

type FieldsWay = Exclude<AuthDefinition, OauthCodeAuth>;

/** What the fields of a way to link make. */
export interface FilledFields {
  /** Name of the credential. */
  readonly credential: string;
  readonly properties: CredentialProperties;
  /** Settings of the account. */
  readonly settings: Readonly<Record<string, string>>;
  /** All mistakes; none of them quotes a value. */
  readonly errors: readonly FieldError[];
}

/** Sorts what a person filled in: properties of the credential, settings of the account, mistakes. */
export function fillFields(way: FieldsWay, given: Readonly<Record<string, string>>): FilledFields {
  const properties: Record<string, string> = {};
  const settings: Record<string, string> = {};
  const errors: FieldError[] = [];
  for (const [name, field] of Object.entries<CredentialField>(way.fields)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const message = checkField(way, name, field, value);
    if (message !== undefined) errors.push({ pointer: `/fields/${name}`, message });
    else if (value === undefined) continue;
    else if (field.setting) settings[name] = value;
    else properties[propertyOf(way, name)] = value;
  }
  const known = Object.keys(way.fields);
  for (const name of Object.keys(given).filter(key => !known.includes(key))) {
    const message = `is not known; there are ${[...known].sort().join(', ') || 'none'}`;
    errors.push({ pointer: `/fields/${name}`, message });
  }
  return { credential: credentialOf(way, given), properties, settings, errors };
}

function checkField(
  way: FieldsWay,
  name: string,
  { label, required, pattern }: CredentialField,
  value: string | undefined,
): string | undefined {
  if (value === undefined) return required ? `is required (${label})` : undefined;
  if (way.style !== 'jwt_bearer' || way.key !== name) return mistakeOf(value, pattern);
  // A key has lines, and tells better than a pattern whether it is one.
  const key = readRsaKey(value);
  return typeof key === 'string' ? key : undefined;
}

/** Which property of the credential a field fills. */
function propertyOf(way: FieldsWay, name: string): string {
  return way.style === 'fields' ? (way.fields[name]?.fills ?? name) : name;
}

function credentialOf(way: FieldsWay, given: Readonly<Record<string, string>>): string {
  if (way.style !== 'jwt_bearer') return way.makes;
  return way.makes.given.find(({ field }) => Object.hasOwn(given, field))?.credential ?? way.makes.otherwise;
}

/**
 * What is wrong with a value that goes into a header or a form, as the end of a sentence that names its place.
 *
 * @param pattern a definition's; the value is a caller's, so only an engine that takes linear time may bring them together
 */
export function mistakeOf(value: string, pattern: string | undefined): string | undefined {
  if (value === '') return 'is empty';
  if (value.trim() !== value) return 'begins or ends with white space';
  if (/[\u0000-\u001f\u007f]/.test(value)) return 'holds a control character';
  if (pattern !== undefined && !RE2JS.compile(pattern).matcher(value).find())
    return `does not have the form ${pattern}`;
  return undefined;
}
