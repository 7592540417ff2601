import type { Expression } from '../../expressions/expression.ts';
import type { KeyDefinition, MethodMapping, SourceDefinition, Variant } from '../mapping.ts';
import type { Place } from '../reading/place.ts';
import type { MappingContext } from '../unified/context.ts';
import { findKeyTarget } from './key-targets.ts';
import { variablesOf } from './key-sketch.ts';
import type { ShapeSketch } from '../unified/sketch.ts';

/**
 * A part that reads no record has nothing but its variables: a variant that binds none of them makes records without ids.
 */
export function checkBinding(
  shape: ShapeSketch,
  key: KeyDefinition,
  methods: ReadonlyMap<string, MethodMapping>,
  context: MappingContext,
): void {
  const { mappings } = context.siblings;
  const shapes = [...mappings.values()].flatMap(mapping => [...mapping.shapes.values()]);
  const known = new Set([...foreign, ...shapes.flatMap(other => variablesOf(other.key))]);
  const own = new Set(variablesOf(shape.key));
  for (const { name: part, expression, place } of readersOf(shape, key)) {
    const needed = [...expression.demand.variables.keys()].filter(name => known.has(name));
    if (needed.length === 0 || !readsVariablesOnly(expression)) continue;
    for (const { method, variant, bound } of readings(shape, methods, context)) {
      const all = method === 'list' || method === 'create' ? bound : new Set([...bound, ...own]);
      if (needed.some(variable => all.has(variable))) continue;
      const message = `The variant \`${variant.id}\` of ${method} does not bind \`$${needed.join('` or `$')}\`, so its records would have no id.`;
      const absent = foreign.find(name => needed.includes(name));
      const hint = absent
        ? `Write \`$${absent}.… ?? $${part}\`: where an id is given, its parts are variables.`
        : 'Add a `given` whose id has that part, or read it from the record.';
      context.reports.report(place, 'DEFINITION_INVALID', message, hint);
    }
  }
}

/** Records that are there only when this one is found through them. */
const foreign = ['parent', 'holder'] as const;

interface Reader {
  /** A variable that would do. */
  readonly name: string;
  readonly expression: Expression;
  readonly place: Place;
}

/** The expressions that ids cannot do without. */
function readersOf({ key: sketch }: ShapeSketch, { parts, pattern }: KeyDefinition): readonly Reader[] {
  if (pattern && sketch.pattern) return [{ name: 'name', expression: pattern.from, place: sketch.pattern.from }];
  return parts.flatMap(({ name, optional, expression }, index) => {
    const place = sketch.parts[index]?.place;
    return optional || !expression || !place ? [] : [{ name, expression, place }];
  });
}

interface Reading {
  readonly method: string;
  readonly variant: Variant;
  readonly bound: ReadonlySet<string>;
}

/** Every way in which records of a shape come to be read, with what it binds. */
function readings(
  shape: ShapeSketch,
  methods: ReadonlyMap<string, MethodMapping>,
  context: MappingContext,
): readonly Reading[] {
  return [...methods].flatMap(([method, { variants }]) =>
    variants.flatMap(variant => {
      const sources = sourcesOf(variant, shape.name).filter(({ kind }) => kind !== 'each');
      return sources.map(source => ({ method, variant, bound: boundBy(variant, source, context) }));
    }),
  );
}

function sourcesOf(variant: Variant, shape: string): readonly SourceDefinition[] {
  const streams = variant.source.kind === 'chain' ? variant.source.links : [variant];
  return streams.filter(stream => stream.shape === undefined || stream.shape === shape).map(stream => stream.source);
}

function boundBy(variant: Variant, source: SourceDefinition, { siblings }: MappingContext): ReadonlySet<string> {
  const given = variant.given.flatMap(({ resource, shape }) => {
    const found = findKeyTarget(shape === undefined ? resource : `${resource}.${shape}`, siblings);
    return found.kind === 'found' ? variablesOf(found.target.key) : [];
  });
  const named = variant.with.map(([name]) => name);
  return new Set([...given, ...named, ...(source.kind === 'each_call' ? ['parent'] : [])]);
}

function readsVariablesOnly({ demand }: Expression): boolean {
  return !demand.input.whole && demand.input.keys.size === 0;
}
