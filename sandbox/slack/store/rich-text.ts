/** Rich text as Slack keeps it: what people type, and what it makes of the text apps post. */
export interface TextStyle {
  bold?: boolean;
  italic?: boolean;
  strike?: boolean;
  code?: boolean;
}

export type RichTextLeaf =
  | { type: 'text'; text: string; style?: TextStyle }
  | { type: 'link'; url: string; text?: string; style?: TextStyle }
  | { type: 'user'; user_id: string }
  | { type: 'usergroup'; usergroup_id: string }
  | { type: 'channel'; channel_id: string }
  | { type: 'broadcast'; range: string }
  | { type: 'emoji'; name: string; unicode?: string };

export type RichTextGroup =
  | { type: 'rich_text_section'; elements: RichTextLeaf[] }
  | { type: 'rich_text_quote'; elements: RichTextLeaf[] }
  | { type: 'rich_text_preformatted'; elements: RichTextLeaf[]; border: number }
  | {
      type: 'rich_text_list';
      style: 'bullet' | 'ordered';
      indent: number;
      border: number;
      elements: { type: 'rich_text_section'; elements: RichTextLeaf[] }[];
    };

export interface RichTextBlock {
  type: 'rich_text';
  block_id: string;
  elements: RichTextGroup[];
}
