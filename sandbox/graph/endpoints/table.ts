import type { Endpoint } from '../api/endpoint.ts';
import { channelMessageEndpoints } from './channel-messages.ts';
import { channelEndpoints } from './channels.ts';
import { chatMessageEndpoints } from './chat-messages.ts';
import { chatEndpoints } from './chats.ts';
import { fileEndpoints } from './files.ts';
import { groupEndpoints } from './groups.ts';
import { organizationEndpoints } from './organizations.ts';
import { teamEndpoints } from './teams.ts';
import { userEndpoints } from './users.ts';

/** Every endpoint of Graph the fake answers, beside `$batch`. */
export const endpoints: readonly Endpoint[] = [
  ...organizationEndpoints,
  ...userEndpoints,
  ...groupEndpoints,
  ...teamEndpoints,
  ...channelEndpoints,
  ...channelMessageEndpoints,
  ...chatEndpoints,
  ...chatMessageEndpoints,
  ...fileEndpoints,
];
