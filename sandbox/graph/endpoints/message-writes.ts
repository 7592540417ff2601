import { demandOwnMessage, signedIn } from '../api/access.ts';
import type { Answer, EndpointCall } from '../api/endpoint.ts';
import { badRequest } from '../api/graph-error.ts';
import { teamsTime } from '../store/graph-time.ts';
import type { Message, MessageLog } from '../store/message-log.ts';
import { newMessage, personIdentity, type Place } from '../store/message-place.ts';
import { readMessageInput } from './message-input.ts';

type Call = EndpointCall<never>;

/**
 * Posts a message of the signed-in person.
 *
 * @throws GraphError 400 for an app: it may only import into a channel that is being migrated, and none is
 */
export function postMessage(
  call: Call,
  place: Place,
  log: MessageLog,
  facts: { readonly replyToId: string | null; readonly context: string },
): Answer {
  if (call.token.userId === undefined)
    throw badRequest('Message import is only allowed while the channel is in migration mode.');
  const input = readMessageInput(call.body, 'complete');
  const ms = log.nextMs(call.nowMs);
  const from = personIdentity(signedIn(call), call.tenant.id);
  const record = newMessage(place, ms, facts.replyToId, { body: { contentType: 'text', content: '' }, ...input, from });
  log.add({ record, createdMs: ms, modifiedMs: ms });
  return { kind: 'created', value: record, context: facts.context };
}

/** Edits a message of the signed-in person. @throws GraphError 400, 403 */
export function editMessage(call: Call, log: MessageLog, message: Message): Answer {
  demandOwnMessage(call, message);
  if (message.record.deletedDateTime !== null) throw badRequest('A deleted message cannot be changed.');
  Object.assign(message.record, readMessageInput(call.body, 'partial'));
  message.record.lastEditedDateTime = modify(call, log, message);
  return { kind: 'empty' };
}

/** Deletes softly: the message stays, its content goes. @throws GraphError 403 */
export function softDelete(call: Call, log: MessageLog, message: Message): Answer {
  demandOwnMessage(call, message);
  const { record } = message;
  if (record.deletedDateTime !== null) return { kind: 'empty' };
  const { body, attachments, mentions, subject } = record;
  message.erased = { body, attachments, mentions, subject };
  Object.assign(record, { body: { contentType: 'html', content: '' }, attachments: [], mentions: [], subject: null });
  record.deletedDateTime = modify(call, log, message);
  return { kind: 'empty' };
}

/** Brings a deleted message back. @throws GraphError 400, 403 */
export function undoSoftDelete(call: Call, log: MessageLog, message: Message): Answer {
  demandOwnMessage(call, message);
  if (message.record.deletedDateTime === null) throw badRequest('The message is not deleted.');
  Object.assign(message.record, message.erased);
  delete message.erased;
  message.record.deletedDateTime = null;
  modify(call, log, message);
  return { kind: 'empty' };
}

/** Notes the moment of a change; at least a millisecond after the one before. */
function modify({ nowMs }: Call, log: MessageLog, message: Message): string {
  const ms = Math.max(Math.floor(nowMs), message.modifiedMs + 1);
  message.record.etag = String(ms);
  message.record.lastModifiedDateTime = teamsTime(ms);
  log.touch(message, ms);
  return message.record.lastModifiedDateTime;
}
