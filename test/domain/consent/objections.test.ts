import { describe, expect, it } from 'vitest';
import { groundsOf, objectionRefusal, objectionStates, objectsTo, stopsAtOnce } from '#/domain/consent/objections.ts';
import { findingsFor, reviewDecisions, reviewFindings, reviewKinds } from '#/domain/consent/reviews.ts';
import { mayLift, pausedPurposes, safeguardSources } from '#/domain/consent/safeguards.ts';
import { commercialPurposes, legitimatePurposes, purposes } from '#/domain/data-map/purposes.ts';

const said = (state: (typeof objectionStates)[number]) => ({ state, at: 1, sequence: 1 });

describe('CO20: an objection', () => {
  it('counts for nobody of whom nothing is known', () => {
    for (const purpose of legitimatePurposes)
      for (const person of [undefined, {}, { objections: {} }]) expect(objectsTo(person, purpose)).toBe(false);
  });

  it.each(objectionStates)('that is %s ends a purpose only where it may', (state) => {
    for (const purpose of legitimatePurposes) {
      const ends = state === 'upheld' || (state === 'objected' && stopsAtOnce(purpose));
      expect(objectsTo({ objections: { [purpose]: said(state) } }, purpose)).toBe(ends);
    }
  });

  it('is weighed against grounds, or ends the purpose at once; each purpose rests on an assessment', () => {
    for (const purpose of legitimatePurposes) {
      expect(purposes[purpose].assessment).toMatch(/^LIA-\d{4}-\d{2}$/);
      expect(groundsOf(purpose) === null).toBe(stopsAtOnce(purpose));
    }
    expect(stopsAtOnce('participation_statistics')).toBe(true);
    expect(stopsAtOnce('security')).toBe(false);
  });

  it('is made once and lifted once, and made again after it was lifted or overridden', () => {
    for (const state of ['objected', 'upheld'] as const) {
      expect(objectionRefusal(said(state), true)).toMatch(/already/);
      expect(objectionRefusal(said(state), false)).toBeUndefined();
    }
    for (const from of [undefined, said('lifted'), said('overridden')]) {
      expect(objectionRefusal(from, true)).toBeUndefined();
      expect(objectionRefusal(from, false)).toMatch(/no objection/);
    }
  });
});

describe('what a person of ours finds', () => {
  it('is one of a list for each kind and decision, and none fits both decisions', () => {
    for (const kind of reviewKinds) {
      const [granted = [], denied = []] = reviewDecisions.map((decision) => findingsFor(kind, decision));
      expect(granted.length * denied.length).toBeGreaterThan(0);
      expect(granted.filter((finding) => denied.includes(finding))).toEqual([]);
      for (const finding of [...granted, ...denied]) expect(reviewFindings).toContain(finding);
    }
  });
});

describe('CO17: a flag', () => {
  it('is lifted by who set it for themselves, and by the privacy office whoever set it', () => {
    for (const setAs of safeguardSources) {
      expect(mayLift(setAs, 'privacy_office')).toBe(true);
      expect(mayLift(setAs, 'self')).toBe(setAs === 'self');
      expect(mayLift(setAs, 'coach')).toBe(false);
    }
  });

  it('stops what works on the person', () => {
    expect(pausedPurposes).toEqual(['micro_coaching', 'profiling']);
  });
});

describe('RI5: an opt-out signal', () => {
  it('turns off what promotes or shares for others’ ends', () => {
    expect(commercialPurposes).toEqual(['integration_sharing', 'marketing']);
  });
});
