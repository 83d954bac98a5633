import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmsNow, alarmsOf, overdueClocks, withAlarm } from '#/domain/incidents/clocks/alarms.ts';
import { clockState, type LegalClock, openClocks } from '#/domain/incidents/clocks/clock.ts';
import { decided, findingOf, notified } from '#/domain/incidents/clocks/decide.ts';
import type { ThresholdAnswers } from '#/domain/incidents/clocks/decision.ts';
import { registerEntry } from '#/domain/incidents/clocks/register.ts';
import { resetClocks, setClocks } from '#/domain/incidents/clocks/set.ts';
import { type Tree, thresholdQuestions, thresholdTrees } from '#/domain/incidents/clocks/thresholds.ts';
import { type BindingRegime, regimesFor } from '#/domain/jurisdictions/binding.ts';
import { awareAt, hour, incidentId, officerId, privacyId } from '#/test/support/cases.ts';
import { sha256 } from '#/test/support/signed.ts';

const privacy = { personId: privacyId, staff: ['privacy'] } as const;
const officer = { personId: officerId, staff: ['security'] } as const;
const reasonsDigest = sha256('salted reasons');
const noticeId = 'notice-1';

const regimesOf = (...places: readonly string[]): BindingRegime[] =>
  places.flatMap((place) => {
    const [country, region] = [place.slice(0, 2), place.length > 2 ? place : undefined];
    return regimesFor({ instance: country === 'DE' ? 'eu' : 'na', country, region }, awareAt).regimes;
  });

function givenClocks(...places: readonly string[]): readonly LegalClock[] {
  const clocks = setClocks(regimesOf(...places), { awareAt }, awareAt);
  expect(clocks).not.toHaveProperty('refusal');
  return clocks as readonly LegalClock[];
}
const clockNamed = (clocks: readonly LegalClock[], clockId: string): LegalClock =>
  clocks.find((clock) => clock.clockId === clockId) as LegalClock;
const regulator = clockNamed(givenClocks('DE'), 'eu-gdpr-regulator');

function expectClock(answer: object): LegalClock {
  expect(answer).not.toHaveProperty('refusal');
  return answer as LegalClock;
}

describe('IR5: clocks of a breach', () => {
  it('are one for each law and audience, the 72 hours of the GDPR among them', () => {
    expect(givenClocks('DE').map(({ clockId }) => clockId)).toEqual(['eu-gdpr-regulator', 'eu-gdpr-individuals']);
    expect(regulator).toMatchObject({ dueAt: awareAt + 72 * hour, citation: 'GDPR Art. 33(1)', started: true });
    const both = givenClocks('DE', 'CA-ON', 'US-CA', 'IN', 'CN');
    const ids = both.map(({ clockId }) => clockId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['in-dpdp-csirt', 'cn-pipl-csirt', 'ca-pipeda-individuals']));
    expect(both.map(({ dueAt }) => dueAt)).toEqual(both.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b));
  });

  it('are not set for a moment in the future, for none, nor after their time without a reason', () => {
    const refusalAt = (at: number, now: number) => setClocks(regimesOf('DE'), { awareAt: at }, now);
    expect(refusalAt(awareAt + 1, awareAt)).toMatchObject({ refusal: 'not-yet' });
    expect(refusalAt(Number.NaN, awareAt)).toMatchObject({ refusal: 'no-moment' });
    const late = awareAt + 73 * hour;
    expect(refusalAt(awareAt, late)).toMatchObject({ refusal: 'already-over' });
    const clocks = setClocks(regimesOf('DE'), { awareAt }, late, reasonsDigest) as readonly LegalClock[];
    expect(alarmsNow(clocks, late).map(({ alarm }) => alarm)).toEqual(['missed', 'missed']);
  });

  it('move when more is known, without losing what was decided', () => {
    const clocks = givenClocks('CA-ON').map((clock) => withAlarm({ ...clock, sent: [] }, '24h'));
    const [first] = clocks as [LegalClock];
    const kept = expectClock(
      decided(first, { outcome: 'notify', answers: {}, people: 1, reasonsDigest }, privacy, awareAt),
    );
    const times = { awareAt, determinedAt: awareAt + 10 * hour };
    const moved = resetClocks([kept, ...clocks.slice(1)], regimesOf('CA-ON', 'DE'), times);
    const again = clockNamed(moved, first.clockId);
    expect(again).toMatchObject({ dueAt: first.dueAt + 10 * hour, started: true, warned: [] });
    expect(again.decision).toEqual(kept.decision);
    expect(moved.map(({ clockId }) => clockId)).toContain('eu-gdpr-regulator');
  });

  it('warn 24, 12 and 4 hours before, then say that they were missed; each once', () => {
    expect(alarmsOf(regulator).map(({ at }) => (regulator.dueAt - at) / hour)).toEqual([24, 12, 4, 0]);
    let clock = regulator;
    const raised: (readonly [number, string])[] = [];
    for (let at = 0; at <= 80; at += 1)
      for (const { alarm } of alarmsNow([clock], awareAt + at * hour)) {
        raised.push([at, alarm]);
        clock = withAlarm(clock, alarm);
      }
    expect(raised).toEqual([
      [48, '24h'],
      [60, '12h'],
      [68, '4h'],
      [72, 'missed'],
    ]);
  });

  it('never lose an alarm when nobody could look for a while', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }), (pauses) => {
        let [clock, at] = [regulator, awareAt];
        for (const pause of pauses) {
          at += pause * hour;
          for (const { alarm } of alarmsNow([clock], at)) clock = withAlarm(clock, alarm);
          expect(clock.warned.includes('missed')).toBe(at >= clock.dueAt);
        }
      }),
    );
  });

  it('of four hours give no warning before anybody knew', () => {
    const soon = { ...regulator, dueAt: awareAt + 4 * hour };
    expect(alarmsOf(soon).map(({ alarm }) => alarm)).toEqual(['missed']);
  });

  it('demand the reason of a late notice, and take notices in their order', () => {
    const late = regulator.dueAt + 1;
    const initial = { phase: 'initial', noticeId, at: late, by: privacyId } as const;
    expect(overdueClocks([regulator], late)).toEqual([regulator]);
    expect(clockState(regulator, late)).toBe('late');
    expect(notified(regulator, initial, late)).toMatchObject({ refusal: 'late-needs-reason' });
    const told = expectClock(notified(regulator, { ...initial, lateReasonDigest: reasonsDigest }, late));
    expect(clockState(told, late)).toBe('notified-late');
    expect(notified(told, initial, late)).toMatchObject({ refusal: 'wrong-phase' });
    expect(notified(regulator, { ...initial, phase: 'final' }, late)).toMatchObject({ refusal: 'wrong-phase' });
    expect(notified(regulator, { ...initial, at: awareAt - 1 }, late)).toMatchObject({ refusal: 'before-awareness' });
  });

  it('end with a final notice after follow-ups', () => {
    const at = awareAt + hour;
    const phase = (name: 'initial' | 'follow-up' | 'final', clock: LegalClock) =>
      expectClock(notified(clock, { phase: name, noticeId, at, by: privacyId }, at));
    const told = phase('initial', regulator);
    expect([clockState(regulator, at), clockState(told, at)]).toEqual(['running', 'notified']);
    expect([alarmsNow([told], regulator.dueAt), openClocks([told])]).toEqual([[], []]);
    const done = phase('final', phase('follow-up', phase('follow-up', told)));
    expect(clockState(done, at)).toBe('complete');
    expect(notified(done, { phase: 'follow-up', noticeId, at, by: privacyId }, at)).toHaveProperty('refusal');
  });
});

describe('IR6: whether to notify', () => {
  const decide = (answers: ThresholdAnswers, outcome: 'notify' | 'not-notify', by = privacy as never) =>
    decided(regulator, { outcome, answers, people: 1, reasonsDigest }, by, awareAt);

  it('follows the threshold of the law, and keeps the way to it with the reasons', () => {
    const unlikely = { 'personal-data': 'yes', 'risk-unlikely': 'yes' } as const;
    const clock = expectClock(decide(unlikely, 'not-notify'));
    expect(clock.decision).toMatchObject({
      by: privacyId,
      path: [
        { asked: 'personal-data', answer: 'yes' },
        { asked: 'risk-unlikely', answer: 'yes' },
      ],
    });
    expect(clockState(clock, clock.dueAt)).toBe('decided-not-to-notify');
    expect(alarmsNow([clock], clock.dueAt)).toEqual([]);
    expect(expectClock(decide(unlikely, 'notify')).decision?.outcome).toBe('notify');
  });

  it('cannot be no where the law wants a notice, where nobody knows, without reasons, or by others', () => {
    expect(decide({ 'personal-data': 'yes', 'risk-unlikely': 'no' }, 'not-notify')).toMatchObject({
      refusal: 'has-to-notify',
    });
    expect(decide({}, 'not-notify')).toMatchObject({ refusal: 'has-to-notify' });
    expect(decide({}, 'notify', officer as never)).toMatchObject({ refusal: 'not-privacy' });
    const bare = { outcome: 'notify', answers: {}, people: 1, reasonsDigest: '' } as const;
    expect(decided(regulator, bare, privacy, awareAt)).toMatchObject({ refusal: 'no-reasons' });
    const sent = { ...regulator, sent: [{ phase: 'initial', noticeId, at: awareAt, by: privacyId }] } as const;
    expect(decided(sent, { ...bare, reasonsDigest }, privacy, awareAt)).toMatchObject({ refusal: 'already-notified' });
  });

  it('counts people where the law does, and takes an unknown number for enough', () => {
    const texas = { clockId: 'us-tx-regulator', threshold: '250_or_more_residents' } as const;
    const outcomeOf = (people: number | undefined) => findingOf(texas, { 'personal-data': 'yes' }, people).outcome;
    expect([249, 250, undefined].map(outcomeOf)).toEqual(['not-notify', 'notify', 'notify']);
  });

  it('tells people of a high risk unless what was taken is unreadable or the risk was removed (Art. 34(3))', () => {
    const people = clockNamed(givenClocks('DE'), 'eu-gdpr-individuals');
    const outcomeOf = (answers: ThresholdAnswers) =>
      findingOf(people, { 'personal-data': 'yes', unreadable: 'no', 'risk-removed': 'no', ...answers }, 1).outcome;
    expect(outcomeOf({ 'high-risk': 'yes' })).toBe('notify');
    expect(outcomeOf({ 'high-risk': 'no' })).toBe('not-notify');
    expect(outcomeOf({ 'high-risk': 'yes', unreadable: 'yes' })).toBe('not-notify');
    expect(outcomeOf({ 'high-risk': 'yes', 'risk-removed': 'yes' })).toBe('not-notify');
  });

  it('is possible either way in every tree, asks only questions that have words, and notifies when nothing is known', () => {
    const leaves = (tree: Tree): string[] =>
      typeof tree === 'string' ? [tree] : [...leaves(tree.yes), ...leaves(tree.no)];
    for (const [threshold, tree] of Object.entries(thresholdTrees)) {
      expect(new Set(leaves(tree)), threshold).toEqual(new Set(['notify', 'not-notify']));
      const finding = findingOf({ clockId: 'eu-gdpr-regulator', threshold }, {}, undefined);
      expect(finding.outcome, threshold).toBe('notify');
      for (const { asked } of finding.path)
        expect(asked.startsWith('at-least-') || asked in thresholdQuestions, asked).toBe(true);
    }
    expect(findingOf({ clockId: 'us-co-individuals' }, { 'personal-data': 'yes' }, 1).outcome).toBe('notify');
    expect(findingOf({ clockId: 'eu-gdpr-regulator', threshold: 'new' }, {}, 0).outcome).toBe('notify');
    expect(findingOf({ clockId: 'cn-pipl-csirt' }, { 'major-incident': 'no' }, 1).outcome).toBe('not-notify');
  });
});

describe('IR5: the register of breaches (GDPR Art. 33(5))', () => {
  const facts = {
    incidentId,
    awareAt,
    isPersonalDataBreach: true,
    cause: 'stolen-credential',
    people: 1,
    records: 3,
    categories: ['coaching_content'],
    actions: ['close-sessions'],
  } as const;

  it('has an entry even if nobody is told, with the reasons, kept for at least five years', () => {
    const clocks = givenClocks('DE').map((clock) =>
      expectClock(
        decided(
          clock,
          { outcome: 'not-notify', answers: { 'personal-data': 'no' }, people: 0, reasonsDigest },
          privacy,
          awareAt,
        ),
      ),
    );
    const entry = registerEntry(facts, clocks, regimesOf('DE'), awareAt);
    expect(entry.clocks.map(({ state }) => state)).toEqual(['decided-not-to-notify', 'decided-not-to-notify']);
    expect(entry.clocks[0]).toMatchObject({ reasonsDigest });
    expect(new Date(entry.keepUntil).getUTCFullYear()).toBe(2031);
    expect(registerEntry(facts, [], [], awareAt).clocks).toEqual([]);
  });

  it('names the lateness of a notice and keeps longer where a law does', () => {
    const at = regulator.dueAt + 1;
    const sent = { phase: 'initial', noticeId, at, by: privacyId, lateReasonDigest: reasonsDigest } as const;
    const told = expectClock(notified(regulator, sent, at));
    const { regimes } = regimesFor({ instance: 'na', country: 'US', region: 'US-NY', sector: 'health' }, awareAt);
    const entry = registerEntry(facts, [told], regimes, at);
    expect(entry.clocks).toMatchObject([{ state: 'notified-late', notifiedAt: at, lateReasonDigest: reasonsDigest }]);
    expect(new Date(entry.keepUntil).getUTCFullYear()).toBe(2032);
  });
});
