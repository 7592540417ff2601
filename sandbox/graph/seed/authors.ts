import type { Random } from '../../support/random.ts';
import { guid } from '../store/guid.ts';
import { personIdentity } from '../store/message-place.ts';
import type { UserRecord } from '../store/directory-records.ts';
import type { ApplicationIdentity, IdentitySet } from '../store/records.ts';
import type { Content } from './message-kinds.ts';

/** Apps that post in the seed. */
export interface PostingApps {
  readonly bot: { readonly id: string; readonly name: string };
  readonly connector: { readonly id: string; readonly name: string };
  /** A tenant whose people take part as federated users. */
  readonly otherTenantId: string;
}

/** The author of a message: a person, an app, somebody of another tenant, or somebody the directory no longer knows. */
export function authorOf(
  sender: Content['sender'],
  facts: {
    readonly person: UserRecord;
    readonly tenantId: string;
    readonly apps: PostingApps;
    readonly random: Random;
  },
): IdentitySet {
  const { person, tenantId, apps, random } = facts;
  switch (sender) {
    case 'bot':
      return application({ id: apps.bot.id, displayName: apps.bot.name, applicationIdentityType: 'bot' });
    case 'connector':
      return application({
        id: apps.connector.id,
        displayName: apps.connector.name,
        applicationIdentityType: 'office365Connector',
      });
    case 'outsider':
      return outsider(apps, random);
    case 'leaver':
      return personIdentity({ id: guid(random), displayName: null }, tenantId);
    case undefined:
      return personIdentity(person, tenantId);
  }
}

function application(identity: ApplicationIdentity): IdentitySet {
  return {
    application: { '@odata.type': '#microsoft.graph.teamworkApplicationIdentity', ...identity },
    device: null,
    user: null,
  };
}

/** Sometimes a federated user, sometimes one who wrote by e-mail: a kind that clients must ask for to see. */
function outsider(apps: PostingApps, random: Random): IdentitySet {
  const base = { '@odata.type': '#microsoft.graph.teamworkUserIdentity', id: guid(random) } as const;
  const user = random.chance(0.5)
    ? ({ ...base, displayName: 'Ana Fjord', userIdentityType: 'federatedUser', tenantId: apps.otherTenantId } as const)
    : ({ ...base, displayName: 'alerts@fjordline.example', userIdentityType: 'emailUser' } as const);
  return { application: null, device: null, user };
}
