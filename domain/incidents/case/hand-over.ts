import { type CaseRole, mayTake, type Officer } from './roles.ts';
import { type CaseStanding, type Refusal, refuse } from './standing.ts';
import { isTarget } from './states.ts';

/**
 * The case with a role in somebody's hands. A free role is taken or given by anybody of security, and taken by whoever may
 * have it; one that is taken is handed over by its holder or by the commander. There is no way to lay a role down: it goes
 * to somebody.
 */
export function handedOver<C extends CaseStanding>(
  standing: C,
  role: CaseRole,
  to: Officer,
  by: Officer,
  now: number,
): C | Refusal {
  if (standing.state === 'closed') return refuse('wrong-state');
  if (isTarget(standing, by) || isTarget(standing, to)) return refuse('is-target');
  if (!mayTake(role, to)) return refuse('wrong-staff');
  const holder = standing.roles[role];
  if (holder === to.personId) return refuse('no-change');
  const isHolder = by.personId === holder;
  const isCommander = by.personId === standing.roles.commander;
  if (holder !== undefined && !isHolder && !isCommander) return refuse('role-taken');
  const takesIt = by.personId === to.personId;
  if (holder === undefined && !takesIt && !by.staff.includes('security')) return refuse('not-yours');
  const answeredAt = role === 'commander' ? (standing.answeredAt ?? now) : standing.answeredAt;
  return { ...standing, roles: { ...standing.roles, [role]: to.personId }, answeredAt };
}
