import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, DebugReport, Page, RawPage, RawSingle, Single } from '../engine/call.ts';
import type { Origin } from '../engine/definitions/origin.ts';
import { rateHeaders } from './rate-headers.ts';
import { warningsHeader } from './warnings-header.ts';

/** Which call is answered. */
export interface AnsweredCall {
  readonly method: string;
  /** The id the call named. */
  readonly id?: string;
}

/** The answer of a unified call as JSON, with its status and headers. */
export function sendUnified(
  answer: Answer,
  called: AnsweredCall,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  if (answer.kind === 'dry_run') return { dry_run: true, requests: answer.requests };
  const isPage = answer.kind === 'page' || answer.kind === 'raw_page';
  request.logFacts = {
    ...request.logFacts,
    ...(isPage ? { records: answer.records.length } : {}),
    ...(answer.warnings.length === 0 ? {} : { warnings: answer.warnings.length }),
  };
  reply.headers(rateHeaders(answer.rate));
  return isPage ? pageBody(answer) : singleBody(answer, called, reply);
}

function pageBody(page: Page | RawPage): unknown {
  const { records, nextCursor, prevCursor, warnings } = page;
  return {
    result: records,
    next_cursor: nextCursor,
    prev_cursor: prevCursor,
    result_count: records.length,
    ...(warnings.length === 0 ? {} : { warnings }),
    ...(page.kind === 'page' && page.debug ? { debug: debugBody(page.debug, 'page') } : {}),
  };
}

function singleBody(answer: Single | RawSingle, { method, id }: AnsweredCall, reply: FastifyReply): unknown {
  const { warnings } = answer;
  if (warnings.length > 0) reply.header('x-patchbay-warnings', warningsHeader(warnings));
  if (method === 'create') reply.status(201);
  if (answer.kind === 'raw_single') return rawBody(answer.record, reply);
  const body = method === 'delete' ? { id } : answer.record;
  if (!answer.debug) return body;
  return {
    result: body,
    ...(warnings.length === 0 ? {} : { warnings }),
    debug: debugBody(answer.debug, 'single'),
  };
}

/** The framework sends a text as it is; a record that is a text is JSON like every other. */
function rawBody(record: unknown, reply: FastifyReply): unknown {
  if (record === undefined) return reply.status(204).send();
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(record));
}

function debugBody({ variants, lookups, fields, empty, requests, durationMs }: DebugReport, kind: 'page' | 'single') {
  return {
    variants: variants.map(({ id, origin }) => ({ id, at: placeOf(origin) })),
    requests: requests.map(({ durationMs: own, ...request }) => ({ ...request, duration_ms: own })),
    lookups,
    empty: empty.map(({ index, field, expression, origin, missing, hint }) => ({
      ...(kind === 'page' ? { index } : {}),
      field,
      missing,
      ...(hint === undefined ? {} : { hint }),
      expression,
      at: placeOf(origin),
    })),
    fields: fields.map(({ field, expression, origin }) => ({ field, expression, at: placeOf(origin) })),
    duration_ms: durationMs,
  };
}

function placeOf({ file, line, column }: Origin): string {
  return `${file}:${line}:${column}`;
}
