import { GoogleError } from '../api/google-error.ts';
import { method, type Method, type MethodContext } from '../api/method.ts';
import type { DriveFile } from '../store/records.ts';
import { isJoined } from '../store/space.ts';
import { bytesReply } from './bytes-reply.ts';

const drive = { verb: 'GET', host: 'www.googleapis.com', form: 'legacy', quota: 'DriveQueries' } as const;
const contentScopes = ['drive', 'drive.file', 'drive.meet.readonly', 'drive.readonly'];
const metadataScopes = [
  ...contentScopes,
  'drive.appdata',
  'drive.metadata',
  'drive.metadata.readonly',
  'drive.photos.readonly',
];

/** Types of Docs files can be exported to. */
const exportTypes: readonly string[] = [
  'application/pdf',
  'text/plain',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
];

/** Drive: metadata and bytes of files posted in spaces. */
export const driveMethods: readonly Method[] = [
  method({
    ...drive,
    id: 'drive.files.get',
    rpc: 'google.apps.drive.v3.DriveFiles.Get',
    path: '/drive/v3/files/{fileId}',
    scopes: { user: metadataScopes, app: metadataScopes },
    parameters: {
      acknowledgeAbuse: { type: 'boolean' },
      includeLabels: { type: 'string' },
      includePermissionsForView: { type: 'string' },
      supportsAllDrives: { type: 'boolean' },
      supportsTeamDrives: { type: 'boolean' },
    },
    handle(context, { path }) {
      const file = demandFile(context, path.fileId);
      if (context.alt === 'json') return fileView(context, file);
      if (!contentScopes.some(scope => context.caller.scopes.has(scope))) {
        throw new GoogleError('PERMISSION_DENIED', 'The granted scopes do not allow the content of the file.');
      }
      if (file.content === undefined) {
        throw new GoogleError(
          'PERMISSION_DENIED',
          'Only files with binary content can be directly downloaded. Use Export with Docs Editors files.',
          {
            legacyReason: 'fileNotDownloadable',
            location: 'alt',
          },
        );
      }
      return bytesReply(file.content(), file.mimeType, context.headers.range);
    },
  }),
  method({
    ...drive,
    id: 'drive.files.export',
    rpc: 'google.apps.drive.v3.DriveFiles.Export',
    path: '/drive/v3/files/{fileId}/export',
    scopes: { user: contentScopes, app: contentScopes },
    parameters: { mimeType: { type: 'string', required: true } },
    handle(context, { path, args }) {
      const file = demandFile(context, path.fileId);
      if (file.content !== undefined) {
        throw new GoogleError('PERMISSION_DENIED', 'Export only supports Docs Editors files.', {
          legacyReason: 'fileNotExportable',
        });
      }
      if (!exportTypes.includes(args.mimeType)) {
        throw new GoogleError('INVALID_ARGUMENT', 'The requested conversion is not supported.', {
          legacyReason: 'badRequest',
          location: 'convertTo',
        });
      }
      return bytesReply(Buffer.from(`${file.name}\n`), args.mimeType, context.headers.range);
    },
  }),
];

/** Readable by the owner, those it is shared with and the members of spaces it was posted in. */
function demandFile({ store, caller }: MethodContext, fileId: string): DriveFile {
  const file = store.driveFiles.get(fileId);
  const isInSpace = file?.spaceIds.some(id => {
    const space = store.spaces.get(id);
    return space !== undefined && isJoined(space, caller.id);
  });
  if (
    file === undefined ||
    !(file.ownerId === caller.id || file.sharedWith.includes(caller.id) || isInSpace === true)
  ) {
    throw new GoogleError('NOT_FOUND', `File not found: ${fileId}.`, { location: 'fileId' });
  }
  return file;
}

/** Four fields unless `fields` names others. */
function fileView({ store, caller, hasFields }: MethodContext, file: DriveFile): object {
  const { id, name, mimeType, createdTime, modifiedTime, content, ownerId } = file;
  const brief = { kind: 'drive#file', id, name, mimeType };
  if (!hasFields) return brief;
  const owner = store.users.get(ownerId);
  const kind = 'drive#user';
  const owners = [
    {
      kind,
      displayName: owner?.displayName,
      me: ownerId === caller.id,
      permissionId: ownerId,
      emailAddress: owner?.email,
    },
  ];
  const bytes = content?.();
  return {
    ...brief,
    createdTime,
    modifiedTime,
    owners,
    ownedByMe: ownerId === caller.id,
    shared: true,
    starred: false,
    trashed: false,
    webViewLink: `https://drive.google.com/file/d/${id}/view`,
    ...(bytes === undefined
      ? {}
      : {
          size: String(bytes.length),
          quotaBytesUsed: String(bytes.length),
          originalFilename: name,
          fileExtension: /\.(\w+)$/.exec(name)?.[1] ?? '',
        }),
  };
}
