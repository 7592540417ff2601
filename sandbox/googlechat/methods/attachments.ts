import { GoogleError } from '../api/google-error.ts';
import { method, type Method } from '../api/method.ts';
import { isJoined } from '../store/space.ts';
import { attachmentView } from '../views/message-view.ts';
import { demandMessage, demandSpace, permissionDenied } from './access.ts';
import { bytesReply } from './bytes-reply.ts';

const chat = { host: 'chat.googleapis.com', form: 'rpc', quota: 'AttachmentReads' } as const;
const service = 'google.chat.v1.ChatService';

/** Attachments: their metadata, for the app only, and their bytes. */
export const attachmentMethods: readonly Method[] = [
  method({
    ...chat,
    id: 'chat.spaces.messages.attachments.get',
    rpc: `${service}.GetAttachment`,
    verb: 'GET',
    path: '/v1/spaces/{space}/messages/{message}/attachments/{attachment}',
    scopes: { app: ['chat.bot'] },
    parameters: {},
    handle(context, { path }) {
      const space = demandSpace(context, path.space);
      const message = demandMessage(context, space, path.message);
      const attachment = message.attachments.find(candidate => candidate.id === path.attachment);
      if (attachment === undefined) throw new GoogleError('NOT_FOUND', 'The attachment was not found.');
      return attachmentView(space, message, attachment);
    },
  }),
  method({
    ...chat,
    id: 'chat.media.download',
    rpc: `${service}.DownloadMedia`,
    verb: 'GET',
    path: '/v1/media/{resource*}',
    scopes: { user: ['chat.messages', 'chat.messages.readonly'], app: ['chat.bot'] },
    parameters: {},
    handle(context, { path }) {
      const media = context.store.media.get(path.resource);
      if (media === undefined) throw new GoogleError('NOT_FOUND', 'The media was not found.');
      const space = context.store.spaces.get(media.spaceId);
      if (space === undefined || !isJoined(space, context.caller.id)) throw permissionDenied();
      if (context.alt === 'json') return { resourceName: path.resource };
      return bytesReply(media.content(), media.contentType, context.headers.range);
    },
  }),
];
