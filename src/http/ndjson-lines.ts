import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StreamPage, Warning } from '../engine/call.ts';
import { PatchbayError } from '../errors.ts';
import { oneAhead } from './one-ahead.ts';

/** What the lines of a stream are made from. */
export interface LineSource {
  readonly pages: AsyncGenerator<StreamPage, void, void>;
  /** The cursor that the stream begins behind; null: the start. */
  readonly from: string | null;
  /** The problem document of an error that ended the stream. */
  readonly describe: (error: unknown) => Readonly<Record<string, unknown>>;
  /** Aborted when the server is on its way out: the stream ends behind the record it is at. */
  readonly leaving: AbortSignal;
}

/** How far a stream has come. */
export interface LineCount {
  records: number;
  warnings: number;
}

/** Characters put together before they go out: far more than a record, far less than a page. */
const chunkLength = 32 * 1024;

/** Warnings written out; all are counted. */
const maxWarnings = 1_000;

/** Pages without a record after which a stream ends with the cursor to go on from. */
const maxEmptyPages = 1_000;

/**
 * A stream of records as text, one JSON value a line, in pieces of many lines. Beside records there are `{"@warning":…}`
 * lines, and the last is always `{"@end":…}` or `{"@error":…}`, each with the `next_cursor` that goes on behind the last
 * record written. A record has an `id` and no key with an `@`, so neither is ever taken for the other.
 *
 * @param count filled as the stream goes on
 * @throws the error of a stream that failed before its first record
 */
export async function* ndjsonLines(source: LineSource, count: LineCount): AsyncGenerator<string, void, void> {
  let resume = (): string | null => source.from;
  let text = '';
  let emptyPages = 0;
  const take = (): string => {
    const taken = text;
    text = '';
    return taken;
  };
  try {
    for await (const page of oneAhead(source.pages)) {
      const first = count.records;
      const [general, ofRecord] = sortWarnings(page.warnings);
      for (const warning of general) text += warningLine(warning, count);
      for (const [index, record] of page.records.entries()) {
        text += `${JSON.stringify(record)}\n`;
        count.records++;
        for (const warning of ofRecord.get(index) ?? [])
          text += warningLine({ ...warning, index: first + index }, count);
        if (text.length < chunkLength) continue;
        resume = () => page.cursorAfter(index);
        yield take();
        await nextTurn();
        if (source.leaving.aborted) throw shuttingDown();
      }
      resume = () => page.cursor();
      if (count.records > 0 && text !== '') yield take();
      if (source.leaving.aborted) throw shuttingDown();
      emptyPages = page.records.length > 0 ? 0 : emptyPages + 1;
      if (emptyPages >= maxEmptyPages) break;
    }
    yield `${take()}${JSON.stringify({ '@end': { ...counted(count), next_cursor: resume() } })}\n`;
  } catch (error) {
    // What stopped the reading on the way out is only that.
    const cause = source.leaving.aborted ? shuttingDown() : error;
    if (count.records === 0) throw cause;
    yield `${take()}${JSON.stringify({ '@error': { ...source.describe(cause), ...counted(count), next_cursor: resume() } })}\n`;
  }
}

function counted({ records, warnings }: LineCount): Readonly<Record<string, number>> {
  return { records, ...(warnings === 0 ? {} : { warnings }) };
}

type ByRecord = ReadonlyMap<number, readonly Warning[]>;

function sortWarnings(warnings: readonly Warning[]): readonly [readonly Warning[], ByRecord] {
  const general: Warning[] = [];
  const ofRecord = new Map<number, Warning[]>();
  for (const warning of warnings) {
    if (warning.index === undefined) general.push(warning);
    else ofRecord.set(warning.index, [...(ofRecord.get(warning.index) ?? []), warning]);
  }
  return [general, ofRecord];
}

function warningLine(warning: Warning, count: LineCount): string {
  count.warnings++;
  return count.warnings > maxWarnings ? '' : `${JSON.stringify({ '@warning': warning })}\n`;
}

function shuttingDown(): PatchbayError {
  return new PatchbayError(
    'OVERLOADED',
    'The server is shutting down, so the stream ends here. Go on from next_cursor with another call.',
  );
}
