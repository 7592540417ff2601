import type { Method } from '../api/method.ts';
import { authMethods } from './auth.ts';
import { conversationsReadMethods } from './conversations-read.ts';
import { historyMethods } from './history.ts';
import { usersMethods } from './users.ts';

/** Every Web API method the fake answers. */
export const methods = {
  ...authMethods,
  ...conversationsReadMethods,
  ...historyMethods,
  ...usersMethods,
} satisfies Readonly<Record<string, Method>>;
