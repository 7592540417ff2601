import { PatchbayError } from '../../errors.ts';
import type { FileAnswer, FileAsked, UnifiedRecord } from '../call.ts';
import { nextSlice } from '../expressions/budget.ts';
import type { Expression } from '../expressions/expression.ts';
import { evaluateRequest, sendNative } from '../mapping/request.ts';
import type { Item } from '../sources/source.ts';
import type { FileRequest } from '../transport/native.ts';
import { fillLookups } from './answer.ts';
import type { MethodContext } from './context.ts';
import { findFile, type FoundFile } from './find-file.ts';
import { findById } from './get.ts';

/**
 * Opens the file behind a record: the record is found as its get finds it, then the first way that applies is gone. A record
 * whose mapping fills the address field is a link that needs no credential.
 */
export async function openFile(context: MethodContext, asked: FileAsked): Promise<FileAnswer> {
  const { call, plan, run } = context;
  const method = plan.method(call.method);
  const stream = plan.resource.methods.get(call.method)?.stream;
  if (!stream) throw new PatchbayError('METHOD_NOT_SUPPORTED', `The method "${call.method}" answers no file.`);
  const [item] = await fillLookups([await findById(context)], context);
  if (!item) throw nothingThere(context);
  const addresses = plan.addresses.filter(([, name]) => name === call.method).map(([field]) => field);
  const { record = { id: '' } } = plan
    .mapper([stream.fileName, stream.contentType, ...addresses])
    .map(item, run.budget);
  const link = addresses.map(field => textOf(record[field])).find(text => text !== undefined);
  if (link !== undefined) return { kind: 'redirect', url: webAddress(link, context).href };

  const found = findFile(method, item, run);
  if (!found) throw nothingThere(context);
  const { variant } = found;
  const file = fileRequest(found, asked, context);
  const request = evaluateRequest(variant.request, item.variables, run, item.native);
  // Before it is asked for: a file that fails behind its beginning would be left open.
  const told = (own: Expression | undefined, field: string) => factOf(own, record, field, item, context);
  const fileName = told(variant.fileName, stream.fileName);
  const contentType = told(variant.contentType, stream.contentType);
  const { status, headers, content } = await sendNative({ ...request, file }, run);
  return {
    kind: 'file',
    status,
    headers,
    ...(fileName === undefined ? {} : { fileName }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(content === undefined ? {} : { body: content }),
  };
}

function fileRequest({ address }: FoundFile, { range, ifRange }: FileAsked, context: MethodContext): FileRequest {
  const headers = {
    ...(range === undefined ? {} : { range }),
    ...(range === undefined || ifRange === undefined ? {} : { 'if-range': ifRange }),
  };
  return address === undefined ? { headers } : { url: webAddress(address, context), headers };
}

/** What the variant says of the file, else the record. */
function factOf(
  own: Expression | undefined,
  record: UnifiedRecord,
  field: string,
  item: Item,
  context: MethodContext,
): string | undefined {
  return own ? evaluated(own, item, context) : textOf(record[field]);
}

function evaluated(expression: Expression, { native, variables }: Item, { run }: MethodContext): string | undefined {
  nextSlice(run.budget);
  return textOf(expression.run(native, variables, run.budget));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function webAddress(text: string, { plan }: MethodContext): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  throw new PatchbayError(
    'PROVIDER_MALFORMED',
    `${plan.integration.label} gives an address for this ${plan.resource.name} record that is no web address.`,
    { provider: { name: plan.integration.name } },
  );
}

function nothingThere({ call, plan }: MethodContext): PatchbayError {
  return new PatchbayError(
    'PROVIDER_NOT_FOUND',
    `The ${plan.resource.name} record "${call.id ?? ''}" of ${plan.integration.label} has no content to ${call.method}: it was deleted, or never had any.`,
    { provider: { name: plan.integration.name }, kind: 'not_found' },
  );
}
