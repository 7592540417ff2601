import { GoogleError, invalidField } from '../api/google-error.ts';
import { checkBody } from '../api/body.ts';
import { method, type Method, type MethodContext } from '../api/method.ts';
import { demandSpace } from './access.ts';

/** Largest upload, in bytes. */
const maxUploadBytes = 209_715_200;

/** media.upload with the file in the request: `uploadType=multipart`, a JSON part and the bytes. */
export const uploadMethods: readonly Method[] = [
  method({
    id: 'chat.media.upload',
    rpc: 'google.chat.v1.ChatService.UploadAttachment',
    verb: 'POST',
    host: 'chat.googleapis.com',
    path: '/upload/v1/spaces/{space}/attachments:upload',
    form: 'rpc',
    quota: 'AttachmentWrites',
    scopes: { user: ['chat.import', 'chat.messages', 'chat.messages.create'] },
    parameters: {},
    upload: true,
    handle(context, { path }) {
      const space = demandSpace(context, path.space);
      const { json, contentType, bytes } = readRelated(context);
      const { filename = '' } = checkBody('UploadAttachmentRequest', '', json);
      if (filename === '') throw invalidField('filename', 'The filename is required.');
      if (bytes.length > maxUploadBytes) throw new GoogleError('INVALID_ARGUMENT', 'The file is larger than 200 MB.');
      const token = context.store.ids.opaque();
      context.store.uploads.set(token, {
        spaceId: space.id,
        userId: context.caller.id,
        fileName: filename,
        contentType,
        bytes,
      });
      return { attachmentDataRef: { attachmentUploadToken: token } };
    },
  }),
];

interface Related {
  readonly json: unknown;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Reads multipart/related: the JSON part first, then the file. */
function readRelated({ headers, raw }: MethodContext): Related {
  const boundary = /^multipart\/related;.*\bboundary="?([^";]+)"?/i.exec(headers['content-type'] ?? '')?.[1];
  const refusal = new GoogleError(
    'INVALID_ARGUMENT',
    'The upload has to be multipart/related with a JSON part and the file.',
  );
  if (boundary === undefined) throw refusal;
  const delimiter = Buffer.from(`--${boundary}`);
  const starts: number[] = [];
  for (
    let at = raw.indexOf(delimiter);
    at >= 0 && starts.length < 3;
    at = raw.indexOf(delimiter, at + delimiter.length)
  )
    starts.push(at);
  const [first, second, third] = starts;
  if (first === undefined || second === undefined || third === undefined) throw refusal;
  const description = partOf(raw.subarray(first + delimiter.length, second));
  const file = partOf(raw.subarray(second + delimiter.length, third));
  if (description === undefined || file === undefined) throw refusal;
  try {
    const json: unknown = JSON.parse(description.body.toString('utf8'));
    return { json, contentType: file.contentType, bytes: file.body };
  } catch {
    throw refusal;
  }
}

/** A part begins with a line break, has headers, an empty line, the body and a line break. */
function partOf(part: Buffer): { contentType: string; body: Buffer } | undefined {
  const end = part.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = part.subarray(0, end).toString('utf8');
  const contentType = /^content-type:\s*(.+)$/im.exec(head)?.[1]?.trim() ?? 'application/octet-stream';
  return { contentType, body: part.subarray(end + 4, part.length - 2) };
}
