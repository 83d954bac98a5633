import type { Caller } from './caller.ts';
import { idleMinutes, type Role, staffRoles } from './roles.ts';

/** A session epoch as its row says it. */
export type Epoch = {
  readonly status: 'active' | 'suspended' | 'closed';
  readonly revokedBefore: number;
  /** A response keeps out whom it covers. Apart from `status`, so that neither a restore nor a release undoes the other. */
  readonly frozen?: boolean | undefined;
  /** Of the instance: nothing is changed, as long as a response says so. */
  readonly readOnly?: boolean | undefined;
  readonly organizationIds?: readonly string[] | undefined;
  readonly sessionCompletedAt?: number | undefined;
};

/** What the tables say of a caller's sign-in. `undefined` is a row that does not exist. */
export type Standing = {
  readonly person: Epoch | undefined;
  readonly instance: Epoch | undefined;
  readonly organizations: readonly (Epoch | undefined)[];
  /** Of all staff; it decides only over those who have a role of the staff. */
  readonly staff?: Epoch | undefined;
  /** Security officers by the row of this moment. */
  readonly officers?: { readonly active?: readonly string[] | undefined } | undefined;
  readonly signIn: { readonly lastSeen: number } | undefined;
};

/** Clocks of the user pool and ours may differ by this much. */
const clockSkewMs = 60_000;

export type StandingRefusal = 'unknown' | 'suspended' | 'revoked' | 'idle' | 'clock';

/** Whether a response keeps out whom the epoch covers; what is neither true nor false does. */
export const isFrozen = ({ frozen }: Pick<Epoch, 'frozen'>): boolean => frozen !== undefined && frozen !== false;

/** The scope of the epoch that covers the staff of an instance. */
export const staffScope = (instance: string): string => `${instance}.staff`;
export const isStaff = ({ roles }: Pick<Caller, 'roles'>): boolean =>
  roles.some((role) => (staffRoles as readonly Role[]).includes(role));

/**
 * Whether the caller is a security officer who can act. A freeze of others leaves these in, or nobody could lift it. It takes
 * all of it: a token of the workforce with the role, and the row of this moment that names the person.
 */
const isOfficer = ({ pool, roles, personId }: Caller, { officers }: Standing): boolean =>
  pool === 'workforce' && roles.includes('security') && officers?.active?.includes(personId) === true;

const epochRefusal = (epoch: Epoch | undefined, authTime: number, goesOn: boolean): StandingRefusal | undefined => {
  if (!epoch) return 'unknown';
  if (epoch.status !== 'active' || (isFrozen(epoch) && !goesOn)) return 'suspended';
  // Only a number can be older than the sign-in: to a comparison, null is 0.
  return Number.isInteger(epoch.revokedBefore) && authTime > epoch.revokedBefore ? undefined : 'revoked';
};

/** Milliseconds without a request after which this sign-in ends. */
export function idleLimit(caller: Caller, person: Epoch): number {
  const { sessionCompletedAt } = person;
  // Asked this way round, an odd value shortens.
  const sessionEnded = sessionCompletedAt !== undefined && !(sessionCompletedAt <= caller.authTime * 1000);
  const minutes = sessionEnded
    ? Math.min(idleMinutes.afterSession, idleMinutes[caller.pool])
    : idleMinutes[caller.pool];
  return minutes * 60_000;
}

/**
 * Why a sign-in does not count (any more), or undefined when it does. Every row must exist, be active and be older than
 * the sign-in; a sign-in without a row counts as last seen when it took place. A security officer stays in while everybody
 * else is frozen, by a sign-in that is newer than the freeze; nobody does while the instance is restored.
 */
export function standingRefusal(caller: Caller, standing: Standing, now: number): StandingRefusal | undefined {
  const { person, instance, organizations, staff, signIn } = standing;
  if (!Number.isInteger(caller.authTime) || caller.authTime * 1000 > now + clockSkewMs) return 'clock';
  const own = epochRefusal(person, caller.authTime, false);
  if (own) return own;
  const goesOn = isOfficer(caller, standing);
  for (const epoch of [instance, ...organizations, ...(isStaff(caller) ? [staff] : [])]) {
    const refusal = epochRefusal(epoch, caller.authTime, goesOn);
    if (refusal) return refusal;
  }
  const lastSeen = signIn?.lastSeen ?? caller.authTime * 1000;
  return now - lastSeen <= idleLimit(caller, person as Epoch) ? undefined : 'idle';
}

/** How long after a sign-in what takes a fresh one is still let through. */
const freshForMs = 5 * 60_000;
export const isFresh = ({ authTime }: Pick<Caller, 'authTime'>, now: number): boolean =>
  now - authTime * 1000 <= freshForMs;

/** Last-seen is written at most this often, so an idle sign-in may end up to this much early, never late. */
const lastSeenEveryMs = 5 * 60_000;
export const needsLastSeen = (standing: Standing, now: number): boolean =>
  !standing.signIn || now - standing.signIn.lastSeen >= lastSeenEveryMs;
