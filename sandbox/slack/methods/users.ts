import { findUser } from '../api/find.ts';
import { method } from '../api/method.ts';
import { keyOfNumber } from '../api/paging.ts';
import { SlackError } from '../api/slack-error.ts';
import { hashText } from '../../support/random.ts';
import { profileView, userView } from '../views/user-view.ts';

const both = ['bot', 'user'] as const;

/** From this many users on, `users.list` wants a limit; Slack does not publish its own figure. */
const limitRequiredAbove = 500;

/** Methods that read users and bots. */
export const usersMethods = {
  'users.list': method({
    kind: 'read',
    tokens: both,
    scopes: ['users:read'],
    tier: 'tier2',
    pages: 'cursor',
    team: 'named',
    parameters: {
      limit: { type: 'integer', min: 0, max: 1000 },
      cursor: { type: 'string' },
      include_locale: { type: 'boolean', default: false },
      team_id: { type: 'string' },
    },
    errors: ['invalid_cursor', 'limit_required'],
    handle: ({ workspace, token, paging, nowSeconds }, args) => {
      const users = [...workspace.users.values()];
      const limit = args.limit === undefined || args.limit === 0 ? users.length : args.limit;
      if (limit === users.length && users.length > limitRequiredAbove) throw new SlackError('limit_required');
      const page = paging.take({
        items: users.map((user, index) => ({ user, index })),
        keyOf: ({ index }) => keyOfNumber(index),
        order: 'ascending',
        limit,
        cursor: args.cursor,
        fill: 'short',
      });
      const locale = args.include_locale ? 'with_locale' : 'without_locale';
      return {
        members: page.items.map(({ user }) => userView(user, token, locale)),
        cache_ts: nowSeconds,
        response_metadata: { next_cursor: page.nextCursor },
      };
    },
  }),
  'users.info': method({
    kind: 'read',
    tokens: both,
    scopes: ['users:read'],
    tier: 'tier4',
    parameters: { user: { type: 'string', required: true }, include_locale: { type: 'boolean', default: false } },
    errors: ['user_not_found', 'user_not_visible'],
    handle: (context, args) => {
      const locale = args.include_locale ? 'with_locale' : 'without_locale';
      return { user: userView(findUser(context, args.user), context.token, locale) };
    },
  }),
  'users.lookupByEmail': method({
    kind: 'read',
    tokens: both,
    scopes: ['users:read.email'],
    tier: 'tier3',
    parameters: { email: { type: 'string', required: true } },
    errors: ['users_not_found'],
    handle: ({ workspace, token }, args) => {
      const wanted = args.email.toLowerCase();
      // Deactivated people are not found by their address.
      const user = [...workspace.users.values()].find(
        candidate => !candidate.deleted && candidate.profile.email?.toLowerCase() === wanted,
      );
      if (user === undefined) throw new SlackError('users_not_found');
      return { user: userView(user, token, 'without_locale') };
    },
  }),
  'users.profile.get': method({
    kind: 'read',
    tokens: both,
    scopes: ['users.profile:read'],
    tier: 'tier4',
    parameters: { user: { type: 'string' }, include_labels: { type: 'boolean' } },
    errors: ['user_not_found'],
    handle: (context, args) => {
      const user = findUser(context, args.user ?? context.token.userId);
      const {
        team: _team,
        bot_id: _bot,
        api_app_id: _app,
        guest_invited_by: _inviter,
        ...profile
      } = profileView(user, context.token);
      return { profile: { ...profile, fields: {} } };
    },
  }),
  'users.getPresence': method({
    kind: 'read',
    tokens: both,
    scopes: ['users:read'],
    tier: 'tier3',
    parameters: { user: { type: 'string' } },
    errors: ['user_not_found'],
    handle: (context, args) => {
      const user = findUser(context, args.user ?? context.token.userId);
      const presence = hashText(user.id) % 2 === 0 ? 'active' : 'away';
      if (user.id !== context.token.userId) return { presence };
      // Only about oneself Slack tells more.
      const online = presence === 'active';
      return {
        presence,
        online,
        auto_away: !online,
        manual_away: false,
        connection_count: online ? 1 : 0,
        last_activity: user.updated,
      };
    },
  }),
  'bots.info': method({
    kind: 'read',
    tokens: both,
    scopes: ['users:read'],
    tier: 'tier3',
    team: 'named',
    parameters: { bot: { type: 'string', required: true }, team_id: { type: 'string' } },
    errors: ['bot_not_found'],
    handle: ({ workspace }, args) => {
      const bot = workspace.bots.get(args.bot);
      if (bot === undefined) throw new SlackError('bot_not_found');
      return { bot };
    },
  }),
};
