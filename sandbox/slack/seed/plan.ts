import type { ChannelKind } from '../store/workspace.ts';

/** How one channel of the seed comes out. */
export interface ChannelPlan {
  readonly kind: ChannelKind;
  /** Empty for mpim and im, whose names Slack makes. */
  readonly name: string;
  /** Wanted number of members; fewer when the workspace is smaller. */
  readonly members: number;
  /** Whether the app's bot is a member. */
  readonly bot: 'in' | 'out';
  /** Top-level messages. */
  readonly roots: number;
  /** Replies in threads. */
  readonly replies: number;
  readonly note?: 'general' | 'archived' | 'shared_external' | 'shared_organization' | 'old_id' | 'no_broadcasts';
}

/** How one workspace of the seed comes out. */
export interface WorkspacePlan {
  readonly key: 'workspace1' | 'workspace2' | 'workspace3';
  readonly name: string;
  readonly domain: string;
  readonly organization?: string;
  /** All users: people, guests, bots, deactivated and invited ones. */
  readonly members: number;
  readonly usergroups: number;
  readonly channels: readonly ChannelPlan[];
}

type Counts = readonly [members: number, roots: number, replies: number];

const channel =
  (kind: ChannelKind, bot: 'in' | 'out') =>
  (name: string, [members, roots, replies]: Counts, note?: ChannelPlan['note']): ChannelPlan => ({
    kind,
    name,
    members,
    bot,
    roots,
    replies,
    ...(note === undefined ? {} : { note }),
  });

const open = channel('public', 'in');
const openWithoutBot = channel('public', 'out');
const closed = channel('private', 'in');
const closedWithoutBot = channel('private', 'out');
const group = (counts: Counts): ChannelPlan => channel('mpim', 'in')('', counts);
const groupWithoutBot = (counts: Counts): ChannelPlan => channel('mpim', 'out')('', counts);
const direct = (roots: number, replies = 0): ChannelPlan => channel('im', 'in')('', [2, roots, replies]);
const directWithoutBot = (roots: number, replies = 0): ChannelPlan => channel('im', 'out')('', [2, roots, replies]);

/**
 * The seed: 60 channels, 1,200 users and 25,000 messages. The first workspace is the big one; each has every kind of
 * channel, user, group, file and message.
 */
export const workspacePlans: readonly WorkspacePlan[] = [
  {
    key: 'workspace1',
    name: 'Northwind Robotics',
    domain: 'northwind-robotics',
    members: 900,
    usergroups: 12,
    channels: [
      open('general', [10_000, 1300, 700], 'general'),
      open('random', [600, 700, 300]),
      open('engineering-firehose', [220, 5000, 0]),
      open('release-notes', [140, 300, 240], 'no_broadcasts'),
      open('support-desk', [90, 1100, 857]),
      open('sales-emea', [60, 700, 250]),
      openWithoutBot('design-crits', [40, 400, 150]),
      open('project-atlas', [35, 500, 300]),
      open('project-borealis', [30, 450, 250]),
      open('incidents', [70, 400, 600]),
      open('hiring', [20, 250, 80]),
      open('empty-room', [3, 0, 0]),
      open('partner-fjordline', [25, 220, 80], 'shared_external'),
      open('watercooler', [300, 640, 160]),
      openWithoutBot('data-platform', [28, 260, 90]),
      open('équipe-produit', [15, 120, 40]),
      open('project-cobalt', [22, 180, 60], 'archived'),
      open('offsite-2024', [80, 90, 20], 'archived'),
      open('temp-migration', [9, 40, 10], 'archived'),
      closed('leadership', [12, 180, 60]),
      closedWithoutBot('payroll', [5, 90, 20]),
      closed('security-response', [18, 160, 60]),
      closed('legacy-operations', [14, 140, 40], 'old_id'),
      closed('acquisition-2024', [6, 60, 10], 'archived'),
      closedWithoutBot('board', [4, 30, 0]),
      group([4, 60, 20]),
      group([5, 45, 10]),
      group([3, 30, 0]),
      groupWithoutBot([4, 20, 0]),
      direct(40, 5),
      direct(25),
      direct(10),
      direct(0),
      directWithoutBot(80, 10),
      directWithoutBot(35),
      directWithoutBot(15),
    ],
  },
  {
    key: 'workspace2',
    name: 'Café Müller & Söhne',
    domain: 'cafe-mueller',
    members: 200,
    usergroups: 5,
    channels: [
      open('general', [10_000, 900, 500], 'general'),
      open('orders', [60, 1200, 400]),
      openWithoutBot('kitchen', [40, 260, 90]),
      open('suppliers', [30, 420, 160], 'shared_external'),
      open('summer-menu', [25, 120, 40], 'archived'),
      open('ideas', [4, 0, 0]),
      closed('managers', [9, 240, 120]),
      closedWithoutBot('salaries', [3, 60, 20]),
      closed('renovation', [7, 80, 20], 'archived'),
      group([4, 50, 10]),
      groupWithoutBot([3, 20, 0]),
      direct(30, 5),
      direct(12),
      directWithoutBot(40, 3),
    ],
  },
  {
    key: 'workspace3',
    name: 'Helios Research',
    domain: 'helios-research',
    organization: 'Helios Group',
    members: 100,
    usergroups: 4,
    channels: [
      open('general', [10_000, 500, 260], 'general'),
      open('lab-updates', [60, 420, 160], 'shared_organization'),
      openWithoutBot('procurement', [20, 110, 30]),
      open('grant-2023', [16, 110, 20], 'archived'),
      closed('peer-review', [10, 180, 80]),
      closedWithoutBot('ethics-board', [4, 110, 20]),
      group([4, 40, 10]),
      direct(30, 5),
      direct(0),
      directWithoutBot(20, 3),
    ],
  },
];
