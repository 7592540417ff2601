import { uniqueIdOf } from '../store/drives.ts';
import type { DriveItemRecord } from '../store/records.ts';

/** How long a pre-authenticated address works. */
const downloadLifeMs = 3_600_000;

/** A file or folder; a file with a short-lived address that needs no token. */
export function itemView(item: DriveItemRecord, nowMs: number): object {
  if (item.file === undefined) return item;
  return { '@microsoft.graph.downloadUrl': downloadUrl(item, nowMs), ...item };
}

/** The pre-authenticated address of a file's content. */
export function downloadUrl(item: DriveItemRecord, nowMs: number): string {
  const site = new URL(item.webUrl);
  const [, kind = '', name = ''] = site.pathname.split('/');
  const ticket = sealTicket(uniqueIdOf(item), nowMs + downloadLifeMs);
  return `${site.origin}/${kind}/${name}/_layouts/15/download.aspx?UniqueId=${uniqueIdOf(item).toLowerCase()}&Translate=false&tempauth=${ticket}&ApiVersion=2.0`;
}

/** A ticket for one file until a moment. */
function sealTicket(uniqueId: string, untilMs: number): string {
  return `v1.${Buffer.from(JSON.stringify({ file: uniqueId, until: untilMs })).toString('base64url')}`;
}

/** Whether a ticket is for this file and still good. */
export function isTicketGood(ticket: string, uniqueId: string, nowMs: number): boolean {
  try {
    const { file, until } = JSON.parse(Buffer.from(ticket.replace(/^v1\./, ''), 'base64url').toString()) as {
      file: unknown;
      until: unknown;
    }; // both checked below
    return file === uniqueId.toUpperCase() && typeof until === 'number' && until > nowMs;
  } catch {
    return false; // not a ticket of ours
  }
}
