import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, answerRefusal, answers, type Choice, consentStates, inForce } from '#/domain/consent/choices.ts';
import { noticeVersionOf } from '#/domain/consent/notice-versions.ts';
import { type ConsentPurpose, consentPurposes, scopesOf } from '#/domain/data-map/purposes.ts';

const purposes = fc.constantFrom(...consentPurposes);
const now = Date.parse('2026-11-21T09:00:00Z');
const moments = fc.integer({ min: now - 10_000, max: now + 10_000 });
const otherNotice = '0'.repeat(64);

const choicesOn = (purpose: ConsentPurpose): fc.Arbitrary<Choice> =>
  fc.record({
    state: fc.constantFrom(...consentStates),
    at: moments,
    sequence: fc.integer({ min: 1, max: 50 }),
    fingerprint: fc.constantFrom(noticeVersionOf(purpose).fingerprint, otherNotice),
    scopes: fc.subarray([...scopesOf(purpose)]),
    expiresAt: fc.option(moments, { nil: undefined }),
  });
const given = purposes.chain((purpose) => fc.record({ purpose: fc.constant(purpose), choice: choicesOn(purpose) }));

type Said = { readonly answer: Answer; readonly scopes: readonly string[] };
type Act = Said & { readonly byNotice: string };

/** The ledger's rule: an answer that can be recorded becomes the last choice, numbered by us. */
function afterwards(purpose: ConsentPurpose, from: Choice | undefined, act: Act): Choice | undefined {
  if (answerRefusal(purpose, from, act, now) !== undefined) return from;
  const { answer, scopes, byNotice } = act;
  return { state: answer, at: now, sequence: (from?.sequence ?? 0) + 1, fingerprint: byNotice, scopes };
}

describe('CO5 CO6: where a person stands on a purpose', () => {
  it('counts as no while nothing is known', () => {
    for (const purpose of consentPurposes) expect(inForce(purpose, undefined, now)).toBe(false);
  });

  it('is in force only when the last word was a yes, to the notice of today, that has not run out', () => {
    fc.assert(
      fc.property(given, ({ purpose, choice }) => {
        const { state, fingerprint, expiresAt } = choice;
        const isCurrent = fingerprint === noticeVersionOf(purpose).fingerprint;
        const hasRunOut = expiresAt !== undefined && now >= expiresAt;
        expect(inForce(purpose, choice, now)).toBe(state === 'given' && isCurrent && !hasRunOut);
      }),
    );
  });

  it('never comes into force by the passing of time', () => {
    fc.assert(
      fc.property(given, fc.nat({ max: 20_000 }), ({ purpose, choice }, later) => {
        if (!inForce(purpose, choice, now)) expect(inForce(purpose, choice, now + later)).toBe(false);
      }),
    );
  });

  it('does not depend on the moment that an entry names: a late or early clock changes nothing', () => {
    fc.assert(
      fc.property(given, moments, ({ purpose, choice }, at) => {
        expect(inForce(purpose, { ...choice, at }, now)).toBe(inForce(purpose, choice, now));
      }),
    );
  });

  it('comes into force by nothing but a yes to the notice of today, whatever came before', () => {
    const act = (purpose: ConsentPurpose): fc.Arbitrary<Act> =>
      fc.record({
        answer: fc.constantFrom(...answers),
        scopes: fc.subarray([...scopesOf(purpose)]),
        byNotice: fc.constantFrom(noticeVersionOf(purpose).fingerprint, otherNotice),
      });
    const stories = purposes.chain((purpose) =>
      fc.tuple(fc.constant(purpose), fc.array(act(purpose), { maxLength: 12 })),
    );
    fc.assert(
      fc.property(stories, ([purpose, acts]) => {
        let choice: Choice | undefined;
        for (const each of acts) {
          const before = choice;
          choice = afterwards(purpose, before, each);
          const cameIntoForce = inForce(purpose, choice, now) && !inForce(purpose, before, now);
          if (cameIntoForce)
            expect([each.answer, each.byNotice]).toEqual(['given', noticeVersionOf(purpose).fingerprint]);
          if (choice !== before && each.answer !== 'given') expect(inForce(purpose, choice, now)).toBe(false);
          if (choice !== before) expect(choice?.sequence).toBe((before?.sequence ?? 0) + 1);
        }
      }),
    );
  });

  it('a refusal and a withdrawal outrank every grant before them, however recent by its own clock', () => {
    fc.assert(
      fc.property(given, fc.constantFrom('refused', 'withdrawn'), ({ purpose, choice }, state) => {
        const last: Choice = { ...choice, state, at: 0, sequence: choice.sequence + 1 };
        expect(inForce(purpose, last, now)).toBe(false);
      }),
    );
  });

  it('can be withdrawn whenever it was given, outdated or run out as it may be, and only then', () => {
    fc.assert(
      fc.property(given, ({ purpose, choice }) => {
        const refusal = answerRefusal(purpose, choice, { answer: 'withdrawn', scopes: [] }, now);
        expect(refusal === undefined).toBe(choice.state === 'given');
      }),
    );
    for (const purpose of consentPurposes) {
      expect(answerRefusal(purpose, undefined, { answer: 'withdrawn', scopes: [] }, now)).toContain('not given');
    }
  });

  it('takes a yes again only if it changes something: the scopes, or one that does not count any more', () => {
    fc.assert(
      fc.property(given, ({ purpose, choice }) => {
        const again = answerRefusal(purpose, choice, { answer: 'given', scopes: choice.scopes }, now);
        expect(again === undefined).toBe(!inForce(purpose, choice, now));
        const reversed = answerRefusal(purpose, choice, { answer: 'given', scopes: choice.scopes.toReversed() }, now);
        expect(reversed).toBe(again);
        const [dropped, ...fewer] = choice.scopes;
        if (dropped !== undefined)
          expect(answerRefusal(purpose, choice, { answer: 'given', scopes: fewer }, now)).toBeUndefined();
      }),
    );
  });

  it('takes a no as an answer of its own: not over a yes, and once to each notice', () => {
    fc.assert(
      fc.property(given, ({ purpose, choice }) => {
        const refusal = answerRefusal(purpose, choice, { answer: 'refused', scopes: [] }, now);
        const isCurrent = choice.fingerprint === noticeVersionOf(purpose).fingerprint;
        const refusedAlready = choice.state === 'refused' && isCurrent;
        expect(refusal === undefined).toBe(choice.state !== 'given' && !refusedAlready);
      }),
    );
    for (const purpose of consentPurposes)
      expect(answerRefusal(purpose, undefined, { answer: 'refused', scopes: [] }, now)).toBeUndefined();
  });
});
