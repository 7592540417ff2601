import { GoogleError, invalidField } from '../api/google-error.ts';
import { method, type Method, type MethodContext, type MethodCall } from '../api/method.ts';
import { maskPaths } from '../api/field-mask.ts';
import type { Shape } from '../api/shapes.ts';
import type { StoredMessage } from '../store/records.ts';
import { isManager, type Space } from '../store/space.ts';
import { messageView, syntaxOf } from '../views/message-view.ts';
import { demandMessage, demandSpace, once, permissionDenied } from './access.ts';
import { createMessage } from './create-message.ts';
import { checkContent, readAttachments, readText } from './message-content.ts';

const chat = { host: 'chat.googleapis.com', form: 'rpc', quota: 'MessageWrites' } as const;
const service = 'google.chat.v1.ChatService';
const path = '/v1/spaces/{space}/messages/{message}';
const writeScopes = { user: ['chat.import', 'chat.messages'], app: ['chat.bot'] };
const updateParameters = { allowMissing: { type: 'boolean' }, updateMask: { type: 'string' } } as const;
const update = {
  ...chat,
  rpc: `${service}.UpdateMessage`,
  path,
  scopes: writeScopes,
  parameters: updateParameters,
  body: { shape: 'Message', field: 'message' },
  handle: updateMessage,
} as const;

/** Writing messages: spaces.messages.create, patch, update and delete. */
export const messageWriteMethods: readonly Method[] = [
  method({
    ...chat,
    id: 'chat.spaces.messages.create',
    rpc: `${service}.CreateMessage`,
    verb: 'POST',
    path: '/v1/spaces/{space}/messages',
    scopes: { user: ['chat.import', 'chat.messages', 'chat.messages.create'], app: ['chat.bot'] },
    parameters: {
      'createMessageNotificationOptions.notificationType': {
        type: 'string',
        values: ['NOTIFICATION_TYPE_NONE', 'NOTIFICATION_TYPE_FORCE_NOTIFY', 'NOTIFICATION_TYPE_SILENT'],
      },
      messageId: { type: 'string' },
      messageReplyOption: {
        type: 'string',
        values: [
          'MESSAGE_REPLY_OPTION_UNSPECIFIED',
          'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD',
          'REPLY_MESSAGE_OR_FAIL',
        ] as const,
      },
      requestId: { type: 'string' },
      threadKey: { type: 'string' },
    },
    body: { shape: 'Message', field: 'message' },
    handle(context, { path: names, args, body }) {
      const space = demandSpace(context, names.space);
      const id = once(context, { place: space.id, requestId: args.requestId }, () => {
        const threadKey = body.thread?.threadKey ?? args.threadKey;
        return createMessage(context, space, body, { ...args, threadKey }).id;
      });
      return messageView(context, space, demandMessage(context, space, id), syntaxOf(body.markupSyntax));
    },
  }),
  method({ ...update, id: 'chat.spaces.messages.patch', verb: 'PATCH' }),
  method({ ...update, id: 'chat.spaces.messages.update', verb: 'PUT' }),
  method({
    ...chat,
    id: 'chat.spaces.messages.delete',
    rpc: `${service}.DeleteMessage`,
    verb: 'DELETE',
    path,
    scopes: writeScopes,
    parameters: { force: { type: 'boolean' } },
    handle(context, { path: names, args }) {
      const space = demandSpace(context, names.space);
      const message = demandMessage(context, space, names.message);
      const type = deletionType(context, space, message);
      const isRoot = message.id === `${message.threadId}.${message.threadId}`;
      const replies = isRoot
        ? space.messages.thread(message.threadId).filter(reply => reply !== message && reply.deleted === undefined)
        : [];
      if (context.caller.kind === 'user' && replies.length > 0) {
        if (args.force !== true)
          throw new GoogleError(
            'FAILED_PRECONDITION',
            'The message has threaded replies; set force to delete them, too.',
          );
        for (const reply of replies) erase(context, reply, type);
      }
      erase(context, message, type);
      return {};
    },
  }),
];

type UpdateCall = MethodCall<typeof path, typeof updateParameters, 'Message'>;

const updatable: ReadonlySet<string> = new Set([
  'text',
  'attachment',
  'cards',
  'cardsV2',
  'accessoryWidgets',
  'fallbackText',
  'quotedMessageMetadata',
]);

function updateMessage(context: MethodContext, { path: names, args, body }: UpdateCall): Shape<'Message'> {
  const space = demandSpace(context, names.space);
  const existing = space.messages.find(names.message);
  if (existing === undefined && args.allowMissing === true) {
    if (!names.message.startsWith('client-'))
      throw invalidField('message.name', 'Only a client-assigned ID can be created.');
    const created = createMessage(context, space, body, { messageId: names.message });
    return messageView(context, space, created, syntaxOf(body.markupSyntax));
  }
  const message = demandMessage(context, space, names.message);
  if (message.senderId !== context.caller.id) throw permissionDenied('A message can be updated by its author only.');
  const paths = maskPaths(args.updateMask ?? '');
  if (paths.length === 0) throw invalidField('update_mask', 'The update mask is required.');
  const unknown = paths.find(field => field !== '*' && !updatable.has(field));
  if (unknown !== undefined) throw invalidField('update_mask', `Invalid update mask path: ${unknown}`);
  checkContent(context, body);
  const has = (field: string): boolean => paths.includes(field) || paths.includes('*');
  if (has('text')) message.content = readText(context, body);
  if (has('attachment'))
    message.attachments = readAttachments(context, space, body.attachment ?? [], message.attachments);
  if (has('cardsV2')) replaceCards(message, body.cardsV2);
  if (has('fallbackText')) replaceFallbackText(message, body.fallbackText);
  if (has('quotedMessageMetadata') && body.quotedMessageMetadata === undefined) delete message.quote;
  message.updatedMicros = Math.max(Math.floor(context.store.now()) * 1000 + 239, message.createdMicros + 1);
  return messageView(context, space, message, syntaxOf(body.markupSyntax));
}

/** The cards a mask names: replaced, or gone where the body has none. */
function replaceCards(message: StoredMessage, cardsV2: StoredMessage['cardsV2']): void {
  if (cardsV2 === undefined || cardsV2.length === 0) delete message.cardsV2;
  else message.cardsV2 = cardsV2;
}

function replaceFallbackText(message: StoredMessage, fallbackText: string | undefined): void {
  if (fallbackText === undefined) delete message.fallbackText;
  else message.fallbackText = fallbackText;
}

type DeletionType = NonNullable<StoredMessage['deleted']>['type'];

/** Who deletes, if they may: the author, or a manager of the space; both through an app, as every call of the API. */
function deletionType({ caller }: MethodContext, space: Space, message: StoredMessage): DeletionType {
  if (message.senderId === caller.id) return caller.kind === 'app' ? 'CREATOR' : 'CREATOR_VIA_APP';
  if (caller.kind === 'user' && isManager(space, caller.id)) return 'SPACE_OWNER_VIA_APP';
  throw permissionDenied();
}

function erase({ store }: MethodContext, message: StoredMessage, type: DeletionType): void {
  message.deleted = { micros: Math.max(Math.floor(store.now()) * 1000 + 377, message.createdMicros + 1), type };
  message.content = [];
  message.attachments = [];
  delete message.cardsV2;
  delete message.fallbackText;
  delete message.quote;
  message.reactions.length = 0;
}
