import { type Severity, severityNames } from '#/domain/incidents/severity.ts';
import type { Officer } from './roles.ts';
import { type CaseStanding, type Refusal, refuse, triageOwnerOf } from './standing.ts';
import { isTarget } from './states.ts';

/** Why a severity was changed; words beside it are a written entry of the timeline. */
const severityReasons = [
  'more-people',
  'fewer-people',
  'special-categories',
  'still-going-on',
  'safeguard-held',
  'false-alarm',
  'facts-corrected',
] as const;
type SeverityReason = (typeof severityReasons)[number];

export type SeverityChange = { readonly to: Severity; readonly reason: SeverityReason };

/** The case at another severity, or why not. Anybody of security may raise it; only who answers for it may lower it. */
export function severityAfter<C extends CaseStanding>(
  standing: C,
  { to }: SeverityChange,
  by: Officer | 'engine',
): C | Refusal {
  if (by !== 'engine' && !by.staff.includes('security')) return refuse('not-yours');
  if (isTarget(standing, by)) return refuse('is-target');
  if (standing.state === 'closed') return refuse('wrong-state');
  if (to === standing.severity) return refuse('no-change');
  const lowers = severityNames.indexOf(to) > severityNames.indexOf(standing.severity);
  if (lowers && (by === 'engine' || by.personId !== triageOwnerOf(standing))) return refuse('needs-owner');
  return { ...standing, severity: to };
}
