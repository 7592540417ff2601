/** Who of those with credentials is in a space: the administrator, the ordinary member, the Chat app. */
export type Insider = 'admin' | 'member' | 'app';

/** How one space of the seed comes out. */
export interface SpacePlan {
  readonly kind: 'space' | 'group' | 'dm';
  /** Empty for group chats and direct messages. */
  readonly name: string;
  /** Wanted number of people. */
  readonly people: number;
  readonly insiders: readonly Insider[];
  /** Messages that start a thread. */
  readonly roots: number;
  /** Messages that answer in one. */
  readonly replies: number;
  readonly note?:
    | 'announcement'
    | 'discoverable'
    | 'external'
    | 'history_off'
    | 'grouped'
    | 'import'
    /** Some people are only invited. */
    | 'invited'
    /** Google Groups are members. */
    | 'groups'
    /** A direct message with the Chat app. */
    | 'app_dm';
}

type Counts = readonly [people: number, roots: number, replies: number];
type Note = SpacePlan['note'];

const plan =
  (kind: SpacePlan['kind'], insiders: readonly Insider[]) =>
  (name: string, [people, roots, replies]: Counts, note?: Note): SpacePlan => ({
    kind,
    name,
    people,
    insiders,
    roots,
    replies,
    ...(note === undefined ? {} : { note }),
  });

const everyone = plan('space', ['admin', 'member', 'app']);
const withoutApp = plan('space', ['admin', 'member']);
const adminOnly = plan('space', ['admin', 'app']);
/** Spaces the administrator is not in: readable with administrator's access or delegation only. */
const others = plan('space', ['member']);
const nobody = plan('space', []);
const group = (insiders: readonly Insider[], counts: Counts): SpacePlan => plan('group', insiders)('', counts);
const dm = (insiders: readonly Insider[], roots: number, replies = 0): SpacePlan =>
  plan('dm', insiders)('', [2, roots, replies]);
const appDm = (insider: Insider | undefined, roots: number): SpacePlan =>
  plan('dm', insider === undefined ? ['app'] : [insider, 'app'])('', [1, roots, 0], 'app_dm');

/** The people in the Directory; 12 deleted ones come on top. */
export const directoryUsers = 1200;
/** People of other organizations. */
export const externalPeople = 40;
/** Google Groups. */
export const directoryGroups = 45;

/** The seed: 60 spaces and 25,000 messages. */
export const spacePlans: readonly SpacePlan[] = [
  everyone('Company', [10_000, 1500, 700], 'announcement'),
  everyone('Engineering firehose', [220, 5000, 0]),
  everyone('Release notes', [140, 300, 240], 'discoverable'),
  everyone('Support desk', [90, 1300, 1224]),
  everyone('Project Atlas', [35, 900, 600]),
  everyone('Project Borealis', [30, 700, 400], 'groups'),
  everyone('Incidents', [70, 800, 900]),
  everyone('Watercooler ☕', [300, 900, 350], 'discoverable'),
  everyone('Partner Fjordline', [25, 400, 200], 'external'),
  everyone('Empty room', [3, 0, 0]),
  everyone('Équipe produit', [15, 240, 90]),
  everyone('Sales EMEA', [60, 700, 300]),
  everyone('Hiring', [20, 400, 120], 'invited'),
  everyone('Old planning', [18, 220, 80], 'grouped'),
  withoutApp('Design crits', [40, 500, 200], 'discoverable'),
  withoutApp('Data platform', [28, 420, 160]),
  withoutApp('Leadership', [12, 260, 90]),
  withoutApp('Off the record', [8, 60, 20], 'history_off'),
  withoutApp('Clients & partners', [22, 240, 80], 'external'),
  withoutApp('日本チーム', [16, 200, 60]),
  adminOnly('Security response', [18, 260, 120]),
  adminOnly('Facilities', [45, 180, 60]),
  adminOnly('Finance "close" desk', [11, 150, 40]),
  adminOnly('Legacy operations', [14, 140, 30], 'grouped'),
  others('Payroll', [5, 120, 30]),
  others('Book club', [26, 140, 60], 'discoverable'),
  others('Ops & on-call', [19, 220, 140]),
  nobody('Board', [4, 60, 0]),
  nobody('Acquisition 2025', [6, 90, 20]),
  nobody('Works council', [7, 80, 10]),
  plan('space', [])('Imported from elsewhere', [0, 40, 10], 'import'),
  everyone('Marketing', [55, 400, 160]),
  everyone('Accessibility', [24, 160, 70]),
  withoutApp('Running group', [33, 150, 40], 'discoverable'),
  group(['admin', 'member'], [4, 120, 30]),
  group(['admin', 'member'], [5, 90, 20]),
  group(['admin'], [3, 60, 10]),
  group(['admin', 'app'], [3, 40, 10]),
  group(['member'], [4, 60, 10]),
  group(['member'], [6, 50, 10]),
  group([], [3, 30, 0]),
  group([], [5, 25, 0]),
  group(['admin', 'member'], [8, 45, 15]),
  group(['admin'], [3, 0, 0]),
  dm(['admin', 'member'], 120, 10),
  dm(['admin'], 80),
  dm(['admin'], 45),
  dm(['admin'], 20),
  dm(['admin'], 1),
  dm(['admin'], 0),
  dm(['member'], 60),
  dm(['member'], 35),
  dm(['member'], 0),
  dm([], 40),
  dm([], 25),
  dm([], 10),
  appDm('admin', 40),
  appDm('member', 30),
  appDm(undefined, 25),
  appDm(undefined, 0),
];
