import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import type { Channel, Workspace } from '../../../sandbox/slack/store/workspace.ts';

/** A workspace of the seed. */
export function workspaceOf(
  sandbox: SlackSandbox,
  key: 'workspace1' | 'workspace2' | 'workspace3' = 'workspace1',
): Workspace {
  const workspace = sandbox.store.workspace(sandbox.tokens[key].teamId);
  if (workspace === undefined) throw new Error(`The seed has no ${key}.`);
  return workspace;
}

/** A channel of the first workspace, by name. */
export function channelOf(sandbox: SlackSandbox, name: string): Channel {
  const channel = [...workspaceOf(sandbox).channels.values()].find(candidate => candidate.name === name);
  if (channel === undefined) throw new Error(`The seed has no channel ${name}.`);
  return channel;
}

/** People of the first workspace who are active and can be invited, in the order of the seed. */
export function peopleOf(sandbox: SlackSandbox): string[] {
  return [...workspaceOf(sandbox).users.values()]
    .filter(user => !user.deleted && !user.is_bot && user.id !== 'USLACKBOT')
    .map(user => user.id);
}
