import { errorTable, PatchbayError, type FieldError } from '../../errors.ts';
import type { RawSingle, Single } from '../call.ts';
import type { Variant } from '../definitions/mapping.ts';
import type { Variables } from '../expressions/expression.ts';
import { evaluateRequest, sendNative } from '../mapping/request.ts';
import { readResourceId } from '../mapping/resource-ids.ts';
import { chooseVariant } from '../mapping/variant.ts';
import { addRemoteData } from '../native/remote-data.ts';
import type { Plan } from '../plan.ts';
import type { Item } from '../sources/source.ts';
import type { NativeReply } from '../transport/native.ts';
import { answerSingle } from './answer.ts';
import { checkInclude } from './check-include.ts';
import type { MethodContext } from './context.ts';
import { doneAlready } from './done-already.ts';
import { itemOf } from './find-native.ts';
import { baseVariables, resolveKey } from './open-source.ts';
import { readAgain } from './read-again.ts';

/**
 * Serves create, update, delete and the model's own methods: the body is checked against the model and against what the
 * integration can write, one native call is made, and what it did is answered.
 */
export async function runWrite(context: MethodContext): Promise<Single | RawSingle> {
  const { call, plan, run } = context;
  const method = plan.method(call.method);
  checkInclude(plan, [], call.include);
  const own = ownId(context);
  const { body, remoteData } = readBody(context);
  const variables = baseVariables(run, { ...own?.variables, query: {}, ...(body ? { body } : {}) });
  const chosen = chooseVariant(method.variants, {
    run,
    variables,
    resolve: resolveKey(plan),
    ...(own ? { shapes: own.shapes } : {}),
  });
  const { variant } = chosen;
  checkReadable(plan, variant, body);
  if (variant.source.kind !== 'call') {
    throw new PatchbayError('INTERNAL', `The variant ${variant.id} of ${call.method} has no call.`);
  }
  const request = addRemoteData(evaluateRequest(variant.source.request, chosen.variables, run), remoteData);
  const reply = await sendNative(request, run);
  return answerWrite(reply, variant, chosen.variables, context);
}

/** The id of the record that the call is about, where its method is about one. */
function ownId({ call, plan }: MethodContext) {
  const on = plan.resource.methods.get(call.method)?.on;
  if (on !== 'record') return undefined;
  const { parts, shapes } = readResourceId(plan.mapping, call.id, 'id');
  return { shapes, variables: { ...parts, id: call.id } };
}

interface WriteBody {
  /** Undefined where the model declares none. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  readonly remoteData: Readonly<Record<string, unknown>>;
}

function readBody({ call, plan }: MethodContext): WriteBody {
  const hasBody = plan.resource.methods.get(call.method)?.body !== undefined;
  const given = hasBody ? call.body : (call.body ?? {});
  const errors = plan.checkBody(call.method, given);
  if (errors.length > 0) throw invalidBody(plan, errors);
  // The schema of every write has seen that both are objects.
  const { remote_data: remoteData = {}, ...body } = given as Record<string, unknown>;
  return { body: hasBody ? body : undefined, remoteData: remoteData as WriteBody['remoteData'] };
}

async function answerWrite(
  reply: NativeReply,
  variant: Variant,
  variables: Variables,
  context: MethodContext,
): Promise<Single | RawSingle> {
  const { call, plan, run } = context;
  const { source } = variant;
  const isAlone = call.method === 'delete' || variant.answer === 'none';
  if (isAlone && call.format === 'raw') return { kind: 'raw_single', record: reply.body, warnings: run.warnings };
  if (isAlone) return { kind: 'single', record: call.id === undefined ? {} : { id: call.id }, warnings: run.warnings };
  const itemOfReply = (): Item => {
    if (source.kind !== 'call' || reply.kind === 'empty') throw noRecord(plan, call.method);
    const item = itemOf(source.request.endpoint, reply, variables, run);
    return variant.shape === undefined ? item : { ...item, shape: variant.shape };
  };
  if (variant.answer !== 'get') return answerDone(itemOfReply(), context);
  const id = call.id ?? plan.mapper([]).idOf(itemOfReply(), run.budget);
  return answerDone(await readAgain(id, context), context);
}

/**
 * @throws as `answerSingle` where its mapping fails; PROVIDER_OUTCOME_UNKNOWN for a lookup that does: its own error says
 *   that the call may be sent again
 */
async function answerDone(item: Item, context: MethodContext): Promise<Single | RawSingle> {
  const { call, plan, run } = context;
  try {
    return await answerSingle(item, context);
  } catch (error) {
    if (!(error instanceof PatchbayError) || errorTable[error.code].source === 'mapping') throw error;
    const { record } = plan.mapper([]).map(item, run.budget);
    const id = record === undefined ? call.id : String(record['id']);
    throw doneAlready(call.method, id, `its answer could not be completed: ${error.message}`, error);
  }
}

function noRecord({ integration }: Plan, method: string): PatchbayError {
  return new PatchbayError(
    'PROVIDER_OUTCOME_UNKNOWN',
    `${integration.label} accepted the ${method} but answered no record.`,
    { sent: true },
  );
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
