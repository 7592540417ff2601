import type { ModelMethod } from '../../models/model.ts';
import { compileAt } from '../compiling/expressions.ts';
import { lintBooleans } from '../compiling/lints.ts';
import type { ExpressionScope } from '../compiling/scope.ts';
import { visitReferences } from '../keys/references.ts';
import type { FileVariant, MethodMapping } from '../mapping.ts';
import { childPlace, entriesOf, originOf, type Place } from '../reading/place.ts';
import { optional, textAt, textMapAt } from '../reading/values.ts';
import { linkRequest } from '../sources/requests.ts';
import type { MappingContext } from './context.ts';
import { checkUnsupported, writtenVariants } from './methods.ts';

/**
 * Links a method that answers a file.
 *
 * @param records what may be read of the record
 * @param parts variables that fill path parameters of their name
 */
export function linkFileMethod(
  method: ModelMethod,
  place: Place,
  records: ExpressionScope,
  parts: ReadonlySet<string>,
  context: MappingContext,
): MethodMapping {
  const unsupported = textAt(place, 'unsupported')?.trim();
  if (unsupported !== undefined) checkUnsupported(place, context.reports);
  const written = unsupported === undefined ? writtenVariants(method.name, place, context.reports) : [];
  return {
    origin: originOf(place),
    ...optional('unsupported', unsupported),
    ...optional('partial', textAt(place, 'partial')?.trim()),
    missing: textMapAt(place, 'missing'),
    variants: [],
    files: written.flatMap(variant => linkFile(variant.id, variant.place, records, parts, context) ?? []),
  };
}

/** Keys that say how records are found, which a file has no use for. */
const keysOfStreams = ['given', 'with', 'body', 'each', 'chain', 'shape', 'pick', 'where', 'order', 'until'];

function linkFile(
  id: string,
  place: Place,
  scope: ExpressionScope,
  parts: ReadonlySet<string>,
  context: MappingContext,
): FileVariant | undefined {
  const { reports, endpoints } = context;
  for (const [key, at] of entriesOf(place)) {
    if (!keysOfStreams.includes(key)) continue;
    reports.report(at, 'DEFINITION_INVALID', `\`${key}\` has no meaning for a file.`, 'Remove it.', 'key');
  }
  if (childPlace(place, 'call') === undefined) {
    reports.report(place, 'DEFINITION_INVALID', 'Nothing says where the file is.', 'Write `call` with an endpoint.');
  }
  const compiled = (key: string, at: Place | undefined = childPlace(place, key)) => at && compileAt(at, scope, reports);
  const when = compiled('when');
  const whenAt = childPlace(place, 'when');
  if (when && whenAt) lintBooleans(when, whenAt, reports);
  const facts = childPlace(place, 'stream');
  const fileName = facts && compiled('file_name', childPlace(facts, 'file_name'));
  const contentType = facts && compiled('content_type', childPlace(facts, 'content_type'));
  const url = compiled('url');
  const visit = visitReferences(context);
  const request = linkRequest(place, { endpoints, scope, parts, pages: 'single', visit, accepts: 'file', reports });
  if (request === undefined) return undefined;
  checkUrl(place, request.endpoint.file?.address === 'given', context);
  return {
    id,
    origin: originOf(place),
    ...optional('when', when),
    request,
    ...optional('url', url),
    ...optional('fileName', fileName),
    ...optional('contentType', contentType),
  };
}

function checkUrl(place: Place, isGiven: boolean, { reports }: MappingContext): void {
  const url = childPlace(place, 'url');
  if (isGiven === (url !== undefined)) return;
  const call = childPlace(place, 'call') ?? place;
  if (url) reports.report(url, 'DEFINITION_INVALID', 'The endpoint has a path of its own.', 'Remove `url`.', 'key');
  else reports.report(call, 'DEFINITION_INVALID', 'The endpoint takes a given address.', 'Write it as `url`.');
}
