import { answerRange } from '../support/byte-range.ts';
import { htmlReply, type ReceivedRequest, type Reply } from '../support/http-message.ts';
import { authenticate } from './api/authenticate.ts';
import { SlackError } from './api/slack-error.ts';
import { isFileVisible } from './store/file-access.ts';
import type { SlackStore } from './store/store.ts';
import type { StoredFile } from './store/workspace.ts';

const filePath = /^\/files-(?:pri|tmb)\/(T[A-Z0-9]+)-(F[A-Z0-9]+)(-thumb)?\//;
const uploadPath = /^\/upload\/v1\/([A-Za-z0-9]+)$/;

/** A picture of one transparent point: what every thumbnail of the sandbox shows. */
const thumbnail = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Whether a path belongs to the files host. */
export function isFilesPath(path: string): boolean {
  return filePath.test(path) || path.startsWith('/upload/');
}

/** Answers the files host: downloads with the token of the Web API, and the middle step of an upload. */
export function answerFiles(store: SlackStore, request: ReceivedRequest): Reply {
  const key = uploadPath.exec(request.path)?.[1];
  if (key !== undefined) return takeUpload(store, request, key);
  const [, teamId = '', fileId = '', thumb] = filePath.exec(request.path) ?? [];
  const file = readableFile(store, request, { teamId, fileId });
  // Slack does not refuse: it shows the page where a person would sign in.
  if (file === undefined)
    return htmlReply(
      200,
      '<!doctype html><html><head><title>Sign in | Slack</title></head><body>Sign in</body></html>',
    );
  if (thumb !== undefined) return { status: 200, headers: { 'content-type': 'image/png' }, body: thumbnail };
  const isDownload = request.path.includes('/download/');
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(file.record.name)}`;
  const headers = {
    'content-type': file.record.mimetype,
    ...(isDownload ? { 'content-disposition': disposition } : {}),
  };
  return answerRange(file.content(), headers, request.headers.range);
}

function readableFile(
  store: SlackStore,
  request: ReceivedRequest,
  ids: { teamId: string; fileId: string },
): StoredFile | undefined {
  try {
    const token = authenticate(store, request);
    if (token.teamId !== ids.teamId || !token.scopes.includes('files:read')) return undefined;
    const workspace = store.workspace(ids.teamId);
    const file = workspace?.files.get(ids.fileId);
    if (workspace === undefined || file === undefined || file.deleted || file.record.is_external) return undefined;
    return isFileVisible(workspace, file, token.userId) ? file : undefined;
  } catch (error) {
    if (error instanceof SlackError) return undefined;
    throw error;
  }
}

/** The address is the permission: an upload needs no token. Raw bytes and multipart forms are taken. */
function takeUpload(store: SlackStore, request: ReceivedRequest, key: string): Reply {
  const pending = store.uploads.get(key);
  if (request.method !== 'POST') return plain(405, 'Send the bytes with POST.');
  if (pending === undefined) return plain(404, 'This address is not, or no longer, for uploads.');
  const bytes = Object.values(request.fileParts ?? {})[0] ?? request.raw;
  if (bytes.length !== pending.sizeBytes)
    return plain(400, `Expected ${pending.sizeBytes} bytes, got ${bytes.length}.`);
  pending.bytes = bytes;
  return plain(200, `OK - ${bytes.length}`);
}

function plain(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
