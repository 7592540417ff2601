import { closedValuesOf, elementOf, fieldAt, fieldsOf } from '../../models/fields.ts';
import { hintForName } from '../checking/nearest.ts';
import { namesOf, type KnownNames } from '../compiling/known-names.ts';
import { withVariables, type ExpressionScope } from '../compiling/scope.ts';
import type { ResourceMapping, Shape } from '../mapping.ts';
import { childPlace, entriesOf, originOf, type Place } from '../reading/place.ts';
import { optional } from '../reading/values.ts';
import { boundNames } from './bound-names.ts';
import type { MappingContext } from './context.ts';
import { linkFields } from './fields.ts';
import { linkFileMethod } from './file-methods.ts';
import { checkHolderInKey, linkInside } from '../sources/inside.ts';
import { checkBinding } from '../keys/key-binding.ts';
import { linkKey } from '../keys/keys.ts';
import { linkLookups } from './lookups.ts';
import { scopeOfRecords } from './method-scopes.ts';
import { derivedMethods, linkMethod, writtenMethods } from './methods.ts';
import { checkShapes, checkTold, readWhen } from '../keys/shapes.ts';
import type { ShapeSketch } from './sketch.ts';

/** Links one mapping file against its model, the endpoints and the other mappings. */
export function linkResource(context: MappingContext): ResourceMapping {
  const { sketch, siblings } = context;
  const written = writtenMethods(context);
  const bound = boundNames(written, context);
  const records = scopeOfRecords([...sketch.resource.methods.values()], bound, context);
  checkValues(childPlace(sketch.place, 'values'), context);
  checkShapes(context);
  if (sketch.inside) checkTold(sketch.inside, context);
  const files = withVariables(records, { lookups: lookupNames(context) });
  const linked = new Map(
    written.map(({ method, place }) => [
      method.name,
      method.stream ? linkFileMethod(method, place, files, bound, context) : linkMethod(method, place, context),
    ]),
  );
  const methods = new Map([...linked, ...derivedMethods(linked, context)]);
  const shapes = [...sketch.shapes.values()].map(shape => {
    const result = linkShape(shape, records, bound, context);
    checkBinding(shape, result.key, methods, context);
    return [shape.name, result] as const;
  });
  return {
    model: siblings.model.name,
    resource: sketch.resource.name,
    origin: originOf(sketch.place),
    shapes: new Map(shapes),
    ...optional('inside', sketch.inside && linkInside(sketch.inside, context)),
    values: sketch.values,
    methods,
  };
}

/** Lookups of any shape. */
function lookupNames({ sketch }: MappingContext): KnownNames {
  const places = [...sketch.shapes.values()].map(({ place }) => childPlace(place, 'lookups'));
  return namesOf(places.flatMap(entriesOf).map(([name]) => name));
}

function linkShape(
  sketch: ShapeSketch,
  records: ExpressionScope,
  bound: ReadonlySet<string>,
  context: MappingContext,
): Shape {
  const { name, place } = sketch;
  const lookups = childPlace(place, 'lookups');
  const scope = withVariables(records, { lookups: namesOf(entriesOf(lookups).map(([lookup]) => lookup)) });
  const shape = {
    name,
    ...optional('when', readWhen(sketch, scope, context)),
    key: linkKey(sketch, scope, context),
    fields: linkFields(childPlace(place, 'fields'), scope, context),
    lookups: linkLookups(lookups, scope, bound, context),
  };
  checkHolderInKey(shape, sketch.key.place, context);
  return shape;
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
