import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where recorded shapes of the live API lie on the machines that have them. */
const folder = join(import.meta.dirname, '../../../../shared/providers/slack');

export const hasKnownShapes = existsSync(folder);

/**
 * Objects that come back in many methods. A recording of one method shows a part of their fields only, so their fields
 * are known from all places together: `conversations.list:channels[].name` is the fact `<channel>.name`.
 */
const kinds: readonly (readonly [place: RegExp, kind: string])[] = [
  [/(^|[.:])(channels\[\]|channel)$/, 'channel'],
  [/(^|[.:])(messages\[\]|matches\[\]|message|root|latest)$/, 'message'],
  [/(^|[.:])(files\[\]|file)$/, 'file'],
  [/(^|[.:])(members\[\]|user)$/, 'user'],
  [/(^|[.:])profile$/, 'profile'],
  [/(^|[.:])(usergroups\[\]|usergroup)$/, 'usergroup'],
  [/(^|[.:])(bot_profile|bot)$/, 'bot'],
  [/(^|[.:])elements\[\]$/, 'element'],
  [/(^|[.:])response_metadata$/, 'response_metadata'],
];

/** Paths with the JSON types seen there. */
export type Shapes = Map<string, Set<string>>;

/** Adds what a value of a method shows: each path, with the types at it. */
export function collectShapes(method: string, value: unknown, into: Shapes): void {
  walk(`${method}:`, value, into);
}

/** What is known of the live API: union samples, fields observed in live calls, documented examples. */
export function readKnownShapes(): Shapes {
  const shapes: Shapes = new Map();
  const samples = join(folder, 'samples-api');
  for (const name of readdirSync(samples))
    collectShapes(name.replace(/\.json$/, ''), readJson(join(samples, name)), shapes);
  collectObserved(readJson(join(folder, 'observed-fields.2026.json')), shapes);
  collectExamples(readJson(join(folder, 'methods.2021.json')), shapes);
  return shapes;
}

function walk(path: string, value: unknown, into: Shapes): void {
  const place = typeof value === 'object' && value !== null && !Array.isArray(value) ? nameOf(path) : path;
  if (!path.endsWith(':')) add(into, path, typeOf(value));
  if (Array.isArray(value)) for (const element of value) walk(`${place}[]`, element, into);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) walk(append(place, keyOf(key)), inner, into);
  }
}

function collectObserved(observed: unknown, into: Shapes): void {
  const types: Readonly<Record<string, string>> = {
    str: 'string',
    int: 'number',
    bool: 'boolean',
    obj: 'object',
    list: 'array',
    null: 'null',
  };
  // Our own data file: request line -> { fields: { path: type } }.
  for (const [line, { fields }] of Object.entries(observed as Record<string, { fields: Record<string, string> }>)) {
    const method = /\/(\S+)/.exec(line)?.[1] ?? '';
    for (const [path, type] of Object.entries(fields)) {
      if (path === '$') continue;
      let known = `${method}:`;
      for (const step of path.split('.')) {
        known = append(nameOf(known), keyOf(step.replace(/(\[\])+$/, '')));
        const lists = /(\[\])+$/.exec(step)?.[0] ?? '';
        known += lists;
      }
      add(into, known, types[type] ?? type);
    }
  }
}

function collectExamples(methods: unknown, into: Shapes): void {
  // Our own data file: method -> { documented_examples: [{ "application/json": … }] }.
  for (const [method, facts] of Object.entries(
    methods as Record<string, { documented_examples?: Record<string, unknown>[] }>,
  )) {
    for (const example of facts.documented_examples ?? []) collectShapes(method, example['application/json'], into);
  }
}

/** The kind of object at a path, or the path itself. */
function nameOf(path: string): string {
  const kind = kinds.find(([place]) => place.test(path))?.[1];
  return kind === undefined ? path : `<${kind}>`;
}

/** Keys that are ids (`shares.public.C123`) stand for any id. */
function keyOf(key: string): string {
  return /^[A-Z][0-9A-Z_]{7,}$/.test(key) ? '*' : key;
}

function append(place: string, key: string): string {
  return place.endsWith(':') ? place + key : `${place}.${key}`;
}

function add(shapes: Shapes, path: string, type: string): void {
  const types = shapes.get(path);
  if (types === undefined) shapes.set(path, new Set([type]));
  else types.add(type);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
