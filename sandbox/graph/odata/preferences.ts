/** What a `Prefer` header asks for. */
export interface Preference {
  /** Whether enum members added after `unknownFutureValue` are shown by name. */
  readonly unknownEnumMembers: 'shown' | 'hidden';
}

/** Reads the header. */
export function readPreference(header: string | undefined): Preference {
  const asked = (header ?? '')
    .toLowerCase()
    .split(/[,;]/)
    .map(part => part.trim());
  return { unknownEnumMembers: asked.includes('include-unknown-enum-members') ? 'shown' : 'hidden' };
}

/** Members of evolvable enums that came after `unknownFutureValue`, by property. */
const laterMembers: Readonly<Record<string, readonly string[]>> = {
  messageType: ['systemEventMessage'],
  membershipType: ['shared'],
  userIdentityType: ['emailUser'],
};

/** A copy of an answer with later enum members as `unknownFutureValue`. */
export function hideLaterMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideLaterMembers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (typeof inner === 'string' && laterMembers[name]?.includes(inner) === true)
        return [name, 'unknownFutureValue'];
      return [name, typeof inner === 'object' ? hideLaterMembers(inner) : inner];
    }),
  );
}
