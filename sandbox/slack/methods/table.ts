import type { Method } from '../api/method.ts';
import { authMethods } from './auth.ts';
import { chatMethods } from './chat.ts';
import { conversationMembersMethods } from './conversation-members.ts';
import { conversationsReadMethods } from './conversations-read.ts';
import { conversationsWriteMethods } from './conversations-write.ts';
import { filesMethods } from './files.ts';
import { historyMethods } from './history.ts';
import { reactionsMethods } from './reactions.ts';
import { searchMethods } from './search.ts';
import { uploadsMethods } from './uploads.ts';
import { usergroupsMethods } from './usergroups.ts';
import { usersMethods } from './users.ts';

/** Every Web API method the fake answers to a token. `oauth.v2.access`, which takes none, is beside it in `oauth/`. */
export const methods = {
  ...authMethods,
  ...chatMethods,
  ...conversationMembersMethods,
  ...conversationsReadMethods,
  ...conversationsWriteMethods,
  ...filesMethods,
  ...historyMethods,
  ...reactionsMethods,
  ...searchMethods,
  ...uploadsMethods,
  ...usergroupsMethods,
  ...usersMethods,
} satisfies Readonly<Record<string, Method>>;
