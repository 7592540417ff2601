import { badRequest } from '../api/graph-error.ts';

/** One `$expand`: a navigation property, and which properties of its objects. */
export interface Expansion {
  readonly property: string;
  readonly select?: readonly string[];
}

/** @throws GraphError 400 for a property the type does not have */
export function parseSelect(text: string, properties: readonly string[], type: string): string[] {
  return text.split(',').map(part => {
    const name = part.trim();
    // A path into a complex property selects the property.
    const property = properties.find(candidate => candidate === name.split('/')[0]);
    if (property === undefined) {
      throw badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
      );
    }
    return property;
  });
}

/**
 * Parses `members($select=id,displayName),lastMessagePreview`.
 *
 * @throws GraphError 400 for a property that cannot be expanded, or an option inside that is not `$select`
 */
export function parseExpand(text: string, properties: readonly string[], type: string): Expansion[] {
  return text.split(/,(?![^(]*\))/).map(part => {
    const [, name, inner] = /^\s*([\w.]+)(?:\(([^)]*)\))?\s*$/.exec(part) ?? [];
    const property = properties.find(candidate => candidate === name);
    if (property === undefined) {
      throw badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${part.trim()}' on type 'microsoft.graph.${type}'.`,
      );
    }
    if (inner === undefined) return { property };
    const [, select] = /^\$select=([\w,\s]+)$/.exec(inner) ?? [];
    if (select === undefined) throw badRequest(`The query option '${inner}' inside $expand is not supported.`);
    return { property, select: select.split(',').map(name => name.trim()) };
  });
}

/** The chosen properties of an object, those it lacks as null. Annotations about itself (`@odata.type`) stay. */
export function choose(value: object, names: readonly string[]): object {
  const entries = new Map(Object.entries(value));
  const annotations = [...entries].filter(([name]) => name.startsWith('@'));
  return Object.fromEntries([
    ...annotations,
    ...names.map((name): [string, unknown] => [name, entries.get(name) ?? null]),
  ]);
}

/** What comes after a context's path: `(id,displayName,members())`. */
export function contextSuffix(select: readonly string[] | undefined, expand: readonly Expansion[]): string {
  const parts = [
    ...(select ?? []),
    ...expand.map(({ property, select: inner }) => `${property}(${(inner ?? []).join(',')})`),
  ];
  return parts.length === 0 ? '' : `(${parts.join(',')})`;
}
