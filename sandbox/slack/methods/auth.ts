import { method } from '../api/method.ts';
import { SlackError } from '../api/slack-error.ts';

const both = ['bot', 'user'] as const;

/** Methods about the token itself and the workspace it is for. */
export const authMethods = {
  'auth.test': method({
    kind: 'read',
    tokens: both,
    scopes: [],
    tier: 'special',
    parameters: {},
    errors: [],
    handle: ({ workspace, token, store }) => ({
      url: workspace.team.url,
      team: workspace.team.name,
      user: workspace.users.get(token.userId)?.name ?? '',
      team_id: workspace.team.id,
      user_id: token.userId,
      ...(token.kind === 'bot' ? { bot_id: workspace.app.botId } : {}),
      ...(workspace.enterprise === null ? {} : { enterprise_id: workspace.enterprise.id }),
      ...(token.expiresAtMs === undefined ? {} : { expires_in: Math.ceil((token.expiresAtMs - store.now()) / 1000) }),
      is_enterprise_install: token.orgWide,
    }),
  }),
  'auth.revoke': method({
    kind: 'read',
    tokens: both,
    scopes: [],
    tier: 'tier3',
    parameters: { test: { type: 'boolean', default: false } },
    errors: [],
    handle: ({ token }, args) => {
      if (!args.test) token.status = 'revoked';
      return { revoked: !args.test };
    },
  }),
  'auth.teams.list': method({
    kind: 'read',
    tokens: both,
    scopes: [],
    tier: 'tier2',
    pages: 'cursor',
    parameters: {
      include_icon: { type: 'boolean', default: false },
      limit: { type: 'integer', default: 100, min: 1, max: 1000 },
      cursor: { type: 'string' },
    },
    errors: ['invalid_cursor'],
    handle: ({ workspace, paging }, args) => {
      const page = paging.take({
        items: [workspace.team],
        keyOf: team => team.id,
        order: 'ascending',
        limit: args.limit,
        cursor: args.cursor,
      });
      const teams = page.items.map(({ id, name, icon }) => ({ id, name, ...(args.include_icon ? { icon } : {}) }));
      return { teams, response_metadata: { next_cursor: page.nextCursor } };
    },
  }),
  'team.info': method({
    kind: 'read',
    tokens: both,
    scopes: ['team:read'],
    tier: 'tier3',
    parameters: { team: { type: 'string' }, domain: { type: 'string' } },
    errors: ['team_not_found'],
    handle: ({ workspace }, args) => {
      if (args.team !== undefined && args.team !== workspace.team.id) throw new SlackError('team_not_found');
      return { team: workspace.team };
    },
  }),
};
