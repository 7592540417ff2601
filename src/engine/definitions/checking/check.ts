import type { ErrorObject } from 'ajv';
import type { Problem } from '../catalogue.ts';
import type { Complaint } from '../problem.ts';
import { isPlainMap } from '../merge.ts';
import { nearestPlace, problemAt, type Place, type Spot } from '../reading/place.ts';
import { hintForName } from './nearest.ts';
import type { DocumentKind, SchemaChecker } from './schemas.ts';

/** Everything in a document that its schema does not allow; empty when it fits. */
export function checkDocument(checker: SchemaChecker, kind: DocumentKind, place: Place): readonly Problem[] {
  const validate = checker.validatorOf(kind);
  if (validate(place.value)) return [];
  return (validate.errors ?? []).flatMap(error => {
    const found = explain(error);
    if (found === undefined) return [];
    const { path, spot, message, hint } = found;
    const complaint: Complaint = { code: 'DEFINITION_INVALID', message };
    return [problemAt(nearestPlace(place, path), spot, hint === undefined ? complaint : { ...complaint, hint })];
  });
}

interface Explained {
  readonly path: readonly string[];
  readonly spot: Spot;
  readonly message: string;
  readonly hint?: string;
}

type Explain = (error: ErrorObject, at: Where) => Explained;

interface Where {
  readonly path: readonly string[];
  /** The last key, quoted, or "the document". */
  readonly name: string;
}

function explain(error: ErrorObject): Explained | undefined {
  // These two only repeat what the error inside them says.
  if (error.keyword === 'if' || error.keyword === 'propertyNames') return undefined;
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const where = { path, name: nameOf(path) };
  if (error.propertyName !== undefined) return explainName(error, error.propertyName, where);
  const explainKeyword = explainers[error.keyword] ?? explainPlain;
  return explainKeyword(error, where);
}

const explainers: Readonly<Record<string, Explain>> = {
  additionalProperties: (error, { path, name }) => {
    const key = String(error.params.additionalProperty);
    const known = isPlainMap(error.parentSchema?.properties) ? Object.keys(error.parentSchema.properties) : [];
    return {
      path: [...path, key],
      spot: 'key',
      message: `There is no key \`${key}\` in ${name}.`,
      hint: hintForName(key, known),
    };
  },
  required: (error, { path, name }) => {
    const key = String(error.params.missingProperty);
    const schemas = error.parentSchema?.properties;
    const schema = isPlainMap(schemas) ? schemas[key] : undefined;
    const description = isPlainMap(schema) && typeof schema.description === 'string' ? schema.description : undefined;
    const explained: Explained = { path, spot: 'key', message: `${capital(name)} lacks the key \`${key}\`.` };
    return description === undefined ? explained : { ...explained, hint: `\`${key}\`: ${description}` };
  },
  type: (error, { path, name }) => {
    const wanted = [error.params.type].flat().map(type => typeNames[String(type)] ?? String(type));
    const explained: Explained = {
      path,
      spot: 'value',
      message: `${capital(name)} takes ${joinWords(wanted)}, not ${nameValue(error.data)}.`,
    };
    return error.data === null ? { ...explained, hint: nullHint } : explained;
  },
  enum: (error, { path, name }) => ({
    path,
    spot: 'value',
    message: `${capital(name)} cannot be ${nameValue(error.data)}.`,
    hint: hintForName(String(error.data), [error.params.allowedValues].flat().map(String)),
  }),
  const: (error, { path, name }) => ({
    path,
    spot: 'value',
    message: `${capital(name)} can only be \`${String(error.params.allowedValue)}\`, not ${nameValue(error.data)}.`,
  }),
  pattern: (error, { path, name }) => {
    const description = error.parentSchema?.description;
    const explained: Explained = {
      path,
      spot: 'value',
      message: `${capital(name)} cannot be ${nameValue(error.data)}: it does not match \`${String(error.params.pattern)}\`.`,
    };
    return typeof description === 'string' ? { ...explained, hint: description } : explained;
  },
  minLength: (_error, { path, name }) => ({ path, spot: 'value', message: `${capital(name)} is empty.` }),
  minItems: (_error, { path, name }) => ({ path, spot: 'value', message: `${capital(name)} is an empty list.` }),
  minProperties: (_error, { path, name }) => ({ path, spot: 'value', message: `${capital(name)} is an empty map.` }),
};

const nullHint =
  "null removes a key of what lies under it; nothing lies under this. To send null, write the text 'null'.";

function explainPlain(error: ErrorObject, { path, name }: Where): Explained {
  return { path, spot: 'value', message: `${capital(name)} ${error.message ?? 'is not valid'}.` };
}

function explainName(error: ErrorObject, key: string, { path, name }: Where): Explained {
  const base = { path: [...path, key], spot: 'key', message: `\`${key}\` cannot be a key of ${name}.` } as const;
  if (error.keyword === 'enum') {
    return { ...base, hint: hintForName(key, [error.params.allowedValues].flat().map(String)) };
  }
  return { ...base, hint: `Its keys match \`${String(error.params.pattern)}\`.` };
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
};

function nameValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a map' : `\`${String(value)}\``;
}

function nameOf(path: readonly string[]): string {
  const last = path.at(-1);
  if (last === undefined) return 'the document';
  if (!/^\d+$/.test(last)) return `\`${last}\``;
  const list = path.at(-2);
  return list === undefined ? 'an entry' : `an entry of \`${list}\``;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

const unescapePointer = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');
