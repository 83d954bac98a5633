import type { CaseStanding } from '#/domain/incidents/case/standing.ts';
import { nextEntry, type TimelineEntry } from '#/domain/incidents/case/timeline.ts';
import { sha256 } from './signed.ts';

/** People and the case of the tests of incidents, by id. */
export const incidentId = 'eu.incident_01J9ZC8QX1V5N4B7T2W3Y6K8M0';
const personOf = (digit: number): string => `eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8N${digit}`;
export const officerId = personOf(1);
export const secondId = personOf(2);
export const privacyId = personOf(3);
export const coachId = personOf(4);

export const hour = 3_600_000;
export const awareAt = Date.parse('2026-11-23T09:00:00Z');

/** A timeline of so many entries. */
export function givenTimeline(count: number, said: { incidentId?: string; at?: number } = {}): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (let number = 1; number <= count; number += 1) {
    const kind = number === 1 ? 'opened' : 'noted';
    const entry = {
      at: (said.at ?? awareAt) + number,
      actor: 'service:response',
      kind,
      facts: { count: number },
    } as const;
    entries.push(nextEntry(said.incidentId ?? incidentId, entries.at(-1), entry, sha256));
  }
  return entries;
}

/** A case that was opened just now: a P1 whose triage owner is the first officer. */
export const givenCase = (said: Partial<CaseStanding> = {}): CaseStanding => ({
  state: 'detect',
  severity: 'P1',
  awareAt,
  openedBy: 'service:response',
  targetIds: [coachId],
  roles: { commander: officerId },
  answeredAt: awareAt,
  ...said,
});
