import type { StoredFile, Workspace } from './workspace.ts';

/** Whether a user may see a file: it is theirs, or shared in a public channel or in a conversation they are in. */
export function isFileVisible(workspace: Workspace, { record }: StoredFile, userId: string): boolean {
  if (record.user === userId) return true;
  return [...record.channels, ...record.groups, ...record.ims].some(id => {
    const channel = workspace.channels.get(id);
    return channel !== undefined && (channel.kind === 'public' || channel.members.has(userId));
  });
}
