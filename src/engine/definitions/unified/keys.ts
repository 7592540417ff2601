import { compileAt } from '../compiling/expressions.ts';
import type { ExpressionScope } from '../compiling/scope.ts';
import { checkVariableName } from '../compiling/variable-names.ts';
import type { KeyDefinition, KeyPart, MethodMapping } from '../definition.ts';
import { originOf } from '../reading/place.ts';
import type { MappingContext } from './context.ts';
import { checkReferences } from './references.ts';

/** The parts of a resource's id. @param records what keys may read; lookups run too late for them */
export function linkKey(records: ExpressionScope, context: MappingContext): KeyDefinition {
  const { sketch, reports } = context;
  if (sketch.parts.length === 0) {
    reports.report(
      sketch.place,
      'DEFINITION_INVALID',
      `The mapping of ${sketch.resource.name} lacks its \`key\`.`,
      'Write the parts of the id: `key: { channel: id }`.',
      'key',
    );
  }
  const variables = new Map([...records.variables].filter(([name]) => name !== 'lookups'));
  return {
    parts: sketch.parts.map(({ name, optional, place }) => {
      checkVariableName(name, place, context.functions, reports);
      const expression = compileAt(place, { ...records, variables }, reports);
      checkReferences(expression, place, context);
      return { name, optional, expression, origin: originOf(place) };
    }),
  };
}

/**
 * A part that reads no record has nothing but its variables: a variant that does not bind them makes records without ids.
 */
export function checkBinding(
  key: KeyDefinition,
  methods: ReadonlyMap<string, MethodMapping>,
  context: MappingContext,
): void {
  const { mappings } = context.siblings;
  const partsOf = (resource: string): readonly string[] => mappings.get(resource)?.parts.map(({ name }) => name) ?? [];
  const known = new Set([...mappings.keys()].flatMap(partsOf));
  const variants = ['list', 'create'].flatMap(name =>
    (methods.get(name)?.variants ?? []).map(variant => ({ name, variant })),
  );
  for (const [index, part] of key.parts.entries()) {
    if (!readsVariablesOnly(part)) continue;
    const needed = [...part.expression.demand.variables.keys()].filter(name => known.has(name));
    for (const { name, variant } of variants) {
      const bound = new Set([
        ...variant.given.flatMap(given => partsOf(given.resource)),
        ...variant.with.map(([own]) => own),
      ]);
      const unbound = needed.find(variable => !bound.has(variable));
      const place = context.sketch.parts[index]?.place;
      if (variant.source.kind !== 'call' || unbound === undefined || place === undefined) continue;
      const message = `The variant \`${variant.id}\` of ${name} does not bind \`$${unbound}\`, so its records would have no id.`;
      const hint = 'Add a `given` whose id has that part, or read it from the record.';
      context.reports.report(place, 'DEFINITION_INVALID', message, hint);
    }
  }
}

function readsVariablesOnly({ optional, expression }: KeyPart): boolean {
  const { input, variables } = expression.demand;
  return !optional && !input.whole && input.keys.size === 0 && variables.size > 0;
}
