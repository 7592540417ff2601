import type { BodyStyle, Param } from '../endpoint.ts';
import { compileAt } from '../compiling/expressions.ts';
import { requestScope, type ExpressionScope } from '../compiling/scope.ts';
import { childPlace, entriesOf, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { flagAt, optional, textAt } from '../reading/values.ts';
import { readFilterParam } from './filter-param.ts';

/** What decides where a parameter goes when it does not say so itself. */
export interface ParamPlaces {
  /** Names that the path template reads. */
  readonly inPath: readonly string[];
  readonly body: BodyStyle;
}

/** Parameters of an endpoint; a name in the path that is not declared is a required path parameter. */
export function linkParams(
  params: Place | undefined,
  places: ParamPlaces,
  page: ExpressionScope,
  reports: Reports,
): Readonly<Record<string, Param>> {
  const undeclared = places.inPath.map(
    name => [name, { in: 'path', required: true, style: 'comma' } as const] as const,
  );
  const declared = entriesOf(params).map(
    ([name, place]) => [name, linkParam(name, place, places, page, reports)] as const,
  );
  return Object.fromEntries<Param>([...undeclared, ...declared]);
}

function linkParam(name: string, place: Place, places: ParamPlaces, page: ExpressionScope, reports: Reports): Param {
  const fallback = places.body === 'none' ? 'query' : 'body';
  const where = placeOf(textAt(place, 'in')) ?? (places.inPath.includes(name) ? 'path' : fallback);
  if ((where === 'path') !== places.inPath.includes(name)) {
    const message = `\`${name}\` is ${where === 'path' ? 'a path parameter, but the path does not name it' : 'named in the path'}.`;
    reports.report(place, 'DEFINITION_INVALID', message, 'Remove `in`, or change the path.', 'key');
  }
  if (where === 'body' && places.body === 'none') {
    reports.report(
      place,
      'DEFINITION_INVALID',
      `\`${name}\` goes into the body, but the endpoint has none.`,
      'Say `body: json` or `body: form`.',
      'key',
    );
  }
  const filter = readFilterParam(childPlace(place, 'filter'), reports);
  if (filter) checkFilterParam(name, place, where, reports);
  const from = childPlace(place, 'from');
  const standard = childPlace(place, 'default');
  const type = paramType(textAt(place, 'type'));
  return {
    in: where,
    required: where === 'path' || flagAt(place, 'required') === true,
    style: textAt(place, 'style') === 'repeat' ? 'repeat' : 'comma',
    ...optional('type', type),
    ...optional('default', standard?.value),
    ...optional('from', from && compileAt(from, factsScope(page), reports)),
    ...optional('filter', filter),
    ...optional('description', textAt(place, 'description')?.trim()),
  };
}

/** A filter's value is a map of its parts; what says something else about it cannot hold. */
function checkFilterParam(name: string, place: Place, where: Param['in'], reports: Reports): void {
  for (const key of ['style', 'type', 'default', 'from']) {
    const at = childPlace(place, key);
    if (at === undefined) continue;
    const message = `\`${key}\` has no meaning beside \`filter\`.`;
    reports.report(at, 'DEFINITION_INVALID', message, 'Remove it: a mapping gives the values of the parts.', 'key');
  }
  if (where !== 'path') return;
  const message = `\`${name}\` is in the path, where no filter can stand.`;
  reports.report(place, 'DEFINITION_INVALID', message, 'Change the path, or remove `filter`.', 'key');
}

/** `from` reads facts alone: the request is being made. */
function factsScope(page: ExpressionScope): ExpressionScope {
  const known = ['account', 'app'].map(name => [name, page.variables.get(name) ?? 'any'] as const);
  return requestScope({ ...Object.fromEntries(known), sent: 'any' });
}

function placeOf(value: string | undefined): Param['in'] | undefined {
  switch (value) {
    case 'path':
    case 'query':
    case 'body':
    case 'header':
      return value;
    default:
      return undefined;
  }
}

function paramType(value: string | undefined): Param['type'] | undefined {
  switch (value) {
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
    case 'array':
    case 'object':
      return value;
    default:
      return undefined;
  }
}
