import type { ModelMethod } from '../../models/model.ts';
import { childPlace, entriesOf, itemsOf, type Place } from '../reading/place.ts';
import type { MappingContext } from './context.ts';
import { walksCall } from '../sources/each.ts';
import { variablesOf } from '../keys/key-sketch.ts';
import { findKeyTarget } from '../keys/key-targets.ts';
import { ownVariables } from './method-scopes.ts';
import { writtenVariants } from './methods.ts';

/** Variables that some variant of some method binds: parts of ids, names of `with`, `$parent`. */
export function boundNames(
  methods: readonly { readonly method: ModelMethod; readonly place: Place }[],
  context: MappingContext,
): ReadonlySet<string> {
  const names = new Set(ownVariables(undefined, context));
  for (const { method, place } of methods) {
    for (const variant of writtenVariants(method.name, place)) {
      for (const name of boundByVariant(variant.place, context)) names.add(name);
    }
  }
  return names;
}

function boundByVariant(place: Place, { siblings }: MappingContext): readonly string[] {
  const given = entriesOf(childPlace(place, 'given')).flatMap(([, at]) => {
    const found = findKeyTarget(String(at.value), siblings);
    return found.kind === 'found' ? variablesOf(found.target.key) : [];
  });
  const named = entriesOf(childPlace(place, 'with')).map(([name]) => name);
  const streams = [place, ...itemsOf(childPlace(place, 'chain'))];
  return [...given, ...named, ...(streams.some(walksCall) ? ['parent'] : [])];
}
