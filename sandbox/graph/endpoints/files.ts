import { findItem } from '../api/access.ts';
import { endpoint, list, type EndpointCall } from '../api/endpoint.ts';
import { badRequest, GraphError, notFound } from '../api/graph-error.ts';
import { properties } from '../odata/properties.ts';
import type { DriveItemRecord } from '../store/records.ts';
import { channelsOf } from '../store/tenant.ts';
import { downloadUrl, itemView } from '../views/item-view.ts';
import { contextPath } from './contexts.ts';

const single = { type: 'driveItem', select: properties.driveItem } as const;

/** Files of channels and chats. */
export const fileEndpoints = [
  endpoint({
    verb: 'GET',
    path: '/shares/{share}/driveItem',
    service: 'files',
    permission: 'GET /shares/{id}/driveitem',
    rate: 'files',
    query: single,
    handle: call => {
      const url = addressOf(call.params.share);
      const item = findItem(call, drives => drives.findByUrl(url));
      return {
        kind: 'one',
        value: itemView(item, call.nowMs),
        context: contextPath(['shares', call.params.share], 'driveItem'),
      };
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/shares/{share}/driveItem/content',
    service: 'files',
    permission: 'GET /shares/{id}/driveitem/content',
    rate: 'files',
    query: { type: 'driveItem', others: ['format'] },
    handle: call => {
      const url = addressOf(call.params.share);
      return redirectToContent(
        findItem(call, drives => drives.findByUrl(url)),
        call.nowMs,
      );
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/drives/{drive}/items/{item}',
    service: 'files',
    permission: 'GET /drives/{id}/items/{id}',
    rate: 'files',
    query: single,
    handle: call => ({
      kind: 'one',
      value: itemView(itemOf(call), call.nowMs),
      context: contextPath(['drives', call.params.drive], 'items'),
    }),
  }),
  endpoint({
    verb: 'GET',
    path: '/drives/{drive}/items/{item}/content',
    service: 'files',
    permission: 'GET /drives/{id}/items/{id}/content',
    rate: 'files',
    query: { type: 'driveItem', others: ['format'] },
    handle: call => redirectToContent(itemOf(call), call.nowMs),
  }),
  endpoint({
    verb: 'GET',
    path: '/drives/{drive}/items/{item}/children',
    service: 'files',
    permission: 'GET /drives/{id}/items/{id}/children',
    rate: 'files',
    query: { ...single, top: { default: 200, max: 999 } },
    handle: call => {
      const { drive, item } = call.params;
      if (itemOf(call).folder === undefined) throw notFound('files', item);
      // A folder holds what was sent in its channel.
      const channel = channelsOf(call.tenant).find(({ folder }) => folder.driveId === drive && folder.itemId === item);
      channel?.messages.all();
      return list({
        items: [...call.tenant.drives.children(drive, item)].sort((a, b) => (a.name < b.name ? -1 : 1)),
        show: child => itemView(child, call.nowMs),
        key: ({ name, id }) => [name, id],
        context: contextPath(['drives', drive], ['items', item], 'children'),
      });
    },
  }),
];

/** The bytes of a file are handed out at another address. */
function redirectToContent(item: DriveItemRecord, nowMs: number) {
  if (item.file === undefined) {
    throw new GraphError({ status: 400, code: 'invalidRequest', message: 'You cannot get content for a folder' });
  }
  const headers = { location: downloadUrl(item, nowMs), 'content-type': 'text/plain' };
  return { kind: 'reply', reply: { status: 302, headers, body: '' } } as const;
}

function itemOf(call: EndpointCall<'drive' | 'item'>) {
  const { drive, item } = call.params;
  return findItem(call, drives => drives.find(drive, item));
}

/** The address inside a share token: `u!` and base64url of it, without padding. @throws GraphError 400 */
function addressOf(share: string): string {
  const [, encoded] = /^u!([\w-]+)$/.exec(share) ?? [];
  const url = encoded === undefined ? '' : Buffer.from(encoded, 'base64url').toString();
  if (!URL.canParse(url)) throw badRequest('The sharing token is malformed.', 'invalidRequest');
  return url;
}
