import { describe, expect, it } from 'vitest';
import { markdown } from '#/domain/documents/markdown.ts';
import { type ReportFacts, reportOf } from '#/domain/incidents/case/report.ts';
import { reportDocument } from '#/domain/incidents/case/report-document.ts';
import type { LegalClock } from '#/domain/incidents/clocks/clock.ts';
import { setClocks } from '#/domain/incidents/clocks/set.ts';
import { minutes } from '#/domain/incidents/playbook.ts';
import { regimesFor } from '#/domain/jurisdictions/binding.ts';
import { awareAt, coachId, givenCase, hour, incidentId, officerId } from '#/test/support/cases.ts';

const { regimes } = regimesFor({ instance: 'eu', country: 'DE' }, awareAt);
const clocks = setClocks(regimes, { awareAt }, awareAt) as readonly LegalClock[];
const facts: ReportFacts = {
  incidentId,
  standing: givenCase({ state: 'recover', answeredAt: awareAt + 60_000, containedAt: awareAt + 900 }),
  detectedAt: awareAt,
  playbook: { id: 'account-takeover', times: { contained: minutes(5), recovered: minutes(60) } },
  actions: [
    {
      action: 'close-sessions',
      target: `person ${coachId}`,
      state: 'effective',
      requestedAt: awareAt + 100,
      doneAt: awareAt + 120,
      effectiveAt: awareAt + 900,
    },
    { action: 'disable-account', target: `person ${coachId}`, state: 'requested', requestedAt: awareAt + 130 },
  ],
  scope: {
    people: 2,
    records: 5,
    lists: 1,
    categories: { coaching_content: { people: 2, records: 5 } },
    jurisdictions: { 'eu-gdpr': { people: 2, records: 5 } },
    assumed: 0,
    unknownEntities: [],
  },
  clocks,
  items: 3,
  entries: 14,
};

describe('IR2 MO5: the report of a case', () => {
  it('measures every milestone against its target', () => {
    const verdicts = (now: number) => reportOf(facts, now).milestones.map(({ what, took, met }) => [what, took, met]);
    expect(verdicts(awareAt + 2 * hour)).toEqual([
      ['answered', 60_000, true],
      ['contained', 900, true],
      ['privacy officer told', undefined, false],
      ['notification decided', undefined, undefined],
      ['recovered', undefined, false],
    ]);
    const late = { ...facts, standing: givenCase({ answeredAt: awareAt + hour }), playbook: undefined };
    const [answered, contained] = reportOf(late, awareAt + 2 * hour).milestones;
    expect(answered).toMatchObject({ took: hour, met: false });
    expect(contained).toEqual({ what: 'contained' });
  });

  it('says of every action how long it took to be done and to be effective', () => {
    expect(reportOf(facts, awareAt).actions).toMatchObject([{ doneIn: 20, effectiveIn: 800 }, { state: 'requested' }]);
    expect(reportOf(facts, awareAt).actions[1]).not.toHaveProperty('doneIn');
  });

  it('prints as Markdown with times, actions, scope and clocks', () => {
    const text = markdown(reportDocument(reportOf(facts, awareAt + 73 * hour)));
    expect(text).toContain('| 800 ms |');
    expect(text).toContain('| contained | 900 ms | 5 min | met |');
    expect(text).toContain('| recovered | not yet | 1 h | missed |');
    expect(text).toContain('eu-gdpr-regulator | GDPR Art. 33(1) |');
    expect(text).toContain('| late |');
    expect(text).toContain('people 2, records 5, lists of records 1');
    expect(text).toContain(`Triage owner: ${officerId}`);
    const bare = { ...facts, scope: undefined, playbook: undefined, standing: givenCase({ roles: {} }) };
    expect(markdown(reportDocument(reportOf(bare, awareAt)))).toContain('Triage owner: none');
  });
});
