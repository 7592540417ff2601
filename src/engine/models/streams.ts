import { hintForName } from '../definitions/checking/nearest.ts';
import { childPlace, entriesOf, type Place } from '../definitions/reading/place.ts';
import type { Reports } from '../definitions/reading/reports.ts';
import { textAt } from '../definitions/reading/values.ts';
import { fieldsOf } from './fields.ts';
import type { JsonSchema, ModelMethod, ModelResource } from './model.ts';

/** Which fields of the record tell of a method's file; undefined where it answers none. */
export function readStream(place: Place | undefined, record: JsonSchema, reports: Reports): ModelMethod['stream'] {
  if (place === undefined) return undefined;
  const known = Object.keys(fieldsOf(record));
  for (const [, at] of entriesOf(place)) {
    const field = String(at.value);
    if (known.includes(field)) continue;
    reports.report(at, 'DEFINITION_REFERENCE', `The record has no field \`${field}\`.`, hintForName(field, known));
  }
  return { fileName: textAt(place, 'file_name') ?? '', contentType: textAt(place, 'content_type') ?? '' };
}

/** Fields that hold an address of ours, with the method it is of. */
export function readAddresses(place: Place, reports: Reports): ModelResource['addresses'] {
  const streams = entriesOf(childPlace(place, 'methods')).flatMap(([name, at]) =>
    childPlace(at, 'stream') ? [name] : [],
  );
  const entries = entriesOf(childPlace(place, 'fields')).flatMap(([field, at]) => {
    const method = textAt(at, 'address_of');
    const named = childPlace(at, 'address_of');
    if (method === undefined || named === undefined) return [];
    if (streams.includes(method)) return [[field, method] as const];
    const message = `The resource has no method \`${method}\` with \`stream\`.`;
    reports.report(named, 'DEFINITION_REFERENCE', message, hintForName(method, streams));
    return [];
  });
  return entries.length === 0 ? undefined : new Map(entries);
}
