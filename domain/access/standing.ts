import type { Caller } from './caller.ts';
import { idleMinutes } from './roles.ts';

/** A session epoch as its row says it. */
export type Epoch = {
  readonly status: 'active' | 'suspended' | 'closed';
  readonly revokedBefore: number;
  readonly organizationIds?: readonly string[] | undefined;
  readonly sessionCompletedAt?: number | undefined;
};

/** What the tables say of a caller's sign-in. `undefined` is a row that does not exist. */
export type Standing = {
  readonly person: Epoch | undefined;
  readonly instance: Epoch | undefined;
  readonly organizations: readonly (Epoch | undefined)[];
  readonly signIn: { readonly lastSeen: number } | undefined;
};

/** Clocks of the user pool and ours may differ by this much. */
const clockSkewMs = 60_000;

export type StandingRefusal = 'unknown' | 'suspended' | 'revoked' | 'idle' | 'clock';

const epochRefusal = (epoch: Epoch | undefined, authTime: number): StandingRefusal | undefined => {
  if (!epoch) return 'unknown';
  if (epoch.status !== 'active') return 'suspended';
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
 * the sign-in; a sign-in without a row counts as last seen when it took place.
 */
export function standingRefusal(caller: Caller, standing: Standing, now: number): StandingRefusal | undefined {
  const { person, instance, organizations, signIn } = standing;
  if (!Number.isInteger(caller.authTime) || caller.authTime * 1000 > now + clockSkewMs) return 'clock';
  for (const epoch of [person, instance, ...organizations]) {
    const refusal = epochRefusal(epoch, caller.authTime);
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
