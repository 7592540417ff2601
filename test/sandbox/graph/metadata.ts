import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface TypeFacts {
  readonly base: string | null;
  readonly open: string | null;
  readonly props: Readonly<Record<string, string>>;
  readonly nav: Readonly<Record<string, string>>;
}

interface Metadata {
  readonly types: Readonly<Record<string, TypeFacts>>;
  readonly enums: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const files = ['msteams', 'microsoft'].map(folder =>
  join(import.meta.dirname, '../../../../shared/providers', folder, 'csdl.types.json'),
);

/** Whether Graph's metadata is there to compare with. */
export const hasMetadata = files.every(file => existsSync(file));

/** Graph's v1.0 metadata. */
export function readMetadata(): Metadata {
  const [teams, directory] = files.map(file => JSON.parse(readFileSync(file, 'utf8')) as Metadata) as [
    Metadata,
    Metadata,
  ]; // two files
  return { types: { ...teams.types, ...directory.types }, enums: { ...teams.enums, ...directory.enums } };
}

/** What of an object is not as its type says: names there are not, and values of another Edm type. */
export function violations(metadata: Metadata, type: string, value: unknown, place: string): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object' || Array.isArray(value)) return [`${place} is no object`];
  const own = (value as Readonly<Record<string, unknown>>)['@odata.type']; // an object, by the line above
  const declared = typeof own === 'string' ? own.replace('#', '') : type;
  const shape = shapeOf(metadata, declared);
  // A derived type the subset does not hold.
  if (shape === undefined) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name.includes('@')) return [];
    const innerType = shape.props[name] ?? shape.nav[name];
    if (innerType === undefined)
      return shape.isOpen ? [`${declared}.${name} (open)`] : [`${place}.${name} is not in ${declared}`];
    return valueViolations(metadata, innerType, inner, `${place}.${name}`);
  });
}

function shapeOf(
  metadata: Metadata,
  type: string,
): { props: Record<string, string>; nav: Record<string, string>; isOpen: boolean } | undefined {
  const facts = metadata.types[type];
  if (facts === undefined) return undefined;
  const base = facts.base === null ? undefined : shapeOf(metadata, facts.base.replace(/^graph\./, 'microsoft.graph.'));
  return {
    props: { ...base?.props, ...facts.props },
    nav: { ...base?.nav, ...facts.nav },
    isOpen: facts.open === 'true' || (base?.isOpen ?? false),
  };
}

function valueViolations(metadata: Metadata, written: string, value: unknown, place: string): string[] {
  const type = written.replace(/[!^]$/, '');
  const [, element] = /^Collection\((.+)\)$/.exec(type) ?? [];
  if (element !== undefined) {
    if (!Array.isArray(value)) return [`${place} is no collection`];
    return value.flatMap((item: unknown) => valueViolations(metadata, element, item, `${place}[]`));
  }
  if (value === null) return [];
  const full = type.replace(/^graph\./, 'microsoft.graph.');
  const members = metadata.enums[full];
  if (members !== undefined)
    return typeof value === 'string' && value in members
      ? []
      : [`${place} is ${String(value)}, which is not in ${full}`];
  if (!type.startsWith('Edm.')) return violations(metadata, full, value, place);
  return edmTests[type]?.(value) === false ? [`${place} is no ${type}: ${JSON.stringify(value)}`] : [];
}

const edmTests: Readonly<Record<string, (value: unknown) => boolean>> = {
  'Edm.String': value => typeof value === 'string',
  'Edm.Boolean': value => typeof value === 'boolean',
  'Edm.Int32': value => Number.isInteger(value),
  'Edm.Int64': value => Number.isInteger(value),
  'Edm.DateTimeOffset': value =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?Z$/.test(value),
};
