import type { ResourceMapping, Shape } from '../definitions/mapping.ts';
import type { Item } from '../sources/source.ts';
import { isTrue, type Scope } from './tree.ts';

/** The shape of an item: the one its variant names, or the only one, or the first whose condition holds. */
export function shapeOfItem(shapes: ResourceMapping['shapes'], item: Item, budget: Scope['budget']): Shape | undefined {
  if (item.shape !== undefined) return shapes.get(item.shape);
  const [first, ...others] = shapes.values();
  if (others.length === 0) return first;
  const scope = { variables: item.variables, budget };
  return [...shapes.values()].find(({ when }) => !when || isTrue(when, item.native, scope));
}
