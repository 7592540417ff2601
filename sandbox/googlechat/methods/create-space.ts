import { GoogleError, invalidField } from '../api/google-error.ts';
import type { MethodContext } from '../api/method.ts';
import type { Shape } from '../api/shapes.ts';
import { createMessageLog } from '../store/message-log.ts';
import type { StoredMembership } from '../store/records.ts';
import { addMember, announcementSettings, collaborationSettings, type Space } from '../store/space.ts';
import type { GoogleChatStore } from '../store/store.ts';

/** Longest description and guidelines, in characters. */
const maxDescription = 150;
const maxGuidelines = 5000;

/**
 * Creates a space with the caller as its first member (none in import mode) and puts it into the store.
 *
 * @throws GoogleError INVALID_ARGUMENT, ALREADY_EXISTS for a name that is taken
 */
export function createSpace(context: MethodContext, wanted: Shape<'Space'>): Space {
  const { store, caller } = context;
  const isNamed = wanted.spaceType === 'SPACE';
  const isImport = wanted.importMode === true;
  checkTexts(wanted, isNamed);
  if (isNamed) demandFreeName(store, wanted.displayName);
  const isAnnouncement = wanted.predefinedPermissionSettings === 'ANNOUNCEMENT_SPACE';
  const space: Space = {
    id: store.ids.space(wanted.spaceType === 'DIRECT_MESSAGE' ? 'dm' : 'room'),
    creatorId: caller.id,
    createdMicros: Math.floor(store.now()) * 1000 + 431,
    facts: {
      spaceType:
        wanted.spaceType === 'GROUP_CHAT' || wanted.spaceType === 'DIRECT_MESSAGE' ? wanted.spaceType : 'SPACE',
      displayName: isNamed ? (wanted.displayName ?? '') : '',
      spaceDetails: wanted.spaceDetails,
      spaceHistoryState: wanted.spaceHistoryState === 'HISTORY_OFF' ? 'HISTORY_OFF' : 'HISTORY_ON',
      spaceThreadingState: isNamed ? 'THREADED_MESSAGES' : 'UNTHREADED_MESSAGES',
      externalUserAllowed: wanted.externalUserAllowed === true,
      singleUserBotDm: wanted.singleUserBotDm === true,
      importMode: isImport,
      audience: isNamed ? wanted.accessSettings?.audience : undefined,
      permissionSettings: !isNamed ? {} : isAnnouncement ? announcementSettings : collaborationSettings,
    },
    members: new Map(),
    messages: createMessageLog(),
  };
  // People who create a space manage it; the app does not.
  const role = isNamed && caller.kind === 'user' ? 'ROLE_MANAGER' : 'ROLE_MEMBER';
  if (!isImport) addMember(space, newMembership(store, caller.id, { role }));
  store.spaces.set(space.id, space);
  return space;
}

/** @throws GoogleError ALREADY_EXISTS when another space of the organization has the name */
export function demandFreeName(store: GoogleChatStore, name: string | undefined, except?: Space): void {
  for (const space of store.spaces.values()) {
    if (space !== except && space.facts.spaceType === 'SPACE' && space.facts.displayName === name) {
      throw new GoogleError('ALREADY_EXISTS', 'A space with this display name exists already.');
    }
  }
}

/** A membership that begins now. */
export function newMembership(
  store: GoogleChatStore,
  id: string,
  differing: Partial<Pick<StoredMembership, 'kind' | 'role' | 'state'>> = {},
): StoredMembership {
  const createdMicros = Math.floor(store.now()) * 1000 + 523;
  return { id, kind: 'user', role: 'ROLE_MEMBER', state: 'JOINED', createdMicros, ...differing };
}

function checkTexts({ displayName = '', spaceDetails }: Shape<'Space'>, isNamed: boolean): void {
  if (isNamed && displayName.trim() === '')
    throw invalidField('space.display_name', 'The display name is required for a named space.');
  if (!isNamed && displayName !== '')
    throw invalidField('space.display_name', 'Only named spaces have a display name.');
  if (displayName.length > 128)
    throw invalidField('space.display_name', 'The display name is longer than 128 characters.');
  if ((spaceDetails?.description ?? '').length > maxDescription) {
    throw invalidField(
      'space.space_details.description',
      `The description is longer than ${maxDescription} characters.`,
    );
  }
  if ((spaceDetails?.guidelines ?? '').length > maxGuidelines) {
    throw invalidField('space.space_details.guidelines', `The guidelines are longer than ${maxGuidelines} characters.`);
  }
}
