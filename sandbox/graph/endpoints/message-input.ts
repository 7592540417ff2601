import { badRequest, GraphError } from '../api/graph-error.ts';
import { properties } from '../odata/properties.ts';
import type { AttachmentRecord, ItemBody, MentionRecord, MessageRecord } from '../store/records.ts';

/** What a client may write of a message. */
export type MessageInput = Partial<Pick<MessageRecord, 'body' | 'attachments' | 'mentions' | 'subject' | 'importance'>>;

/** Largest body of a message, in bytes of UTF-8. */
const maxContentBytes = 28 * 1024;

/**
 * Checks the body of a POST (`complete`) or PATCH (`partial`).
 *
 * @throws GraphError 400 for what is missing, unknown or of the wrong type; 413 for too much text
 */
export function readMessageInput(body: unknown, extent: 'complete' | 'partial'): MessageInput {
  if (!isRecord(body)) throw badRequest('Empty Payload. JSON content expected.');
  for (const name of Object.keys(body)) {
    if (!name.startsWith('@') && !properties.chatMessage.includes(name)) {
      throw badRequest(
        `Invalid request body: Could not find a property named '${name}' on type 'microsoft.graph.chatMessage'.`,
      );
    }
  }
  const content = readContent(body.body);
  if (content === undefined && extent === 'complete') throw badRequest('Missing body content.');
  const attachments = readAttachments(body.attachments, content);
  const mentions = readMentions(body.mentions, content);
  return {
    ...(content === undefined ? {} : { body: content }),
    ...(attachments === undefined ? {} : { attachments }),
    ...(mentions === undefined ? {} : { mentions }),
    ...(typeof body.subject === 'string' ? { subject: body.subject } : {}),
    ...(body.importance === undefined ? {} : { importance: readImportance(body.importance) }),
  };
}

function readContent(value: unknown): ItemBody | undefined {
  if (value === undefined) return undefined;
  const content = isRecord(value) ? value.content : undefined;
  const contentType = isRecord(value) ? (value.contentType ?? 'text') : undefined;
  if (typeof content !== 'string' || content === '') throw badRequest('Missing body content.');
  if (contentType !== 'html' && contentType !== 'text')
    throw badRequest(
      `The value '${String(contentType)}' of body.contentType is not valid. Valid values are 'text' and 'html'.`,
    );
  if (Buffer.byteLength(content) > maxContentBytes) {
    throw new GraphError({
      status: 413,
      code: 'RequestEntityTooLarge',
      message: 'The message is too large.',
      innerCode: 'MessageSizeExceeded',
    });
  }
  return { contentType, content };
}

function readAttachments(value: unknown, body: ItemBody | undefined): AttachmentRecord[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw badRequest('attachments must be a collection.');
  return value.map((item: unknown) => {
    if (!isRecord(item) || typeof item.id !== 'string' || typeof item.contentType !== 'string')
      throw badRequest('An attachment needs id and contentType.');
    if (body !== undefined && !body.content.includes(`<attachment id="${item.id}">`)) {
      throw badRequest(`Body content does not contain a marker for the attachment with id '${item.id}'.`);
    }
    const text = (name: string): string | null => (typeof item[name] === 'string' ? item[name] : null);
    return {
      id: item.id,
      contentType: item.contentType,
      contentUrl: text('contentUrl'),
      content: text('content'),
      name: text('name'),
      thumbnailUrl: text('thumbnailUrl'),
      teamsAppId: text('teamsAppId'),
    };
  });
}

function readMentions(value: unknown, body: ItemBody | undefined): MentionRecord[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw badRequest('mentions must be a collection.');
  return value.map((item: unknown) => {
    if (!isRecord(item) || typeof item.id !== 'number' || !isRecord(item.mentioned))
      throw badRequest('A mention needs id and mentioned.');
    if (body !== undefined && !body.content.includes(`<at id="${item.id}">`)) {
      throw badRequest(`Neither Body nor adaptive card content contains marker for mention with Id '${item.id}'.`);
    }
    const mentioned = { application: null, device: null, conversation: null, user: null, ...item.mentioned };
    return { id: item.id, mentionText: String(item.mentionText ?? ''), mentioned };
  });
}

function readImportance(value: unknown): MessageRecord['importance'] {
  if (value === 'normal' || value === 'high' || value === 'urgent') return value;
  throw badRequest(`The value '${String(value)}' of importance is not valid.`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
