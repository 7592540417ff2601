import type { Method } from '../api/method.ts';
import { attachmentMethods } from './attachments.ts';
import { directoryMethods } from './directory.ts';
import { directoryUserMethods } from './directory-users.ts';
import { driveMethods } from './drive.ts';
import { memberMethods } from './members.ts';
import { memberWriteMethods } from './member-writes.ts';
import { messageSearchMethods } from './message-search.ts';
import { messageWriteMethods } from './message-writes.ts';
import { messageMethods } from './messages.ts';
import { peopleMethods } from './people.ts';
import { reactionMethods } from './reactions.ts';
import { spaceSearchMethods } from './space-search.ts';
import { spaceSetupMethods } from './space-setup.ts';
import { spaceWriteMethods } from './space-writes.ts';
import { spaceMethods } from './spaces.ts';
import { uploadMethods } from './uploads.ts';
import { userinfoMethods } from './userinfo.ts';

/** Every method the sandbox answers. */
export const methods: readonly Method[] = [
  ...spaceMethods,
  ...spaceSearchMethods,
  ...spaceWriteMethods,
  ...spaceSetupMethods,
  ...memberMethods,
  ...memberWriteMethods,
  ...messageMethods,
  ...messageWriteMethods,
  ...messageSearchMethods,
  ...uploadMethods,
  ...attachmentMethods,
  ...reactionMethods,
  ...directoryMethods,
  ...directoryUserMethods,
  ...peopleMethods,
  ...driveMethods,
  ...userinfoMethods,
];
