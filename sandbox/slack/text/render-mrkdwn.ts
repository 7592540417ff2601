import type { RichTextGroup, RichTextLeaf, TextStyle } from '../store/rich-text.ts';

/** The `text` Slack derives from rich text: mrkdwn with escaped `&`, `<` and `>`. */
export function renderMrkdwn(groups: readonly RichTextGroup[]): string {
  let text = '';
  for (const group of groups) {
    const part = renderGroup(group);
    if (text !== '' && !text.endsWith('\n')) text += '\n';
    text += part;
  }
  return text.replace(/\n$/, '');
}

/** Text with the three characters escaped that mean something in mrkdwn. */
export function escapeMrkdwn(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function renderGroup(group: RichTextGroup): string {
  switch (group.type) {
    case 'rich_text_section':
      return renderLeaves(group.elements);
    case 'rich_text_quote':
      return renderLeaves(group.elements)
        .split('\n')
        .map(line => `&gt; ${line}`)
        .join('\n');
    case 'rich_text_preformatted':
      return '```' + renderLeaves(group.elements) + '```';
    case 'rich_text_list':
      return group.elements
        .map((item, index) => {
          const bullet = group.style === 'ordered' ? `${index + 1}.` : '•';
          return `${'    '.repeat(group.indent)}${bullet} ${renderLeaves(item.elements)}`;
        })
        .join('\n');
  }
}

function renderLeaves(leaves: readonly RichTextLeaf[]): string {
  return leaves.map(renderLeaf).join('');
}

function renderLeaf(leaf: RichTextLeaf): string {
  switch (leaf.type) {
    case 'text':
      return styled(escapeMrkdwn(leaf.text), leaf.style);
    case 'link':
      return styled(leaf.text === undefined ? `<${leaf.url}>` : `<${leaf.url}|${escapeMrkdwn(leaf.text)}>`, leaf.style);
    case 'user':
      return `<@${leaf.user_id}>`;
    case 'usergroup':
      return `<!subteam^${leaf.usergroup_id}>`;
    case 'channel':
      return `<#${leaf.channel_id}>`;
    case 'broadcast':
      return `<!${leaf.range}>`;
    case 'emoji':
      return `:${leaf.name}:`;
  }
}

function styled(text: string, style: TextStyle | undefined): string {
  if (style === undefined) return text;
  let marked = text;
  if (style.code === true) marked = '`' + marked + '`';
  if (style.strike === true) marked = `~${marked}~`;
  if (style.italic === true) marked = `_${marked}_`;
  if (style.bold === true) marked = `*${marked}*`;
  return marked;
}
