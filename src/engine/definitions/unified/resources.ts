import { closedValuesOf, elementOf, fieldAt, fieldsOf } from '../../models/fields.ts';
import { hintForName } from '../checking/nearest.ts';
import type { ResourceMapping } from '../definition.ts';
import { childPlace, entriesOf, originOf, type Place } from '../reading/place.ts';
import type { MappingContext } from './context.ts';
import { linkFields } from './fields.ts';
import { checkBinding, linkKey } from './keys.ts';
import { linkLookups } from './lookups.ts';
import { scopeOfRecords } from './method-scopes.ts';
import { linkMethod, writtenMethods, writtenVariants } from './methods.ts';
import type { MappingSketch, ModelSketch } from './sketch.ts';

/** Links one mapping file against its model, the endpoints and the other mappings. */
export function linkResource(context: MappingContext): ResourceMapping {
  const { sketch, siblings } = context;
  const written = writtenMethods(context);
  const bound = boundNames(
    written.map(({ method, place }) => ({ name: method.name, place })),
    sketch,
    siblings,
  );
  const lookups = childPlace(sketch.place, 'lookups');
  const lookupNames = entriesOf(lookups).map(([name]) => name);
  const records = scopeOfRecords([...sketch.resource.methods.values()], bound, lookupNames, context);
  checkValues(childPlace(sketch.place, 'values'), context);
  const key = linkKey(records, context);
  const methods = new Map(written.map(({ method, place }) => [method.name, linkMethod(method, place, context)]));
  checkBinding(key, methods, context);
  return {
    model: siblings.model.name,
    resource: sketch.resource.name,
    origin: originOf(sketch.place),
    shape: {
      key,
      fields: linkFields(childPlace(sketch.place, 'fields'), records, context),
      lookups: linkLookups(lookups, records, bound, context),
    },
    values: sketch.values,
    methods,
  };
}

/** Variables that some variant of some method binds: parts of the ids it is given and names of its `with`. */
function boundNames(
  methods: readonly { readonly name: string; readonly place: Place }[],
  sketch: MappingSketch,
  { mappings }: ModelSketch,
): ReadonlySet<string> {
  const names = new Set(sketch.parts.map(part => part.name));
  for (const method of methods) {
    for (const variant of writtenVariants(method.name, method.place)) {
      for (const [, at] of entriesOf(childPlace(variant.place, 'given'))) {
        for (const part of mappings.get(String(at.value))?.parts ?? []) names.add(part.name);
      }
      for (const [name] of entriesOf(childPlace(variant.place, 'with'))) names.add(name);
    }
  }
  return names;
}

/** `values` translate fields of the model into its own words. */
function checkValues(place: Place | undefined, { sketch, reports }: MappingContext): void {
  const { schema, name } = sketch.resource;
  for (const [field, table] of entriesOf(place)) {
    const found = fieldAt(schema, field.split('.'));
    if (found === undefined) {
      const hint = hintForName(field, Object.keys(fieldsOf(schema)));
      reports.report(table, 'DEFINITION_REFERENCE', `${name} has no field \`${field}\` in the model.`, hint, 'key');
      continue;
    }
    const closed = closedValuesOf(elementOf(found));
    for (const [, at] of entriesOf(table)) {
      if (closed === undefined || closed.includes(String(at.value))) continue;
      const message = `The model has no value \`${String(at.value)}\` for \`${field}\`.`;
      reports.report(at, 'DEFINITION_REFERENCE', message, hintForName(String(at.value), closed));
    }
  }
}
