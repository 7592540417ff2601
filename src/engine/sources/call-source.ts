import type { RequestMapping } from '../definitions/mapping.ts';
import { nextSlice } from '../expressions/budget.ts';
import type { Variables } from '../expressions/expression.ts';
import { addRemoteQuery, evaluateRequest, sendNative } from '../mapping/request.ts';
import { extendVariables } from '../mapping/variables.ts';
import { recordsOfPage } from '../mapping/page.ts';
import type { Run } from '../run.ts';
import type { NativeRequest } from '../transport/native.ts';
import { createPager, type PageMark, type Pager } from '../transport/pagination/pager.ts';
import { refuseCircle, shortMark } from './circle.ts';
import type { Item, Position, Source, SourcePage } from './source.ts';

/** Page size in place of an unlimited one, and the least size for pages whose marks depend on it. */
const smallestNumberedPage = 20;

interface CallPosition {
  /** Mark of the native page; absent: the first. */
  readonly mark?: PageMark;
  /** Records of that page already given out. */
  readonly offset?: number;
  /** The page size that mark and offset belong to. */
  readonly size?: number;
  /** Pages read so far, and a mark remembered to find a circle (Brent's algorithm). */
  readonly count?: number;
  readonly seen?: PageMark;
}

export interface CallSourceOptions {
  /** Records are dropped behind this source, so pages smaller than the provider's usual would only mean more calls. */
  readonly isFiltered: boolean;
  /** Name of the records' shape, where the variant says it. */
  readonly shape?: string;
  /** The caller's own native parameters. */
  readonly remoteQuery?: Readonly<Record<string, string>>;
  /** Keys of a native record that will be read; absent: all. */
  readonly nativeKeys?: readonly string[];
}

/**
 * The records of one endpoint, over all its pages, as a mapping asks for them.
 *
 * @throws what `send` throws; PROVIDER_PAGINATION_LOOP when pages go round in a circle
 */
export function createCallSource(
  mapping: RequestMapping,
  variables: Variables,
  run: Run,
  options: CallSourceOptions,
): Source {
  const selected = selectKeys(evaluateRequest(mapping, variables, run), options.nativeKeys);
  return createRequestSource(addRemoteQuery(selected, options.remoteQuery), variables, run, options);
}

/** The same for a request that has been filled in already. */
export function createRequestSource(
  request: NativeRequest,
  variables: Variables,
  run: Run,
  options: Pick<CallSourceOptions, 'isFiltered' | 'shape'>,
): Source {
  const { endpoint } = request;
  const pager = createPager(endpoint.pagination);
  const met = new Map<PageMark, PageMark | undefined>();

  return {
    async next(position, wanted) {
      const from = readPosition(position);
      nextSlice(run.budget);
      const size = pageSize(pager, from, wanted, options, run);
      const reply = await sendNative(askFor(request, pager, from.mark, size), run);
      const { status, headers, sent, body, firstUrl } = reply;
      const itemVariables = extendVariables(variables, { status, headers, sent, page: body });
      const scope = { variables: itemVariables, budget: run.budget };
      const records = recordsOfPage(endpoint, reply, scope);
      const count = records.length;
      const nextMark =
        reply.kind === 'empty' ? undefined : pager.next({ body, headers, firstUrl, count, scope }, from.mark);
      const itemOf = (native: unknown): Item => ({
        native,
        variables: itemVariables,
        ...(options.shape === undefined ? {} : { shape: options.shape }),
      });
      if (nextMark !== undefined) refuseCircle(met, nextMark, { mark: from.mark, seen: from.seen }, endpoint.name);
      return toPage(records, itemOf, from, size, nextMark, pager);
    },
  };
}

/** Fills the endpoint's parameter that names the fields to answer. */
function selectKeys(request: NativeRequest, keys: readonly string[] | undefined): NativeRequest {
  const { select } = request.endpoint;
  if (!select || !keys) return request;
  const names = [...new Set([...select.always, ...keys.filter(key => !select.never.includes(key))])];
  const value = select.wrap.replace('?', names.join(','));
  return { ...request, query: { [select.send]: value, ...request.query } };
}

function readPosition(position: Position | undefined): CallPosition {
  // A sealed cursor only ever carries what `toPage` put in; the shape needs no second check.
  return (position ?? {}) as CallPosition;
}

function pageSize(
  pager: Pager,
  from: CallPosition,
  wanted: number,
  options: Pick<CallSourceOptions, 'isFiltered'>,
  run: Run,
): number | undefined {
  const { limit } = pager;
  if (!limit) return undefined;
  const isBound = (from.offset ?? 0) > 0 || (pager.marksDependOnLimit && from.mark !== undefined);
  if (isBound && from.size !== undefined) return from.size;
  const most = typeof limit.max === 'number' ? limit.max : Number(limit.max.run(undefined, run.facts, run.budget));
  const usual = Math.min(limit.default, most);
  const least = options.isFiltered ? usual : pager.marksDependOnLimit ? Math.min(smallestNumberedPage, most) : 1;
  return Math.max(least, Math.min(wanted, most));
}

function askFor(
  request: NativeRequest,
  pager: Pager,
  mark: PageMark | undefined,
  size: number | undefined,
): NativeRequest {
  const { params, link } = pager.ask(mark);
  const paging: Record<string, unknown> = { ...params };
  if (pager.limit && size !== undefined) paging[pager.limit.send] = size;
  const { endpoint } = request;
  const path: Record<string, unknown> = { ...request.path };
  const query: Record<string, unknown> = { ...request.query };
  const body: Record<string, unknown> = {};
  const usual = endpoint.verb === 'GET' ? 'query' : 'body';
  for (const [name, value] of Object.entries(paging)) {
    const place = endpoint.params[name]?.in ?? usual;
    if (place === 'body') body[name] = value;
    else if (place === 'path') path[name] = value;
    else query[name] ??= value;
  }
  const hasBody = Object.keys(body).length > 0;
  const given = typeof request.body === 'object' && request.body !== null ? request.body : {};
  return {
    ...request,
    path,
    query,
    body: hasBody ? { ...body, ...given } : request.body,
    ...(link ? { link } : {}),
  };
}

function toPage(
  records: readonly unknown[],
  itemOf: (native: unknown) => Item,
  from: CallPosition,
  size: number | undefined,
  nextMark: PageMark | undefined,
  pager: Pager,
): SourcePage {
  const offset = from.offset ?? 0;
  const items = records.slice(offset).map(itemOf);
  const count = (from.count ?? 0) + 1;
  const isMilestone = (count & (count - 1)) === 0;
  const seen = isMilestone && nextMark !== undefined ? shortMark(nextMark) : from.seen;
  const next: CallPosition | null =
    nextMark === undefined
      ? null
      : {
          mark: nextMark,
          count,
          ...(pager.marksDependOnLimit && size !== undefined ? { size } : {}),
          ...(seen === undefined ? {} : { seen }),
        };
  const here = { ...from, ...(size === undefined ? {} : { size }) };
  return {
    items,
    next: next as Position | null, // an interface without an index signature, plain JSON all the same
    after: index => (index + 1 >= items.length ? (next as Position | null) : { ...here, offset: offset + index + 1 }),
  };
}
