import { recordsOf } from './accounts.ts';
import { problemOf, type Api } from './api.ts';
import type { DemoProvider } from './providers.ts';

/** One row of the table that the demo prints. */
export interface Row {
  readonly provider: string;
  readonly call: string;
  readonly answer: string;
  readonly ok: boolean;
}

/** The unified call that the demo makes to every provider, and prints as a curl line. */
export function firstPath(accountId: string): string {
  return `/unified/instant-messaging/channels?integrated_account_id=${accountId}&limit=5`;
}

/** Makes that call; what came back in a few words. */
export async function firstCall(api: Api, provider: DemoProvider, accountId: string): Promise<Row> {
  const reply = await api.call('GET', firstPath(accountId));
  const row = { provider: provider.integration, call: 'GET channels, limit 5' };
  if (reply.status !== 200) return { ...row, answer: problemOf(reply), ok: false };
  const records = recordsOf(reply.body);
  const names = records.map(record => `${String(record.name ?? record.id)} (${String(record.type)})`);
  const more = reply.body.next_cursor === null ? '' : ', and more';
  return { ...row, answer: `${Math.round(reply.ms)} ms: ${names.join(', ')}${more}`, ok: true };
}

/** The rows below their headings, in columns. */
export function formatTable(rows: readonly Row[]): string {
  const cells = [['PROVIDER', 'CALL', 'ANSWER'], ...rows.map(({ provider, call, answer }) => [provider, call, answer])];
  const widths = [0, 1].map(column => Math.max(...cells.map(row => row[column]?.length ?? 0)));
  return cells.map(row => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`).join('\n');
}
