import type { Expression } from '../../expressions/expression.ts';
import { compileAt } from '../compiling/expressions.ts';
import { lintBooleans } from '../compiling/lints.ts';
import type { ExpressionScope } from '../compiling/scope.ts';
import { childPlace, type Place } from '../reading/place.ts';
import { textAt } from '../reading/values.ts';
import type { MappingContext } from '../unified/context.ts';
import { formsOf } from './key-sketch.ts';
import { unknownShape } from './key-targets.ts';
import { checkReferences } from './references.ts';
import type { ShapeSketch } from '../unified/sketch.ts';

/** Tags tell the ids of different keys apart, and only those. */
export function checkShapes({ sketch, reports }: MappingContext): void {
  const shapes = [...sketch.shapes.values()];
  const forms = formsOf(shapes);
  const owners = new Map<string, string>();
  for (const { name, place, key } of shapes) {
    const at = childPlace(place, 'tag') ?? place;
    const form = forms.find(names => names.includes(name)) ?? [];
    const owner = key.tag === undefined ? undefined : owners.get(key.tag);
    if (forms.length < 2) {
      if (key.tag === undefined) continue;
      const message = `All shapes of ${sketch.resource.name} have the same key and share their ids.`;
      reports.report(at, 'DEFINITION_INVALID', message, 'Remove `tag`.', 'key');
    } else if (key.tag === undefined) {
      const message = `The shape \`${name}\` has another key than \`${otherThan(form, forms)}\`, so its ids need a \`tag\`.`;
      reports.report(at, 'DEFINITION_INVALID', message, 'Write one letter: `tag: c`.', 'key');
    } else if (owner !== undefined && !form.includes(owner)) {
      const message = `The shapes \`${owner}\` and \`${name}\` have different keys and the same tag.`;
      reports.report(at, 'DEFINITION_INVALID', message, 'Choose another letter.');
    } else {
      owners.set(key.tag, name);
    }
  }
  if (forms.length < 2) return;
  for (const names of forms) checkSameTag(names, sketch.shapes, reports);
}

function otherThan(form: readonly string[], forms: readonly (readonly string[])[]): string {
  return forms.find(other => other !== form)?.[0] ?? '';
}

function checkSameTag(
  names: readonly string[],
  shapes: ReadonlyMap<string, ShapeSketch>,
  reports: MappingContext['reports'],
): void {
  const [first, ...rest] = names.flatMap(name => shapes.get(name) ?? []);
  for (const { name, key, place } of rest) {
    if (first?.key.tag === undefined || key.tag === undefined || key.tag === first.key.tag) continue;
    const message = `The shapes \`${first.name}\` and \`${name}\` have the same key, and different tags.`;
    const hint = `Give both the tag \`${first.key.tag}\`, or parts of other names.`;
    reports.report(childPlace(place, 'tag') ?? place, 'DEFINITION_INVALID', message, hint);
  }
}

/** The condition under which a record of a mixed listing has a shape. */
export function readWhen(
  { name, place }: ShapeSketch,
  scope: ExpressionScope,
  context: MappingContext,
): Expression | undefined {
  const at = name === '' ? undefined : childPlace(place, 'when');
  if (at === undefined) return undefined;
  // Shapes decide which lookups there are, so they are told apart before any runs.
  const variables = new Map([...scope.variables].filter(([variable]) => variable !== 'lookups'));
  const expression = compileAt(at, { ...scope, variables }, context.reports);
  lintBooleans(expression, at, context.reports);
  checkReferences(expression, at, context);
  return expression;
}

/** The shape of a stream's records. */
export interface SaidShape {
  /** Absent when there is only one, or the records themselves tell. */
  readonly shape?: string;
}

/**
 * Reads which shape the records of a stream have; undefined when it is said wrongly, or not at all and has to be.
 *
 * @param isTold the caller's id says which shape it is
 */
export function readShape(stream: Place, isTold: boolean, context: MappingContext): SaidShape | undefined {
  const { sketch, reports } = context;
  const shape = textAt(stream, 'shape');
  const at = childPlace(stream, 'shape');
  if (shape !== undefined && at !== undefined) {
    if (sketch.shapes.has(shape) && shape !== '') return { shape };
    const { message, hint } = unknownShape(shape, sketch);
    reports.report(at, 'DEFINITION_REFERENCE', message, hint);
    return undefined;
  }
  const isById = isTold && formsOf(sketch.shapes.values()).length > 1;
  return isById || checkTold(stream, context) ? {} : undefined;
}

/** Without `shape` the conditions of the shapes decide; the last shape may be the one for the rest. */
export function checkTold(stream: Place, { sketch, reports }: MappingContext): boolean {
  const shapes = [...sketch.shapes.values()];
  const silent = shapes.slice(0, -1).filter(({ place }) => childPlace(place, 'when') === undefined);
  if (silent.length === 0) return true;
  const message = `Nothing says which shape of ${sketch.resource.name} the records have.`;
  const names = shapes.map(({ name }) => `\`${name}\``).join(', ');
  const way = 'Write `when` under each shape but the last';
  const hint = stream === sketch.inside ? `${way}.` : `${way}, or \`shape\` here (${names}).`;
  reports.report(stream, 'DEFINITION_INVALID', message, hint, 'key');
  return false;
}
