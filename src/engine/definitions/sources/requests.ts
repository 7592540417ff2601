import type { Endpoint, Param } from '../endpoint.ts';
import type { ExpressionTree, RequestMapping } from '../mapping.ts';
import { hintForName } from '../checking/nearest.ts';
import { compileTree, type Leaf } from '../compiling/expressions.ts';
import { lintCollapses, lintConcatenations } from '../compiling/lints.ts';
import type { ExpressionScope } from '../compiling/scope.ts';
import { parametersOfPaging } from '../native/pagination.ts';
import { childPlace, entriesOf, originOf, type Place } from '../reading/place.ts';
import { isPlainMap } from '../merge.ts';
import type { Reports } from '../reading/reports.ts';
import { textAt } from '../reading/values.ts';
import type { EndpointIndex } from '../unified/context.ts';
import { checkFilterValues } from './filter-values.ts';

/** Where a call of an endpoint stands. */
export interface RequestContext {
  readonly endpoints: EndpointIndex;
  readonly scope: ExpressionScope;
  /** Variables that fill path parameters of their name. */
  readonly parts: ReadonlySet<string>;
  /** `walked`: the engine pages through the answers. `single`: one answer is read, so paging's parameters are free. */
  readonly pages: 'walked' | 'single';
  /** Default `read`: what it calls may be sent again, whatever its verb. */
  readonly access?: 'read' | 'write';
  /** What is made of the answer; default records. */
  readonly accepts?: 'records' | 'file';
  /** Sees every expression, for checks of the place. */
  readonly visit: (leaf: Leaf) => void;
  readonly reports: Reports;
}

const sections = { path: 'path', query: 'query', headers: 'header', body: 'body' } as const satisfies Record<
  string,
  Param['in']
>;

type Section = keyof typeof sections;

/** Links `call` with its parameters; undefined when the endpoint is not known, which is then reported. */
export function linkRequest(place: Place, context: RequestContext): RequestMapping | undefined {
  const named = findEndpoint(place, context);
  if (named === undefined) return undefined;
  // Providers search with POST; a search that fails has changed nothing.
  const endpoint = context.access === 'write' ? named : { ...named, idempotent: true };
  const trees: { [S in Section]?: ExpressionTree } = {};
  for (const section of sectionNames) {
    const at = childPlace(place, section);
    if (at) trees[section] = linkSection(section, at, endpoint, context);
  }
  checkMissing(place, endpoint, context);
  checkAnswer(place, endpoint, context);
  return { origin: originOf(place), endpoint, ...trees };
}

function checkAnswer(place: Place, endpoint: Endpoint, { accepts = 'records', reports }: RequestContext): void {
  if ((endpoint.file !== undefined) === (accepts === 'file')) return;
  const message = endpoint.file
    ? `\`${endpoint.name}\` answers a file, not records.`
    : `\`${endpoint.name}\` answers records, not a file.`;
  const hint = endpoint.file
    ? 'Only a method with `stream` in the model may call it.'
    : 'Call an endpoint with `accept: binary`.';
  reports.report(childPlace(place, 'call') ?? place, 'DEFINITION_INVALID', message, hint);
}

const sectionNames: readonly Section[] = ['path', 'query', 'headers', 'body'];

function findEndpoint(place: Place, { endpoints, reports }: RequestContext): Endpoint | undefined {
  const name = textAt(place, 'call') ?? '';
  const endpoint = endpoints.byName.get(name);
  const at = childPlace(place, 'call');
  if (endpoint === undefined && at !== undefined && !endpoints.isBroken(name)) {
    reports.report(
      at,
      'DEFINITION_REFERENCE',
      `There is no native endpoint \`${name}\`.`,
      hintForName(name, endpoints.byName.keys()),
    );
  }
  return endpoint;
}

function linkSection(section: Section, place: Place, endpoint: Endpoint, context: RequestContext): ExpressionTree {
  for (const [name, at] of entriesOf(place)) checkParam(section, name, at, endpoint, context);
  const tree = compileTree(place, context.scope, context.reports, leaf => {
    context.visit(leaf);
    const [name, ...below] = leaf.path;
    const param = name === undefined ? undefined : endpoint.params[name];
    if (leaf.expression === undefined || param?.filter) return;
    if (context.scope.input === 'none') lintConcatenations(leaf.expression, leaf.place, context.reports);
    // In a query one value and a list of one are written the same.
    const isCounted = section === 'body' && param?.type === 'array' && below.length === 0;
    if (isCounted) lintCollapses(leaf.expression, leaf.place, context.reports);
  });
  if (tree.kind !== 'map') return tree;
  for (const [name, value] of tree.entries) {
    const filter = endpoint.params[name]?.filter;
    const at = childPlace(place, name);
    if (filter && at) checkFilterValues(name, at, value, filter, context.reports);
  }
  return tree;
}

function checkParam(section: Section, name: string, place: Place, endpoint: Endpoint, context: RequestContext): void {
  const { reports } = context;
  if (parametersOfPaging(endpoint.pagination).includes(name)) {
    if (context.pages === 'single') return;
    const message = `\`${name}\` belongs to the paging of \`${endpoint.name}\`.`;
    reports.report(place, 'DEFINITION_INVALID', message, 'Remove it: the engine fills it in on each page.', 'key');
    return;
  }
  if (endpoint.select?.send === name) {
    const message = `\`${name}\` belongs to the \`select\` of \`${endpoint.name}\`.`;
    reports.report(
      place,
      'DEFINITION_INVALID',
      message,
      'Remove it: the engine names the fields that are read.',
      'key',
    );
    return;
  }
  const param = Object.hasOwn(endpoint.params, name) ? endpoint.params[name] : undefined;
  if (param === undefined) {
    const hint = `${hintForName(name, Object.keys(endpoint.params))} Parameters are declared under \`params\` of the endpoint.`;
    reports.report(place, 'DEFINITION_REFERENCE', `\`${endpoint.name}\` has no parameter \`${name}\`.`, hint, 'key');
  } else if (param.in !== sections[section]) {
    const right = sectionNames.find(other => sections[other] === param.in) ?? param.in;
    const message = `\`${name}\` of \`${endpoint.name}\` is no ${sections[section]} parameter.`;
    reports.report(place, 'DEFINITION_INVALID', message, `Write it under \`${right}\`.`, 'key');
  }
}

/** A required parameter that nothing can ever fill. One expression for a whole section may fill any of its parameters. */
function checkMissing(place: Place, endpoint: Endpoint, context: RequestContext): void {
  for (const [name, param] of Object.entries(endpoint.params)) {
    if (!param.required || param.default !== undefined || param.from !== undefined) continue;
    if (param.in === 'path' && context.parts.has(name)) continue;
    const section = sectionNames.find(other => sections[other] === param.in);
    const value = section && childPlace(place, section)?.value;
    if (value !== undefined && (!isPlainMap(value) || Object.hasOwn(value, name))) continue;
    const hint = `Write it under \`${section ?? 'query'}\`${param.in === 'path' ? ', or bind a variable of that name' : ''}.`;
    const at = childPlace(place, 'call') ?? place;
    context.reports.report(at, 'DEFINITION_INVALID', `\`${endpoint.name}\` needs the parameter \`${name}\`.`, hint);
  }
}
