import { SlackError } from '../api/slack-error.ts';
import type { LegacyAttachment, MessageRecord, PostedBlock } from '../store/records.ts';
import { hashText } from '../../support/random.ts';
import type { Dialect } from '../text/parse-inline.ts';
import { parseRichText } from '../text/parse-rich-text.ts';
import { renderMrkdwn } from '../text/render-mrkdwn.ts';

/** What an app may post as the content of a message. */
export interface PostedContent {
  readonly text: string | undefined;
  readonly markdown_text: string | undefined;
  readonly blocks: unknown;
  readonly attachments: unknown;
  readonly metadata: unknown;
}

const maxTextLength = 40_000;
const maxMarkdownLength = 12_000;
const maxBlocks = 50;
const maxAttachments = 100;
const blockTypes = [
  'actions',
  'alert',
  'call',
  'card',
  'context',
  'context_actions',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'markdown',
  'rich_text',
  'section',
  'table',
  'video',
];

/**
 * The content fields of a message made of what an app posted. Text without blocks gets rich text, as a person's has.
 *
 * @throws SlackError no_text, msg_too_long, markdown_text_conflict, invalid_blocks, too_many_attachments
 */
export function messageContent(
  posted: PostedContent,
): Pick<MessageRecord, 'text' | 'blocks' | 'attachments' | 'metadata'> {
  const blocks = checkBlocks(posted.blocks);
  const attachments = checkAttachments(posted.attachments);
  const metadata = checkMetadata(posted.metadata);
  const extras = {
    ...(attachments === undefined ? {} : { attachments }),
    ...(metadata === undefined ? {} : { metadata }),
  };
  if (posted.markdown_text !== undefined) {
    if (posted.text !== undefined || blocks !== undefined) throw new SlackError('markdown_text_conflict');
    if (posted.markdown_text.length > maxMarkdownLength) throw new SlackError('msg_too_long');
    return { ...richText(posted.markdown_text, 'markdown'), ...extras };
  }
  const text = posted.text ?? '';
  if (text.trim() === '' && blocks === undefined && attachments === undefined) throw new SlackError('no_text');
  if (text.length > maxTextLength) throw new SlackError('msg_too_long');
  if (blocks !== undefined) return { text, blocks, ...extras };
  return text === '' ? { text, ...extras } : { ...richText(text, 'mrkdwn'), text, ...extras };
}

function richText(source: string, dialect: Dialect): Pick<MessageRecord, 'text' | 'blocks'> {
  const elements = parseRichText(source, dialect);
  const blockId = hashText(source).toString(36).slice(0, 5);
  return { text: renderMrkdwn(elements), blocks: [{ type: 'rich_text', block_id: blockId, elements }] };
}

function checkBlocks(value: unknown): PostedBlock[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new SlackError('invalid_blocks_format');
  if (value.length === 0) return undefined;
  if (value.length > maxBlocks) throw invalidBlocks([`no more than ${maxBlocks} items allowed [json-pointer:/blocks]`]);
  const problems = value.flatMap((block: unknown, index) => {
    const type = typeof block === 'object' && block !== null && 'type' in block ? block.type : undefined;
    if (typeof type !== 'string') return [`missing required field: type [json-pointer:/blocks/${index}]`];
    return blockTypes.includes(type) ? [] : [`unsupported type: ${type} [json-pointer:/blocks/${index}/type]`];
  });
  if (problems.length > 0) throw invalidBlocks(problems);
  // Every element has a known type, checked above; the rest is kept as it came.
  const blocks = value as PostedBlock[];
  return blocks.map((block, index) => ({ ...block, block_id: block.block_id ?? `b${index}` }));
}

function invalidBlocks(problems: readonly string[]): SlackError {
  return new SlackError('invalid_blocks', {
    errors: problems,
    messages: problems.map(problem => `[ERROR] ${problem}`),
  });
}

function checkAttachments(value: unknown): LegacyAttachment[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  if (value.length > maxAttachments) throw new SlackError('too_many_attachments');
  // Slack takes nearly anything here and numbers it.
  return value.map((attachment: LegacyAttachment, index) => ({ ...attachment, id: index + 1 }));
}

function checkMetadata(value: unknown): MessageRecord['metadata'] {
  if (value === undefined) return undefined;
  const type = typeof value === 'object' && value !== null && 'event_type' in value ? value.event_type : undefined;
  const payload =
    typeof value === 'object' && value !== null && 'event_payload' in value ? value.event_payload : undefined;
  if (typeof type !== 'string' || typeof payload !== 'object' || payload === null) {
    throw new SlackError('invalid_metadata_format');
  }
  return { event_type: type, event_payload: payload };
}
