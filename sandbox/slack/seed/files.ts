import { createRandom, hashText, type Random } from '../../support/random.ts';
import { headline, paragraph } from '../../support/prose.ts';
import { projects } from '../../support/words.ts';
import { fileAddresses } from '../store/file-addresses.ts';
import type { FileRecord, FileStub, MessageRecord } from '../store/records.ts';
import type { Channel, StoredFile, Workspace } from '../store/workspace.ts';

/** A kind of file in the seed. */
interface FileTemplate {
  readonly filetype: string;
  readonly mimetype: string;
  readonly pretty: string;
  readonly mode: 'hosted' | 'snippet' | 'external' | 'hidden_by_limit';
  /** How a message shows it: the whole object, or a stub. */
  readonly shown: 'whole' | 'tombstone' | 'check_file_info';
}

const whole = { mode: 'hosted', shown: 'whole' } as const;

/** Dealt out in turn, so that every workspace has each. */
const templates: readonly FileTemplate[] = [
  { ...whole, filetype: 'png', mimetype: 'image/png', pretty: 'PNG' },
  { ...whole, filetype: 'pdf', mimetype: 'application/pdf', pretty: 'PDF' },
  { ...whole, filetype: 'csv', mimetype: 'text/csv', pretty: 'CSV' },
  { ...whole, filetype: 'python', mimetype: 'text/plain', pretty: 'Python', mode: 'snippet' },
  {
    ...whole,
    filetype: 'gdoc',
    mimetype: 'application/vnd.google-apps.document',
    pretty: 'Google Docs',
    mode: 'external',
  },
  { ...whole, filetype: 'mp4', mimetype: 'video/mp4', pretty: 'MPEG 4 Video' },
  {
    ...whole,
    filetype: 'docx',
    mimetype: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    pretty: 'Word Document',
  },
  { ...whole, filetype: 'txt', mimetype: 'text/plain', pretty: 'Plain Text', shown: 'tombstone' },
  { ...whole, filetype: 'jpg', mimetype: 'image/jpeg', pretty: 'JPEG', shown: 'check_file_info' },
  { ...whole, filetype: 'zip', mimetype: 'application/zip', pretty: 'Zip', mode: 'hidden_by_limit' },
];

const magic: Readonly<Record<string, string>> = {
  png: '\u0089PNG\r\n\u001a\n',
  pdf: '%PDF-1.7\n',
  zip: 'PK\u0003\u0004',
  jpg: '\u00ff\u00d8\u00ff\u00e0',
};

/** Adds a file to a message of a channel; what kind follows from how many files the workspace has. */
export function attachFile(workspace: Workspace, random: Random, channel: Channel, message: MessageRecord): void {
  const stored = seedFile(workspace, random, { user: message.user ?? '', created: Number(message.ts.split('.')[0]) });
  const { record } = stored;
  const share = {
    reply_users: [],
    reply_users_count: 0,
    reply_count: 0,
    ts: message.ts,
    channel_name: channel.name,
    team_id: workspace.team.id,
    share_user_id: record.user,
  };
  if (channel.kind === 'public') record.channels.push(channel.id);
  else if (channel.kind === 'im') record.ims.push(channel.id);
  else record.groups.push(channel.id);
  record.is_public = channel.kind === 'public';
  record.shares = { [channel.kind === 'public' ? 'public' : 'private']: { [channel.id]: [share] } };
  message.files = [shownAs(stored, templateOf(workspace.files.size - 1))];
  message.upload = true;
  message.display_as_bot = false;
}

/** Makes a file that was uploaded but never shared. */
export function seedFile(workspace: Workspace, random: Random, facts: { user: string; created: number }): StoredFile {
  const template = templateOf(workspace.files.size);
  const id = workspace.ids.next('F');
  const title = headline(random);
  const name = `${random.pick(projects)}-${random.integer(1, 99)}.${template.filetype === 'python' ? 'py' : template.filetype}`;
  const size = template.mode === 'external' ? 0 : random.integer(400, 60_000);
  const preview = template.mode === 'snippet' ? { preview: paragraph(random), lines: 3, lines_more: 0 } : {};
  const record: FileRecord = {
    id,
    created: facts.created,
    timestamp: facts.created,
    name,
    title,
    mimetype: template.mimetype,
    filetype: template.filetype,
    pretty_type: template.pretty,
    user: facts.user,
    user_team: workspace.team.id,
    editable: template.mode === 'snippet',
    size,
    mode: template.mode,
    is_external: template.mode === 'external',
    external_type: template.mode === 'external' ? 'gdrive' : '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    ...fileAddresses(workspace.team, { id, name, user: facts.user, isExternal: template.mode === 'external' }),
    ...preview,
    channels: [],
    groups: [],
    ims: [],
    shares: {},
    has_rich_preview: false,
    comments_count: 0,
    ...(template.mimetype.startsWith('image/') ? { alt_txt: title } : {}),
    ...(template.mimetype.startsWith('image/') ? thumbnails(workspace.team.id, id) : {}),
  };
  const stored: StoredFile = {
    record,
    content: () => fileContent(id, size, magic[template.filetype] ?? ''),
    deleted: template.shown === 'tombstone',
  };
  workspace.files.set(id, stored);
  return stored;
}

function templateOf(index: number): FileTemplate {
  const template = templates[index % templates.length];
  if (template === undefined) throw new Error('The table of file templates is empty.');
  return template;
}

function shownAs({ record }: StoredFile, template: FileTemplate): FileRecord | FileStub {
  if (template.shown === 'whole') return record;
  if (template.shown === 'tombstone') return { id: record.id, mode: 'tombstone' };
  const { id, created, timestamp, user } = record;
  return { id, created, timestamp, mode: record.mode, user, file_access: 'check_file_info' };
}

function thumbnails(teamId: string, id: string): Pick<FileRecord, 'thumb_64' | 'thumb_80' | 'thumb_360'> {
  const address = (size: number): string => `https://files.slack.com/files-tmb/${teamId}-${id}-thumb/thumb_${size}.png`;
  return { thumb_64: address(64), thumb_80: address(80), thumb_360: address(360) };
}

/** Bytes of the promised number, the same for a file at every download; they begin as such files begin. */
function fileContent(id: string, size: number, start: string): Buffer {
  const random = createRandom(hashText(id));
  const lines = Array.from({ length: 4 }, () => `${paragraph(random)}\n`).join('');
  const bytes = Buffer.alloc(size, lines);
  bytes.write(start, 'latin1');
  return bytes;
}
