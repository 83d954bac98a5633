import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoriesOf as categoriesIn } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';
import { type Access, regimesOf, scopeOf } from '#/domain/incidents/case/scope.ts';
import { addedCounters, countersOf, twinCountersSchema } from '#/domain/incidents/case/twin.ts';
import { regimesFor } from '#/domain/jurisdictions/binding.ts';
import { awareAt, coachId, officerId } from '#/test/support/cases.ts';

const subject = (digit: number): string => coachId.replace(/.$/, String(digit));
const homes: Readonly<Record<string, { country?: string; region?: string }>> = {
  [subject(5)]: { country: 'DE' },
  [subject(6)]: { country: 'US', region: 'US-NY' },
};
const known = {
  categoriesOf: (name: string) => {
    const entity = entities.find((one) => one.name === name);
    return entity && categoriesIn(entity);
  },
  bindingOf: (subjectId: string) => regimesFor({ instance: 'eu', ...homes[subjectId] }, awareAt),
};
const read = (digit: number, records: readonly string[], said: Partial<Access> = {}): Access => ({
  at: awareAt,
  actorId: coachId,
  subjectId: subject(digit),
  outcome: 'opened',
  records,
  ...said,
});
const question = { actorIds: [coachId], from: awareAt - 10, to: awareAt + 10 };
const scope = (...log: readonly Access[]) => scopeOf(log, question, known);

describe('IR8: whom and what an incident reached', () => {
  it('is computed from the access log: people and records once, by category and by law', () => {
    const found = scope(
      read(5, ['note:eu.note_1', 'note:eu.note_2']),
      read(5, ['note:eu.note_1'], { at: awareAt + 5 }),
      read(6, ['note:eu.note_3', 'goal:*']),
    );
    expect(found).toMatchObject({ people: 2, records: 3, lists: 1, assumed: 0, unknownEntities: [] });
    expect(found.categories.coaching_content).toEqual({ people: 2, records: 3 });
    expect(found.jurisdictions['eu-gdpr']).toEqual({ people: 1, records: 2 });
    expect(found.jurisdictions['us-ny']).toEqual({ people: 1, records: 1 });
    expect(found.occurred).toEqual({ from: awareAt, to: awareAt + 5 });
    expect(JSON.stringify(found)).not.toContain('person_');
  });

  it('leaves out what was refused, read by others, or at another time', () => {
    const records = ['note:eu.note_1'];
    const none = scope(
      read(5, records, { outcome: 'refused' }),
      read(5, records, { actorId: officerId }),
      read(5, records, { at: awareAt + 11 }),
      read(5, records, { at: awareAt - 11 }),
    );
    expect(none).toMatchObject({ people: 0, records: 0, categories: {}, jurisdictions: {} });
    expect(none).not.toHaveProperty('occurred');
  });

  it('takes what it does not know at its worst', () => {
    const found = scope(read(7, ['diary:eu.diary_1']));
    expect(found).toMatchObject({ unknownEntities: ['diary'], assumed: 1 });
    expect(found.categories).toEqual({ coaching_content: { people: 1, records: 1 } });
    expect(Object.keys(found.jurisdictions)).toContain('eu-gdpr');
  });

  it('gives the laws of everybody to the clocks, each once', () => {
    const bindings = [5, 5, 6].map((digit) => known.bindingOf(subject(digit)));
    const ids = regimesOf(bindings).map(({ id }) => id);
    expect(ids.filter((id) => id === 'eu-gdpr')).toHaveLength(1);
    expect(ids).toContain('us-ny');
  });

  it('never counts more for more refusals, nor differently for another order', () => {
    const access = fc.record({
      digit: fc.integer({ min: 5, max: 7 }),
      number: fc.integer({ min: 1, max: 4 }),
      outcome: fc.constantFrom('opened' as const, 'refused' as const),
    });
    fc.assert(
      fc.property(fc.array(access, { maxLength: 12 }), (given) => {
        const log = given.map(({ digit, number, outcome }) =>
          read(digit, [`note:eu.note_${digit}${number}`], { outcome }),
        );
        const opened = log.filter(({ outcome }) => outcome === 'opened');
        expect(scope(...log)).toEqual(scope(...opened));
        expect(scope(...log.toReversed())).toEqual(scope(...log));
        expect(scope(...log).people).toBe(new Set(opened.map(({ subjectId }) => subjectId)).size);
      }),
      { numRuns: 30 },
    );
  });
});

describe('IN5: twin cases of two instances', () => {
  const work = { actions: 6, contained: 1, openClocks: 2, openTasks: 0 };
  const ours = countersOf(scope(read(5, ['note:eu.note_1'])), work);

  it('share counters and nothing else', () => {
    expect(ours).toEqual({ people: 1, records: 1, ...work });
    expect(addedCounters(ours, ours)).toMatchObject({ people: 2, actions: 12 });
    expect(twinCountersSchema().safeParse(ours).success).toBe(true);
    for (const more of [{ incidentId: 'eu.incident_1' }, { people: coachId }, { people: 0.5 }, { at: awareAt }])
      expect(twinCountersSchema().safeParse({ ...ours, ...more }).success).toBe(false);
  });
});
