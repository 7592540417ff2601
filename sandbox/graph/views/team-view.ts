import type { TeamRecord } from '../store/records.ts';

/** Settings that no listing shows. */
const unlisted = {
  createdDateTime: null,
  internalId: null,
  classification: null,
  specialization: null,
  webUrl: null,
  isMembershipLimitedToOwners: null,
  memberSettings: null,
  guestSettings: null,
  messagingSettings: null,
  funSettings: null,
  discoverySettings: null,
  tagSettings: null,
  summary: null,
} as const;

/** A team among those a person joined. */
export function joinedTeamView({ id, displayName, description, isArchived, tenantId }: TeamRecord): object {
  return { id, displayName, description, visibility: null, isArchived, tenantId, ...unlisted };
}

/** A team among those of the tenant. */
export function listedTeamView({ id, displayName, description, visibility }: TeamRecord): object {
  return { id, displayName, description, visibility, isArchived: null, ...unlisted };
}

/** A team on its own. */
export function teamView({ tenantId: _, ...team }: TeamRecord): object {
  return team;
}
