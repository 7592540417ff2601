import { maskPaths } from '../api/field-mask.ts';
import { GoogleError, invalidField } from '../api/google-error.ts';
import { method, type Method, type MethodContext } from '../api/method.ts';
import type { Shape } from '../api/shapes.ts';
import { isManager, mayDo, type Space } from '../store/space.ts';
import { spaceView } from '../views/space-view.ts';
import { demandSpace, once, permissionDenied } from './access.ts';
import { createSpace, demandFreeName } from './create-space.ts';

const chat = { host: 'chat.googleapis.com', form: 'rpc', quota: 'SpaceWrites' } as const;
const service = 'google.chat.v1.ChatService';

/** Writing spaces: spaces.create, patch and delete. */
export const spaceWriteMethods: readonly Method[] = [
  method({
    ...chat,
    id: 'chat.spaces.create',
    rpc: `${service}.CreateSpace`,
    verb: 'POST',
    path: '/v1/spaces',
    scopes: {
      user: ['chat.import', 'chat.spaces', 'chat.spaces.create'],
      app: ['chat.app.spaces', 'chat.app.spaces.create'],
    },
    parameters: { requestId: { type: 'string' } },
    body: { shape: 'Space', field: 'space' },
    handle(context, { args, body }) {
      const id = once(context, { place: 'space', requestId: args.requestId }, () => {
        if (context.reach === 'import' && body.importMode !== true) throw permissionDenied();
        if (body.spaceType !== 'SPACE' && body.importMode !== true) {
          throw invalidField('space.space_type', 'Only named spaces can be created; use spaces:setup for others.');
        }
        demandCustomerOfApp(context, body);
        return createSpace(context, body).id;
      });
      return spaceView(context, demandSpace(context, id), 'get');
    },
  }),
  method({
    ...chat,
    id: 'chat.spaces.patch',
    rpc: `${service}.UpdateSpace`,
    verb: 'PATCH',
    path: '/v1/spaces/{space}',
    scopes: { user: ['chat.import', 'chat.spaces'], app: ['chat.app.spaces'], admin: ['chat.admin.spaces'] },
    parameters: { updateMask: { type: 'string' }, useAdminAccess: { type: 'boolean' } },
    body: { shape: 'Space', field: 'space' },
    handle(context, { path, args, body }) {
      const space = demandSpace(context, path.space);
      const paths = maskPaths(args.updateMask ?? '');
      if (paths.length === 0) throw invalidField('update_mask', 'The update mask is required.');
      for (const field of paths) demandChange(context, space, { field, isAlone: paths.length === 1, body });
      for (const field of paths) change(space, field, body);
      return spaceView(context, space, 'get');
    },
  }),
  method({
    ...chat,
    id: 'chat.spaces.delete',
    rpc: `${service}.DeleteSpace`,
    verb: 'DELETE',
    path: '/v1/spaces/{space}',
    scopes: { user: ['chat.delete', 'chat.import'], app: ['chat.app.delete'], admin: ['chat.admin.delete'] },
    parameters: { useAdminAccess: { type: 'boolean' } },
    handle(context, { path }) {
      const space = demandSpace(context, path.space);
      const { caller } = context;
      const isOwn = space.creatorId === caller.id;
      const mayDelete =
        context.useAdminAccess ||
        (caller.kind === 'app' ? isOwn : isManager(space, caller.id) || (isOwn && space.facts.importMode));
      if (!mayDelete) throw permissionDenied();
      if (space.facts.spaceType !== 'SPACE')
        throw new GoogleError('INVALID_ARGUMENT', 'Only named spaces can be deleted.');
      context.store.spaces.delete(space.id);
      return {};
    },
  }),
];

/** The app has to say for which organization it creates. */
function demandCustomerOfApp({ caller, store }: MethodContext, body: Shape<'Space'>): void {
  if (caller.kind !== 'app') return;
  const own = [`customers/${store.customer.id}`, 'customers/my_customer'];
  if (!own.includes(body.customer ?? ''))
    throw invalidField('space.customer', 'The customer is required with app authentication.');
}

interface Change {
  /** A path of the update mask, in camelCase. */
  readonly field: string;
  /** Whether the mask names nothing else. */
  readonly isAlone: boolean;
  readonly body: Shape<'Space'>;
}

const permissionPrefix = 'permissionSettings.';

/** Refuses a path of the mask that does not exist, that this space or caller may not change, or that stands with others. */
function demandChange(context: MethodContext, space: Space, { field, isAlone, body }: Change): void {
  const { facts } = space;
  const isNamed = facts.spaceType === 'SPACE';
  const refuse = (why: string): GoogleError => invalidField('update_mask', why);
  const guard = (setting: 'modifySpaceDetails' | 'toggleHistory'): void => {
    const isOutside = context.useAdminAccess || context.caller.kind === 'app' || context.reach === 'import';
    if (!isOutside && !mayDo(space, context.caller.id, setting)) throw permissionDenied();
  };
  if (field === 'displayName') {
    guard('modifySpaceDetails');
    if (!isNamed && body.spaceType !== 'SPACE') throw refuse('The display name of this space cannot be updated.');
    if ((body.displayName ?? '') === '') throw invalidField('space.display_name', 'The display name is required.');
    return demandFreeName(context.store, body.displayName, space);
  }
  if (field === 'spaceDetails') return guard('modifySpaceDetails');
  if (field === 'spaceType') {
    const isUpgrade =
      body.spaceType === 'SPACE' && (isNamed || (facts.spaceType === 'GROUP_CHAT' && (body.displayName ?? '') !== ''));
    if (!isUpgrade || context.useAdminAccess)
      throw refuse('Only a group chat can become a named space, with a display name.');
    return;
  }
  if (!isAlone && !field.startsWith(permissionPrefix)) throw refuse(`${field} has to be updated alone.`);
  if (field === 'spaceHistoryState' && !context.useAdminAccess) return guard('toggleHistory');
  const isSetting =
    field === 'accessSettings.audience' ||
    (field.startsWith(permissionPrefix) &&
      Object.hasOwn(facts.permissionSettings, field.slice(permissionPrefix.length)));
  if (!isSetting || !isNamed || context.useAdminAccess) throw refuse(`Invalid update mask path: ${field}`);
  if (!isManager(space, context.caller.id)) throw permissionDenied();
}

function change(space: Space, field: string, body: Shape<'Space'>): void {
  const { facts } = space;
  switch (field) {
    case 'displayName':
      facts.displayName = body.displayName ?? '';
      return;
    case 'spaceDetails':
      // Both texts are replaced: one that is not given is gone.
      facts.spaceDetails = body.spaceDetails;
      return;
    case 'spaceType':
      facts.spaceType = 'SPACE';
      return;
    case 'spaceHistoryState':
      facts.spaceHistoryState = body.spaceHistoryState === 'HISTORY_OFF' ? 'HISTORY_OFF' : 'HISTORY_ON';
      return;
    case 'accessSettings.audience':
      facts.audience = body.accessSettings?.audience;
      return;
    default: {
      const setting = field.slice(permissionPrefix.length);
      const given = Object.entries(body.permissionSettings ?? {}).filter(([name]) => name === setting);
      facts.permissionSettings = { ...facts.permissionSettings, ...Object.fromEntries(given) };
    }
  }
}
