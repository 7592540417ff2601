import type { MessageLog } from '../store/message-log.ts';

/** A log that is filled when something is first asked of it. */
export function lazyLog(build: () => MessageLog): MessageLog {
  let built: MessageLog | undefined;
  const log = (): MessageLog => (built ??= build());
  return {
    roots: () => log().roots(),
    replies: rootId => log().replies(rootId),
    all: () => log().all(),
    find: id => log().find(id),
    add: message => log().add(message),
    touch: (message, modifiedMs) => log().touch(message, modifiedMs),
    nextMs: nowMs => log().nextMs(nowMs),
  };
}
