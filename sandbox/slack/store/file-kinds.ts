import type { FileRecord } from './records.ts';

/** Kinds of file by the ending of their name: media type and Slack's words for it. */
const kinds: Readonly<Record<string, readonly [mimetype: string, pretty: string]>> = {
  csv: ['text/csv', 'CSV'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'Word Document'],
  gif: ['image/gif', 'GIF'],
  jpg: ['image/jpeg', 'JPEG'],
  json: ['application/json', 'JSON'],
  md: ['text/markdown', 'Markdown (raw)'],
  mp4: ['video/mp4', 'MPEG 4 Video'],
  pdf: ['application/pdf', 'PDF'],
  png: ['image/png', 'PNG'],
  txt: ['text/plain', 'Plain Text'],
  zip: ['application/zip', 'Zip'],
};

/** What Slack tells of a file by its name; a kind it does not know is `binary`. */
export function fileKind(name: string): Pick<FileRecord, 'filetype' | 'mimetype' | 'pretty_type'> {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const kind = Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
  if (kind === undefined) return { filetype: 'binary', mimetype: 'application/octet-stream', pretty_type: 'Binary' };
  return { filetype: ending, mimetype: kind[0], pretty_type: kind[1] };
}
