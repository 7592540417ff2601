import { encodeId, encodePart, partText, type IdKey } from './ids.ts';

/** Writes the id made of the values of named parts, in the order of the names; undefined where a required part is missing. */
export type IdWriter = (...values: readonly unknown[]) => string | undefined;

/**
 * `encodeId` for a key and names that are known beforehand: what they have to do with each other is found out once.
 *
 * @param names of the values that will be given: parts of the key, `name` for a whole path, or others that say nothing
 */
export function createIdWriter(key: IdKey, names: readonly string[]): IdWriter {
  const { pattern } = key;
  if (pattern && names.length === 1 && names[0] === 'name') return pathWriter(key, pattern.segments);
  const isPlain = !names.includes('name') && new Set(names).size === names.length;
  if (!isPlain) return (...values) => encodeId(key, valuesByName(names, values));
  const opening = key.tag === undefined ? '' : `${key.tag}~`;
  const parts = key.parts.map(({ name, optional }) => ({ at: names.indexOf(name), optional, write: partWriter() }));
  const [only] = parts;
  if (only?.at === 0 && parts.length === 1 && !only.optional) {
    return value => {
      const text = only.write(value);
      return text === undefined || opening === '' ? text : opening + text;
    };
  }
  return (...values) => {
    let id = opening;
    for (let at = 0; at < parts.length; at += 1) {
      const part = parts[at];
      if (part === undefined) continue;
      const text = part.at === -1 ? undefined : part.write(values[part.at]);
      if (text === undefined && !part.optional) return undefined;
      if (at > 0) id += '~';
      if (text !== undefined) id += text;
    }
    return id;
  };
}

const valuesByName = (names: readonly string[], values: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name, at) => [name, values[at]]));

/** Records of a page often have a part in common, so the last one is remembered. */
function partWriter(): (value: unknown) => string | undefined {
  let lastText = '';
  let lastWritten = '';
  return value => {
    const text = partText(value);
    if (text === undefined) return undefined;
    if (text === lastText) return lastWritten;
    lastWritten = encodePart(text);
    lastText = text;
    return lastWritten;
  };
}

/** Reads the parts out of a path on the way. */
function pathWriter(key: IdKey, segments: NonNullable<IdKey['pattern']>['segments']): IdWriter {
  const opening = key.tag === undefined ? '' : `${key.tag}~`;
  const inOrder = segments.flatMap(segment => ('part' in segment ? [segment.part] : []));
  const isInOrder =
    key.parts.length === inOrder.length &&
    key.parts.every(({ name, optional }, at) => name === inOrder[at] && !optional);
  if (!isInOrder) return value => encodeId(key, { name: value });
  const steps = segments.map(segment => ('part' in segment ? partWriter() : segment.literal));
  return value => {
    if (typeof value !== 'string') return undefined;
    let id = opening;
    let separator = '';
    let from = 0;
    for (let at = 0; at < steps.length; at += 1) {
      const isLast = at === steps.length - 1;
      const slash = value.indexOf('/', from);
      if (isLast ? slash !== -1 : slash === -1) return undefined;
      const end = isLast ? value.length : slash;
      const step = steps[at];
      if (typeof step === 'string') {
        if (end - from !== step.length || !value.startsWith(step, from)) return undefined;
      } else if (step !== undefined) {
        const text = step(value.slice(from, end));
        if (text === undefined) return undefined;
        id += separator + text;
        separator = '~';
      }
      from = end + 1;
    }
    return id;
  };
}
