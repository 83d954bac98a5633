import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  capacity,
  emptyWindow,
  keptFor,
  latenessMs,
  type Observation,
  slide,
  type Watch,
  type WindowState,
} from '#/domain/incidents/detection/windows.ts';

const start = Date.UTC(2026, 10, 2, 8);
const length = 600_000;
const watches: Readonly<Record<string, Watch>> = {
  events: { window: { minutes: 10 }, threshold: { of: 'events', atLeast: 4 } },
  values: { window: { minutes: 10 }, threshold: { of: 'values', atLeast: 3 } },
  'new-value': { window: { minutes: 10 }, threshold: { of: 'new-value' } },
};

/** The same question, asked of everything that ever came, without any bound. */
function naive(all: readonly Observation[], { threshold }: Watch, event: Observation): boolean {
  const unique = [...new Map(all.map((each) => [each.id, each])).values()];
  if (threshold.of === 'new-value') {
    const others = unique.filter(({ time }) => time < event.time && time > event.time - length);
    return others.length > 0 && others.every(({ value }) => value !== event.value);
  }
  return unique.some(({ time: end }) => {
    if (end < event.time || end >= event.time + length) return false;
    const held = unique.filter(({ time }) => time > end - length && time <= end);
    const count = threshold.of === 'values' ? new Set(held.map(({ value }) => value)).size : held.length;
    return 'atLeast' in threshold && count >= threshold.atLeast;
  });
}

function run(watch: Watch, events: readonly Observation[], now: number, from: WindowState = emptyWindow) {
  let state = from;
  const fired = events.map((event) => {
    const answer = slide(state, watch, event, now);
    // As a row gives it back.
    state = JSON.parse(JSON.stringify(answer.state)) as WindowState;
    return answer.fired;
  });
  return { state, fired };
}

/** Distinct events within less than the lateness, in any order, some of them delivered again. */
const deliveries = fc
  .uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 60 }).map((number) => `event-${number}`),
      time: fc.integer({ min: 0, max: 60 }).map((step) => start + step * 60_000 - 1),
      value: fc.constantFrom('a', 'b', 'c', 'd'),
    }),
    { selector: ({ id }) => id, maxLength: 40 },
  )
  .chain((events) =>
    fc.tuple(fc.constant(events), fc.array(fc.nat({ max: Math.max(0, events.length - 1) }), { maxLength: 20 })),
  )
  .map(([events, again]) => [...events, ...again.flatMap((index) => events[index] ?? [])]);

describe('Sliding windows', () => {
  for (const [name, watch] of Object.entries(watches)) {
    it(`MO4: ${name} are counted exactly, whatever the order and however often an event comes`, () => {
      fc.assert(
        fc.property(deliveries, (events) => {
          const { fired } = run(watch, events, start + 2 * latenessMs);
          expect(fired).toEqual(events.map((event, at) => naive(events.slice(0, at + 1), watch, event)));
        }),
        { numRuns: 300 },
      );
    });
  }

  it('MO4: a habit is the mean of the last periods, and nothing is excused from `always` on', () => {
    const watch: Watch = {
      window: { minutes: 10 },
      threshold: { of: 'above-habit', atLeast: 3, times: 2, periods: 4, always: 12 },
    };
    const period = (number: number, count: number) =>
      Array.from({ length: count }, (_, n) => ({ id: `${number}-${n}`, time: start + number * length + n * 1000 }));
    const used = run(
      watch,
      [0, 1, 2, 3].flatMap((number) => period(number, 2)),
      start + latenessMs * 9,
    );
    expect(used.fired).not.toContain(true);
    const next = (count: number) =>
      run(watch, period(4, count), start + latenessMs * 9, used.state).fired.indexOf(true);
    expect(next(20)).toBe(3);
    const heavy = run(
      watch,
      [0, 1, 2, 3].flatMap((number) => period(number, 11)),
      start + latenessMs * 9,
    ).state;
    expect(run(watch, period(4, 20), start + latenessMs * 9, heavy).fired.indexOf(true)).toBe(11);
  });

  it('MO4: a flood stays within its row and loses no firing', () => {
    for (const watch of Object.values(watches)) {
      const flood = Array.from({ length: 2 * capacity + 50 }, (_, n) => ({
        id: `${n}`.padStart(128, 'e'),
        time: start + n * 100,
        value: `${n}`.padStart(128, 'v'),
      }));
      const { state, fired } = run(watch, flood, start + latenessMs);
      expect(JSON.stringify(state).length).toBeLessThan(100_000);
      expect(state.entries.length).toBeLessThanOrEqual(capacity);
      expect(fired.lastIndexOf(false)).toBeLessThan(4);
    }
  });

  it('MO4: a flood of one value is no flood of values, and takes no room', () => {
    const watch = watches.values as Watch;
    const flood = Array.from({ length: 2000 }, (_, n) => ({ id: `e${n}`, time: start + n * 100, value: 'same' }));
    const { state, fired } = run(watch, flood, start + latenessMs);
    expect(fired).not.toContain(true);
    expect(state.entries.length).toBeLessThan(5);
  });

  it('MO4: what had to be forgotten makes a late event fire rather than not', () => {
    const watch: Watch = { window: { minutes: 10 }, threshold: { of: 'events', atLeast: capacity / 2 } };
    const flood = Array.from({ length: capacity * 2 }, (_, n) => ({ id: `e${n}`, time: start + n * 1000 }));
    const { state } = run(watch, flood, start + latenessMs);
    expect(slide(state, watch, { id: 'late', time: start + 60_000 }, start + latenessMs).fired).toBe(true);
  });

  it('MO4: an event that is delivered again after its alert was lost fires again, and changes nothing', () => {
    const watch = watches.events as Watch;
    const events = Array.from({ length: 4 }, (_, n) => ({ id: `e${n}`, time: start + n }));
    const { state } = run(watch, events, start + 10);
    const again = slide(state, watch, events[3] as Observation, start + 10);
    expect(again).toEqual({ state, fired: true });
  });

  it('MO4: an event from the future does not push out the present', () => {
    const watch = watches.events as Watch;
    const three = Array.from({ length: 3 }, (_, n) => ({ id: `e${n}`, time: start + n }));
    const { state } = run(watch, [...three, { id: 'future', time: start + 365 * 86_400_000 }], start + 100);
    expect(slide(state, watch, { id: 'now', time: start + 200 }, start + 200).fired).toBe(true);
  });

  it('MO4: a clock that ran ahead and came back fires too much for a window at most, never too little', () => {
    const watch = watches.events as Watch;
    const year = 365 * 86_400_000;
    const ahead = run(watch, [{ id: 'ahead', time: start + year }], start + year).state;
    const events = Array.from({ length: 4 }, (_, n) => ({ id: `e${n}`, time: start + n }));
    const back = run(watch, events, start + 10, ahead);
    expect(back.fired.at(-1)).toBe(true);
    const later = run(watch, [{ id: 'later', time: start + 2 * length }], start + 2 * length, back.state);
    expect(later.fired).toEqual([false]);
  });

  it('MO4: an event that comes later than the lateness counts at its edge', () => {
    const watch = watches.events as Watch;
    const newest = run(watch, [{ id: 'newest', time: start }], start).state;
    const late = Array.from({ length: 4 }, (_, n) => ({ id: `late${n}`, time: start - latenessMs - 500 - n }));
    expect(run(watch, late, start, newest).fired).toEqual([false, false, false, true]);
  });

  it('MO4: a row may go when nothing in it can matter any more', () => {
    expect(keptFor(watches.events as Watch)).toBe(length + latenessMs);
  });
});
