import { compileAt } from '../compiling/expressions.ts';
import type { ExpressionScope } from '../compiling/scope.ts';
import { checkVariableName } from '../compiling/variable-names.ts';
import type { KeyDefinition, KeyPattern } from '../mapping.ts';
import { entriesOf, originOf } from '../reading/place.ts';
import type { MappingContext } from '../unified/context.ts';
import { wholeName, type KeySketch, type SketchedPattern } from './key-sketch.ts';
import { checkReferences } from './references.ts';
import type { ShapeSketch } from '../unified/sketch.ts';

/** The parts of a shape's ids. @param records what keys may read; lookups run too late for them */
export function linkKey({ key, place }: ShapeSketch, records: ExpressionScope, context: MappingContext): KeyDefinition {
  const { sketch, reports } = context;
  if (key.parts.length === 0) {
    const owner = place.key === undefined ? `The mapping of ${sketch.resource.name}` : `\`${String(place.key)}\``;
    const hint = key.pattern
      ? 'Write the parts in braces: `spaces/{space}`.'
      : 'Write the parts of the id: `key: { channel: id }`.';
    reports.report(place, 'DEFINITION_INVALID', `${owner} lacks its \`key\`.`, hint, 'key');
  }
  const scope = { ...records, variables: new Map([...records.variables].filter(([name]) => name !== 'lookups')) };
  const tag = key.tag === undefined ? {} : { tag: key.tag };
  if (key.pattern) return { ...tag, ...linkPattern(key, key.pattern, scope, context) };
  return {
    ...tag,
    parts: key.parts.map(({ name, optional, place: at }) => {
      checkVariableName(name, at, context.functions, reports);
      const expression = compileAt(at, scope, reports);
      checkReferences(expression, at, context);
      return { name, optional, expression, origin: originOf(at) };
    }),
  };
}

function linkPattern(
  { place, parts }: KeySketch,
  { segments, from }: SketchedPattern,
  scope: ExpressionScope,
  context: MappingContext,
): { readonly parts: KeyDefinition['parts']; readonly pattern: KeyPattern } {
  const { reports, functions } = context;
  const seen = new Set([wholeName]);
  for (const { name, place: at } of parts) {
    checkVariableName(name, at, functions, reports);
    if (seen.has(name)) {
      const message =
        name === wholeName ? '`$name` is the whole of the pattern.' : `The pattern has the part \`${name}\` twice.`;
      reports.report(at, 'DEFINITION_INVALID', message, 'Choose another name.');
    }
    seen.add(name);
  }
  for (const [key, at] of entriesOf(place)) {
    if (key === 'pattern' || key === 'from') continue;
    const hint = 'Keep one of the two; the parts of a pattern have no expression.';
    reports.report(at, 'DEFINITION_INVALID', `\`${key}\` stands beside \`pattern\`.`, hint, 'key');
  }
  const expression = compileAt(from, scope, reports);
  checkReferences(expression, from, context);
  return {
    parts: parts.map(({ name, place: at }) => ({ name, optional: false, origin: originOf(at) })),
    pattern: { segments, from: expression },
  };
}
