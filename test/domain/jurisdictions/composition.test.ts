import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOf } from '#/domain/data-map/retention.ts';
import { type BindingRegime, regimesFor } from '#/domain/jurisdictions/binding.ts';
import type { Facts } from '#/domain/jurisdictions/facts.ts';
import { regimes } from '#/domain/jurisdictions/regimes.ts';
import { requestClock } from '#/domain/jurisdictions/request-clock.ts';
import { type RuleName, ruleNames, ruleTable } from '#/domain/jurisdictions/rules.ts';
import { strictest } from '#/domain/jurisdictions/strictest.ts';

const countries = [...new Set(regimes.flatMap(({ scope }) => scope.countries)), undefined, 'JP'];
const regions = [...new Set(regimes.flatMap(({ scope }) => scope.regions ?? [])), undefined, 'US-FL', 'CA-ON'];
const maybe = fc.constantFrom(true, false, undefined);
const facts: fc.Arbitrary<Facts> = fc.record({
  country: fc.constantFrom(...countries),
  region: fc.constantFrom(...regions),
  instance: fc.constantFrom('eu', 'na'),
  sector: fc.constantFrom('health', undefined),
  minor: maybe,
  employment: maybe,
  organizationThresholds: fc.record({ ccpaBusiness: maybe }),
});
const moment = fc.integer({ min: Date.parse('2023-01-01T00:00:00Z'), max: Date.parse('2029-01-01T00:00:00Z') });
const people = fc.array(facts, { maxLength: 3 });
/** The regimes that bind us towards all of them; some may stand there more than once. */
const under = (some: readonly Facts[], at: number): readonly BindingRegime[] =>
  some.flatMap((person) => regimesFor(person, at).regimes);
const rule = fc.constantFrom(...ruleNames);

/** How strict a settled answer is, read off the answer itself: the lower, the stricter. */
function strictnessOf(name: RuleName, answer: ReturnType<typeof strictest>, at: number): number {
  const { direction, ...rest } = ruleTable[name];
  const value = answer?.value as never;
  if (direction === 'earliest') return (answer as { dueAt: number }).dueAt;
  if (direction === 'oldest') return -value;
  if (direction === 'ladder') return (rest as { order: readonly unknown[] }).order.indexOf(value);
  if (direction === 'together') return -String(value).split(' + ').length;
  const { days = 0, months = 0, years = 0 } = value as Record<string, number>;
  return -endOf(at, { days, months: months + years * 12 });
}

describe('RI10: composing regimes', () => {
  it('another regime never loosens a rule: no later deadline, no lower age, no weaker duty, no shorter record', () => {
    fc.assert(
      fc.property(moment, people, people, rule, (at, these, those, name) => {
        const [some, others] = [under(these, at), under(those, at)];
        const before = strictest(name, some, { at });
        const after = strictest(name, [...some, ...others], { at });
        if (!before) return;
        expect(after).toBeDefined();
        if (after?.humanReview) return;
        // A prohibition settles what a consent could not.
        if (before.humanReview) expect(after?.value).toMatch(/^prohibited/);
        else expect(strictnessOf(name, after, at)).toBeLessThanOrEqual(strictnessOf(name, before, at));
      }),
      { numRuns: 400 },
    );
  });

  it('neither order, nor grouping, nor repetition makes a difference', () => {
    fc.assert(
      fc.property(moment, people, people, rule, (at, these, those, name) => {
        const [some, others] = [under(these, at), under(those, at)];
        const clocks = { at };
        const whole = strictest(name, [...some, ...others], clocks);
        expect(strictest(name, [...others, ...some], clocks)).toEqual(whole);
        expect(strictest(name, [...some, ...others, ...some].reverse(), clocks)).toEqual(whole);
        const considered = [some, others].flatMap((part) => strictest(name, part, clocks)?.considered ?? []);
        expect(new Set(whole?.considered.map((one) => JSON.stringify(one)) ?? [])).toEqual(
          new Set(considered.map((one) => JSON.stringify(one))),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('the strictest of two answers is the answer for both together', () => {
    fc.assert(
      fc.property(moment, people, people, rule, (at, these, those, name) => {
        const [some, others] = [under(these, at), under(those, at)];
        const answers = [some, others].map((part) => strictest(name, part, { at }));
        const whole = strictest(name, [...some, ...others], { at });
        if (!whole || whole.humanReview || ruleTable[name].direction === 'together') return;
        const parts = answers.flatMap((answer) =>
          answer && !answer.humanReview ? [strictnessOf(name, answer, at)] : [],
        );
        expect(strictnessOf(name, whole, at)).toBe(Math.min(...parts));
      }),
      { numRuns: 400 },
    );
  });

  it('RI9: another regime never gives a request more time, once a law speaks of it', () => {
    const kinds = ['access', 'portability', 'rectification', 'restriction', 'objection', 'opt_out', 'erasure'] as const;
    fc.assert(
      fc.property(moment, people, people, fc.constantFrom(...kinds), (at, these, those, kind) => {
        const [some, others] = [under(these, at), under(those, at)];
        const before = requestClock(kind, some, at);
        const after = requestClock(kind, [...some, ...others], at);
        if (before.regime === undefined) return;
        expect(after.dueAt).toBeLessThanOrEqual(before.dueAt);
        expect(after.extendableTo ?? after.dueAt).toBeLessThanOrEqual(before.extendableTo ?? before.dueAt);
        if (before.acknowledgeBy) expect(after.acknowledgeBy).toBeLessThanOrEqual(before.acknowledgeBy);
        if (after.extendableTo) expect(after.extendableTo).toBeGreaterThan(after.dueAt);
      }),
      { numRuns: 400 },
    );
  });
});
