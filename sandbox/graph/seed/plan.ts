/** A channel of the seed. */
export interface ChannelPlan {
  readonly name: string;
  readonly kind: 'standard' | 'private' | 'shared';
  /** Messages that are no replies, and replies. */
  readonly roots: number;
  readonly replies: number;
  /** Of a private or shared channel. Default: half of the team. */
  readonly members?: number;
  /** Whether the signed-in user is in a private or shared channel. Default `in`. */
  readonly user?: 'in' | 'out';
  /** `old_id`: the form of ids of old channels; `archived`; `chat_layout`. */
  readonly note?: 'old_id' | 'archived' | 'chat_layout';
  /** Index of the team a shared channel is shared with. */
  readonly sharedWith?: number;
}

/** A team of the seed, General first. */
export interface TeamPlan {
  readonly name: string;
  readonly nickname: string;
  readonly members: number;
  readonly visibility: 'public' | 'private' | 'hiddenMembership';
  readonly user: 'owner' | 'member' | 'out';
  readonly archived?: true;
  readonly channels: readonly ChannelPlan[];
}

/** A chat of the seed. */
export interface ChatPlan {
  readonly kind: 'oneOnOne' | 'group' | 'meeting';
  readonly topic: string | null;
  readonly members: number;
  readonly messages: number;
  readonly user: 'in' | 'out';
  readonly hidden?: true;
}

/** A tenant of the seed. */
export interface TenantPlan {
  readonly key: 'tenant1' | 'tenant2';
  readonly name: string;
  /** `contoso` of `contoso.onmicrosoft.com`. */
  readonly domain: string;
  readonly users: number;
  readonly teams: readonly TeamPlan[];
  readonly chats: readonly ChatPlan[];
}

type Counts = readonly [roots: number, replies: number];

const standard = (name: string, [roots, replies]: Counts, note?: ChannelPlan['note']): ChannelPlan => ({
  name,
  kind: 'standard',
  roots,
  replies,
  ...(note === undefined ? {} : { note }),
});
const closed = (name: string, [roots, replies]: Counts, user: 'in' | 'out' = 'in'): ChannelPlan => ({
  name,
  kind: 'private',
  roots,
  replies,
  members: 6,
  user,
});
const shared = (name: string, [roots, replies]: Counts, sharedWith: number): ChannelPlan => ({
  name,
  kind: 'shared',
  roots,
  replies,
  members: 9,
  sharedWith,
});

/**
 * The seed: 60 channels and chats, 1,200 people and 25,000 messages in two tenants. The first is the big one; each has
 * every kind of team, channel, chat, group, person and message.
 */
export const tenantPlans: readonly TenantPlan[] = [
  {
    key: 'tenant1',
    name: 'Contoso Instruments',
    domain: 'contoso',
    users: 1080,
    teams: [
      {
        name: 'All of Contoso',
        nickname: 'allofcontoso',
        members: 640,
        visibility: 'public',
        user: 'member',
        channels: [
          standard('General', [1400, 900]),
          standard('Release notes', [300, 240]),
          standard('Watercooler', [900, 400]),
          standard('Empty room', [0, 0]),
        ],
      },
      {
        name: 'Engineering',
        nickname: 'engineering',
        members: 220,
        visibility: 'private',
        user: 'owner',
        channels: [
          standard('General', [600, 300]),
          standard('Telemetry firehose', [5000, 0]),
          standard('Incidents', [700, 900], 'chat_layout'),
          standard('Legacy operations', [260, 80], 'old_id'),
          standard('Temp migration', [80, 20], 'archived'),
          closed('Security response', [320, 180]),
          closed('Hiring panel', [140, 40], 'out'),
          shared('Calibration with Sales', [260, 140], 2),
        ],
      },
      {
        name: 'Sales',
        nickname: 'sales',
        members: 130,
        visibility: 'private',
        user: 'member',
        channels: [
          standard('General', [500, 250]),
          standard('EMEA', [420, 180]),
          standard('Partners', [100, 40]),
          standard('Équipe produit', [180, 60]),
          closed('Payroll', [90, 20], 'out'),
        ],
      },
      {
        name: 'Support Desk',
        nickname: 'supportdesk',
        members: 90,
        visibility: 'public',
        user: 'member',
        channels: [
          standard('General', [400, 200]),
          standard('Tickets', [1100, 870]),
          standard('Hand-over', [240, 90]),
          closed('Escalations', [60, 20]),
        ],
      },
      {
        name: 'Design Crits',
        nickname: 'designcrits',
        members: 35,
        visibility: 'hiddenMembership',
        user: 'out',
        channels: [
          standard('General', [300, 120]),
          standard('References', [60, 0]),
          shared('Open studio', [180, 60], 1),
        ],
      },
      {
        name: 'Board',
        nickname: 'board',
        members: 5,
        visibility: 'private',
        user: 'out',
        channels: [standard('General', [60, 20]), closed('Acquisition', [40, 10], 'out')],
      },
      {
        name: 'Offsite 2024',
        nickname: 'offsite2024',
        members: 80,
        visibility: 'public',
        user: 'member',
        archived: true,
        channels: [standard('General', [180, 60]), standard('Venue', [90, 30])],
      },
      {
        name: 'Project Borealis',
        nickname: 'projectborealis',
        members: 24,
        visibility: 'private',
        user: 'member',
        channels: [standard('General', [300, 140]), standard('Firmware', [360, 180]), closed('Suppliers', [80, 30])],
      },
      {
        name: 'New starters',
        nickname: 'newstarters',
        members: 12,
        visibility: 'public',
        user: 'member',
        channels: [standard('General', [40, 10])],
      },
    ],
    chats: [
      { kind: 'oneOnOne', topic: null, members: 2, messages: 420, user: 'in' },
      { kind: 'oneOnOne', topic: null, members: 2, messages: 90, user: 'in' },
      { kind: 'oneOnOne', topic: null, members: 2, messages: 0, user: 'in', hidden: true },
      { kind: 'oneOnOne', topic: null, members: 2, messages: 160, user: 'out' },
      { kind: 'oneOnOne', topic: null, members: 2, messages: 40, user: 'out' },
      { kind: 'group', topic: 'Lunch crew 🍜', members: 7, messages: 340, user: 'in' },
      { kind: 'group', topic: null, members: 4, messages: 120, user: 'in' },
      { kind: 'group', topic: 'Budget < 2026 & beyond', members: 5, messages: 80, user: 'in', hidden: true },
      { kind: 'group', topic: 'Release train', members: 5, messages: 140, user: 'in' },
      { kind: 'oneOnOne', topic: null, members: 2, messages: 60, user: 'in' },
      { kind: 'meeting', topic: 'All hands', members: 60, messages: 160, user: 'in' },
      { kind: 'group', topic: 'Executive assistants', members: 5, messages: 60, user: 'out' },
      { kind: 'meeting', topic: 'Weekly calibration review', members: 11, messages: 150, user: 'in' },
      { kind: 'meeting', topic: 'Interview debrief', members: 4, messages: 30, user: 'out' },
    ],
  },
  {
    key: 'tenant2',
    name: 'Fabrikam Café & Söhne',
    domain: 'fabrikam',
    users: 120,
    teams: [
      {
        name: 'Fabrikam',
        nickname: 'fabrikam',
        members: 100,
        visibility: 'public',
        user: 'owner',
        channels: [
          standard('General', [500, 200]),
          standard('Bestellungen', [700, 300]),
          standard('Ideen', [0, 0]),
          closed('Gehälter', [60, 20], 'out'),
          shared('Lieferanten', [160, 60], 1),
        ],
      },
      {
        name: 'Küche',
        nickname: 'kueche',
        members: 30,
        visibility: 'private',
        user: 'member',
        channels: [standard('General', [240, 90]), standard('Sommerkarte', [60, 20], 'archived')],
      },
      {
        name: 'Archiv 2023',
        nickname: 'archiv2023',
        members: 8,
        visibility: 'private',
        user: 'out',
        archived: true,
        channels: [standard('General', [50, 10]), closed('Renovierung', [30, 0], 'out')],
      },
    ],
    chats: [
      { kind: 'oneOnOne', topic: null, members: 2, messages: 60, user: 'in' },
      { kind: 'group', topic: 'Schichtplan', members: 6, messages: 110, user: 'in' },
      { kind: 'group', topic: 'Umbau', members: 5, messages: 80, user: 'out' },
      { kind: 'meeting', topic: 'Monatsabschluss', members: 5, messages: 40, user: 'in' },
      { kind: 'oneOnOne', topic: null, members: 2, messages: 30, user: 'out' },
    ],
  },
];
