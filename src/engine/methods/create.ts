import { PatchbayError, type FieldError } from '../../errors.ts';
import type { RawSingle, Single } from '../call.ts';
import type { Variant } from '../definitions/mapping.ts';
import { chooseVariant } from '../mapping/variant.ts';
import type { Plan } from '../plan.ts';
import { answerSingle } from './answer.ts';
import { checkInclude } from './check-include.ts';
import type { MethodContext } from './context.ts';
import { readOne } from './find-native.ts';
import { baseVariables, resolveKey } from './open-source.ts';

/** Serves a create: the body is checked against the model and against what the integration can write. */
export async function runCreate(context: MethodContext): Promise<Single | RawSingle> {
  const { call, plan, run } = context;
  const method = plan.method(call.method);
  checkInclude(plan, [], call.include);
  const errors = plan.checkBody(call.method, call.body);
  if (errors.length > 0) throw invalidBody(plan, errors);
  const variables = baseVariables(run, { query: {}, body: call.body });
  const { variant, variables: chosen } = chooseVariant(method.variants, { run, variables, resolve: resolveKey(plan) });
  checkReadable(plan, variant, call.body);
  if (variant.source.kind !== 'call')
    throw new PatchbayError('INTERNAL', `The variant ${variant.id} of a create has no call.`);
  const item = await readOne(variant.source.request, chosen, run);
  if (!item) {
    throw new PatchbayError(
      'PROVIDER_OUTCOME_UNKNOWN',
      `${plan.integration.label} accepted the create but answered no record.`,
      { sent: true },
    );
  }
  const shaped = variant.shape === undefined ? item : { ...item, shape: variant.shape };
  return answerSingle(shaped, context);
}

/** A field that the integration would not write is refused rather than lost. */
function checkReadable(plan: Plan, variant: Variant, body: unknown): void {
  const read = plan.bodyOf(variant);
  const lost = leafPaths(body).filter(path => !read.some(known => path === known || path.startsWith(`${known}.`)));
  if (lost.length === 0) return;
  const errors = lost.map(path => ({
    pointer: `/${path.replaceAll('.', '/')}`,
    message: `cannot be written with ${plan.integration.label}; it can write ${read.join(', ')}`,
  }));
  throw invalidBody(plan, errors);
}

function leafPaths(value: unknown, prefix = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return prefix === '' ? [] : [prefix];
  return Object.entries(value).flatMap(([key, child]) => leafPaths(child, prefix === '' ? key : `${prefix}.${key}`));
}

function invalidBody(plan: Plan, errors: readonly FieldError[]): PatchbayError {
  const listed = errors.map(({ pointer, message }) => `${pointer || '/'} ${message}`).join('; ');
  return new PatchbayError('REQUEST_BODY_INVALID', `The body does not fit ${plan.resource.name}: ${listed}.`, {
    errors,
  });
}
