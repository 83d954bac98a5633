import type { Way } from '#/domain/api/route.ts';
import type { EngagementState } from '#/domain/coaching/engagement-state.ts';
import type { Caller } from './caller.ts';
import type { OrganizationRole } from './roles.ts';

export type EngagementFacts = {
  readonly coachId: string;
  readonly clientId: string;
  readonly organizationId: string;
  readonly status: EngagementState;
  /** A response has suspended it: neither of the two takes part. */
  readonly suspended?: boolean | undefined;
};
export type MembershipFacts = {
  readonly role: OrganizationRole;
  readonly status: 'active' | 'deactivated';
  readonly privacyChampion?: boolean | undefined;
};

/** What is known of how a caller stands to what the path names; `undefined` is a row that does not exist. */
export type Relations = {
  readonly engagement?: EngagementFacts | undefined;
  /** The caller's membership in the organisation of the path, or of the engagement. */
  readonly membership?: MembershipFacts | undefined;
  /** Whether the caller decides for the minor of the path. */
  readonly isGuardian?: boolean | undefined;
  /** Whether the grant of the path lets the caller in. */
  readonly isGranted?: boolean | undefined;
};

/**
 * How a caller takes part in an engagement. A coach's access ends with the engagement and with the coach's membership;
 * a client keeps reading what is about them. While a response has suspended it, neither takes part.
 */
export function participation(
  caller: Pick<Caller, 'personId'>,
  engagement: EngagementFacts | undefined,
  membership: MembershipFacts | undefined,
): 'coach' | 'client' | undefined {
  if (!engagement || engagement.suspended) return undefined;
  if (engagement.clientId === caller.personId) return 'client';
  if (engagement.coachId !== caller.personId || engagement.status === 'ended') return undefined;
  return membership?.status === 'active' && membership.role === 'coach' ? 'coach' : undefined;
}

const isMember = ({ role }: Way, { membership }: Relations): boolean =>
  membership?.status === 'active' && membership.role === role;

function holds(way: Way, caller: Caller, relations: Relations): boolean {
  switch (way.relation) {
    case 'none':
    case 'self':
      return true;
    case 'member':
      return isMember(way, relations);
    case 'champion':
      return isMember(way, relations) && relations.membership?.privacyChampion === true;
    case 'guardian':
      return relations.isGuardian === true;
    case 'grantee':
      return relations.isGranted === true;
    case 'coach':
    case 'client':
      return participation(caller, relations.engagement, relations.membership) === way.relation;
  }
}

/** The ways into a route that the caller's roles leave open, before any relation is known. */
export const waysOf = (who: readonly Way[], caller: Caller): Way[] =>
  who.filter(({ role }) => caller.roles.includes(role));

/** The way a caller comes in by, or undefined when none holds. */
export const wayIn = (ways: readonly Way[], caller: Caller, relations: Relations): Way | undefined =>
  ways.find((way) => holds(way, caller, relations));

/** Whether a record that the relation reaches may be shown to this caller: an author's own note is for its author. */
export function mayRead(values: Readonly<Record<string, unknown>>, caller: Pick<Caller, 'personId'>): boolean {
  return values.visibility !== 'author' || values.authorId === caller.personId;
}
