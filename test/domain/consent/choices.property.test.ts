import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerRefusal,
  answers,
  type Becoming,
  type Choice,
  consentStates,
  inForce,
  lapsed,
} from '#/domain/consent/choices.ts';
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

type Act = Becoming & { readonly byNotice: string };
/** What an answer can come to: a yes may have to be confirmed by somebody else first. */
const becoming = [...answers, 'requested'] as const;

/** The ledger's rule: an answer that can be recorded becomes the last choice, numbered by us. */
function afterwards(purpose: ConsentPurpose, from: Choice | undefined, act: Act): Choice | undefined {
  if (answerRefusal(purpose, from, act, now) !== undefined) return from;
  const { state, scopes, byNotice } = act;
  return { state, at: now, sequence: (from?.sequence ?? 0) + 1, fingerprint: byNotice, scopes };
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
        state: fc.constantFrom(...becoming),
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
            expect([each.state, each.byNotice]).toEqual(['given', noticeVersionOf(purpose).fingerprint]);
          if (choice !== before && each.state !== 'given') expect(inForce(purpose, choice, now)).toBe(false);
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

  it('can be withdrawn whenever it was given or asked for, outdated or run out as it may be, and only then', () => {
    fc.assert(
      fc.property(given, ({ purpose, choice }) => {
        const refusal = answerRefusal(purpose, choice, { state: 'withdrawn', scopes: [] }, now);
        expect(refusal === undefined).toBe(choice.state === 'given' || choice.state === 'requested');
      }),
    );
    for (const purpose of consentPurposes) {
      expect(answerRefusal(purpose, undefined, { state: 'withdrawn', scopes: [] }, now)).toContain('not given');
    }
  });

  it('takes a yes again only if it changes something: the scopes, or one that does not count any more', () => {
    fc.assert(
      fc.property(given, ({ purpose, choice }) => {
        const again = answerRefusal(purpose, choice, { state: 'given', scopes: choice.scopes }, now);
        expect(again === undefined).toBe(!inForce(purpose, choice, now));
        const reversed = answerRefusal(purpose, choice, { state: 'given', scopes: choice.scopes.toReversed() }, now);
        expect(reversed).toBe(again);
        const [dropped, ...fewer] = choice.scopes;
        if (dropped !== undefined)
          expect(answerRefusal(purpose, choice, { state: 'given', scopes: fewer }, now)).toBeUndefined();
      }),
    );
  });

  it('CO16 CO17: a yes that has to be confirmed takes nothing away that is in force, and is asked for once', () => {
    fc.assert(
      fc.property(given, ({ purpose, choice }) => {
        const asked = answerRefusal(purpose, choice, { state: 'requested', scopes: choice.scopes }, now);
        const isCurrent = choice.fingerprint === noticeVersionOf(purpose).fingerprint;
        const waits = choice.state === 'requested' && isCurrent;
        expect(asked === undefined).toBe(!inForce(purpose, choice, now) && !waits);
      }),
    );
  });

  it('CO16: has lapsed when a yes has run out, which is then not in force', () => {
    fc.assert(
      fc.property(given, ({ purpose, choice }) => {
        const hasRunOut = choice.state === 'given' && choice.expiresAt !== undefined && choice.expiresAt <= now;
        expect(lapsed({ [purpose]: choice }, now)).toEqual(hasRunOut ? [purpose] : []);
        if (hasRunOut) expect(inForce(purpose, choice, now)).toBe(false);
      }),
    );
    expect(lapsed(undefined, now)).toEqual([]);
  });

  it('takes a no as an answer of its own: not over a yes, and once to each notice', () => {
    fc.assert(
      fc.property(given, ({ purpose, choice }) => {
        const refusal = answerRefusal(purpose, choice, { state: 'refused', scopes: [] }, now);
        const isCurrent = choice.fingerprint === noticeVersionOf(purpose).fingerprint;
        const refusedAlready = choice.state === 'refused' && isCurrent;
        expect(refusal === undefined).toBe(choice.state !== 'given' && !refusedAlready);
      }),
    );
    for (const purpose of consentPurposes)
      expect(answerRefusal(purpose, undefined, { state: 'refused', scopes: [] }, now)).toBeUndefined();
  });
});
