import type { ReceivedRequest } from './http-message.ts';

/** Requests kept; a demo runs for days and must not grow without end. */
const maxKept = 20_000;

/** The requests a fake provider received, oldest first. */
export interface RequestLog {
  readonly entries: readonly ReceivedRequest[];
  add(request: ReceivedRequest): void;
  clear(): void;
}

/** Creates an empty log that keeps the last 20,000 requests. */
export function createRequestLog(): RequestLog {
  const entries: ReceivedRequest[] = [];
  return {
    entries,
    add(request) {
      entries.push(request);
      // In blocks, so that a full log does not move all its entries at each request.
      if (entries.length > maxKept * 1.1) entries.splice(0, entries.length - maxKept);
    },
    clear: () => void entries.splice(0, entries.length),
  };
}
