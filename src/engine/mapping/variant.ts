import { PatchbayError } from '../../errors.ts';
import type { Given, ResourceMapping, Variant } from '../definitions/mapping.ts';
import { nextSlice } from '../expressions/budget.ts';
import type { Variables } from '../expressions/expression.ts';
import type { Run } from '../run.ts';
import { referenceAsWritten } from './brackets.ts';
import { readResourceId } from './resource-ids.ts';
import { isTrue } from './tree.ts';
import { bindWith, extendVariables } from './variables.ts';

/** A variant that applies to a call, with the variables its expressions read. */
export interface ChosenVariant {
  readonly variant: Variant;
  readonly variables: Variables;
}

export interface VariantScope {
  readonly run: Run;
  /** `$query`, `$body`, `$id`, the id's own parts and the facts of the account. */
  readonly variables: Variables;
  /** On by-id methods: the shapes that the id can be of. */
  readonly shapes?: readonly string[];
  readonly resolve: (resource: string) => ResourceMapping | undefined;
}

/**
 * The first variant whose `given` references are all present and whose `when` holds.
 *
 * @param skip a variant that must not be chosen again (the one that fans out over it)
 * @throws REQUEST_ID_INVALID, REQUEST_INVALID when two references disagree, REQUEST_FILTER_MISSING when none applies
 */
export function chooseVariant(variants: readonly Variant[], scope: VariantScope, skip?: Variant): ChosenVariant {
  nextSlice(scope.run.budget);
  for (const variant of variants) {
    if (variant === skip || !isGiven(variant, scope.variables)) continue;
    if (variant.shape !== undefined && scope.shapes?.includes(variant.shape) === false) continue;
    const parts = decodeGiven(variant, scope);
    if (!parts) continue;
    const variables = bindWith(extendVariables(scope.variables, parts), variant.with, scope.run);
    if (variant.when && !isTrue(variant.when, undefined, { variables, budget: scope.run.budget })) continue;
    scope.run.trace?.chose(variant);
    return { variant, variables };
  }
  throw noneApplies(variants, scope.variables);
}

function isGiven(variant: Variant, variables: Variables): boolean {
  return variant.given.every(given => given.optional || valueAt(variables, given) !== undefined);
}

function valueAt(variables: Variables, given: Given): unknown {
  return given.path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
    variables,
  );
}

/**
 * The parts of all references given; where two name the same part they have to agree.
 *
 * @returns undefined when a reference is of another shape than the variant is for
 */
function decodeGiven(variant: Variant, scope: VariantScope): Record<string, string> | undefined {
  const parts: Record<string, string> = {};
  for (const given of variant.given) {
    const id = valueAt(scope.variables, given);
    const mapping = scope.resolve(given.resource);
    if (id === undefined || !mapping) continue;
    const place = given.path.join('.');
    const read = readResourceId(mapping, id, place);
    if (given.shape !== undefined && !read.shapes.includes(given.shape)) return undefined;
    for (const [name, value] of Object.entries(read.parts)) {
      if (name !== 'name' && parts[name] !== undefined && parts[name] !== value) {
        throw new PatchbayError(
          'REQUEST_INVALID',
          `The references of this call disagree: ${place} names another ${name} than ${variant.given[0]?.path.join('.') ?? 'the first'}. Leave one out or make them agree.`,
          { errors: [{ pointer: `/${given.path.slice(1).join('/')}`, message: `names another ${name}` }] },
        );
      }
      parts[name] = value;
    }
  }
  return parts;
}

function noneApplies(variants: readonly Variant[], variables: Variables): PatchbayError {
  const missing = variants.map(variant =>
    variant.given
      .filter(given => !given.optional && valueAt(variables, given) === undefined)
      .map(given => referenceAsWritten(given.path))
      .join(' and '),
  );
  const ways = [...new Set(missing.filter(way => way !== ''))];
  // Where one way had all it refers to, what keeps it from applying is its condition, not a missing reference.
  if (ways.length > 0 && !missing.includes('')) {
    return new PatchbayError(
      'REQUEST_FILTER_MISSING',
      `This call does not say enough for the integration to serve it. Give ${ways.join(', or ')}.`,
    );
  }
  const conditions = variants.flatMap(({ id, when }, index) =>
    when && missing[index] === '' ? [`${id}: ${when.source.trim()}`] : [],
  );
  return new PatchbayError(
    variables['body'] === undefined ? 'REQUEST_INVALID' : 'REQUEST_BODY_INVALID',
    `The values of this call fit none of the ways the integration has for it (${conditions.join('; ')}).`,
  );
}
