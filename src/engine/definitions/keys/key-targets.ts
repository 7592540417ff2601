import { hintForName } from '../checking/nearest.ts';
import { formsOf, type KeySketch } from './key-sketch.ts';
import type { MappingSketch, ModelSketch } from '../unified/sketch.ts';

/** Whose ids a reference means: those of a resource, or of one of its shapes. */
export interface KeyTarget {
  readonly mapping: MappingSketch;
  readonly resource: string;
  /** Said only where the shapes have different keys. */
  readonly shape?: string;
  readonly key: KeySketch;
}

export type FoundTarget =
  | { readonly kind: 'found'; readonly target: KeyTarget }
  /** The mapping has mistakes of form, so nothing can be said of it. */
  | { readonly kind: 'broken' }
  | { readonly kind: 'unknown'; readonly message: string; readonly hint: string };

/** Finds `channels`, or `channels.chat` where the shapes of a resource have different keys. */
export function findKeyTarget(reference: string, { mappings, broken }: ModelSketch): FoundTarget {
  const [resource = '', shape] = reference.split('.');
  if (broken.has(resource)) return { kind: 'broken' };
  const mapping = mappings.get(resource);
  if (mapping === undefined) {
    const hint = hintForName(resource, mappings.keys());
    return { kind: 'unknown', message: `There is no mapping for \`${resource}\`.`, hint };
  }
  const shapes = [...mapping.shapes.values()];
  const isTold = formsOf(shapes).length > 1;
  if (shape === undefined) {
    const [first] = shapes;
    if (isTold || first === undefined) return needsShape(mapping);
    return { kind: 'found', target: { mapping, resource, key: first.key } };
  }
  const found = shape === '' ? undefined : mapping.shapes.get(shape);
  if (found === undefined) return { kind: 'unknown', ...unknownShape(shape, mapping) };
  return { kind: 'found', target: { mapping, resource, key: found.key, ...(isTold ? { shape } : {}) } };
}

/** The words for a shape that a mapping has not. */
export function unknownShape(
  shape: string,
  { resource, shapes }: MappingSketch,
): { readonly message: string; readonly hint: string } {
  const message = `The mapping of ${resource.name} has no shape \`${shape}\`.`;
  const names = [...shapes.keys()].filter(name => name !== '');
  return { message, hint: names.length > 0 ? hintForName(shape, names) : 'It has no `shapes`.' };
}

function needsShape({ resource, shapes }: MappingSketch): FoundTarget {
  const names = [...shapes.keys()].map(shape => `\`${resource.name}.${shape}\``);
  return {
    kind: 'unknown',
    message: `The ids of ${resource.name} have several forms, one for each kind of key.`,
    hint: `Say which: ${names.join(', ')}.`,
  };
}
