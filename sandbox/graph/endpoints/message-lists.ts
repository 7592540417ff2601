import type { Message } from '../store/message-log.ts';
import { list, type Answer } from '../api/endpoint.ts';

/** The object on the wire. */
export const shownMessage = ({ record }: Message): object => record;

/** Roots, newest modification first. */
export function rootList(
  items: readonly Message[],
  context: string,
  expand?: (item: Message, property: string) => object,
): Answer {
  return list({ items, show: shownMessage, key: newestFirst, context, ...(expand === undefined ? {} : { expand }) });
}

/** Replies, newest first. */
export function replyList(items: readonly Message[], context: string): Answer {
  return list({ items, show: shownMessage, key: ({ createdMs }) => [-createdMs], context });
}

/** Messages of several places, one place after the other, oldest first; each says its type. */
export function exportList(places: readonly { readonly all: () => readonly Message[] }[]): Answer {
  const items = places.flatMap(({ all }, place) => all().map(message => ({ message, place })));
  return list({
    items,
    show: ({ message }) => ({ '@odata.type': '#microsoft.graph.chatMessage', ...message.record }),
    key: ({ message, place }) => [place, message.createdMs],
    context: 'Collection(chatMessage)',
  });
}

function newestFirst({ modifiedMs, record }: Message): [number, number] {
  return [-modifiedMs, -Number(record.id)];
}
