import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestKinds } from '#/domain/rights/kinds.ts';
import {
  floodIn,
  noRequests,
  openAtMost,
  perDayAtMost,
  type Register,
  sameIn,
  withoutRequest,
  withRequest,
} from '#/domain/rights/register.ts';

const now = Date.parse('2026-11-21T23:59:30Z');

function givenRequests(count: number, kind: 'access' | 'rectification', from: Register = noRequests): Register {
  let register = from;
  for (let number = 0; number < count; number++) {
    register = withRequest(register, { requestId: `eu.request_${number}`, kind }, now);
  }
  return register;
}

describe('what a person has asked for', () => {
  it('one request stands for all that ask for the same', () => {
    const register = withRequest(noRequests, { requestId: 'eu.request_1', kind: 'objection', about: 'security' }, now);
    expect(sameIn(register, { kind: 'objection', about: 'security' })).toBe('eu.request_1');
    expect(sameIn(register, { kind: 'objection', about: 'participation_statistics' })).toBeUndefined();
    expect(sameIn(register, { kind: 'access' })).toBeUndefined();
    expect(sameIn(withoutRequest(register, 'eu.request_1'), { kind: 'objection', about: 'security' })).toBeUndefined();
  });

  it('two corrections are never taken for one', () => {
    expect(sameIn(givenRequests(1, 'rectification'), { kind: 'rectification' })).toBeUndefined();
  });

  it('is refused from the sixth open request of a kind on, until one is at its end', () => {
    expect(floodIn(givenRequests(openAtMost - 1, 'rectification'), 'rectification', now)).toBeUndefined();
    const full = givenRequests(openAtMost, 'rectification');
    expect(floodIn(full, 'rectification', now)?.detail).toContain('open');
    expect(floodIn(full, 'access', now)).toBeUndefined();
    expect(floodIn(withoutRequest(full, 'eu.request_0'), 'rectification', now)).toBeUndefined();
  });

  it('is refused from the eleventh of a day on, cancelled ones included, and says how long until tomorrow', () => {
    let register = noRequests;
    for (let number = 0; number < perDayAtMost; number++) {
      expect(floodIn(register, 'access', now)).toBeUndefined();
      register = withoutRequest(
        withRequest(register, { requestId: 'eu.request_1', kind: 'access' }, now),
        'eu.request_1',
      );
    }
    expect(floodIn(register, 'access', now)).toMatchObject({ retryAfter: 30 });
    expect(floodIn(register, 'access', now + 30_000)).toBeUndefined();
    expect(withRequest(register, { requestId: 'eu.request_1', kind: 'access' }, now + 30_000).count).toBe(1);
  });

  it('never holds more open requests than were made, whatever comes and goes', () => {
    const step = fc.record({
      kind: fc.constantFrom(...requestKinds),
      requestId: fc.constantFrom('a', 'b', 'c'),
      gone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const end = steps.reduce(
          (register, { gone, ...request }) =>
            gone ? withoutRequest(register, request.requestId) : withRequest(register, request, now),
          noRequests,
        );
        expect(end.open.length).toBeLessThanOrEqual(steps.filter(({ gone }) => !gone).length);
        expect(end.count).toBe(steps.filter(({ gone }) => !gone).length);
      }),
    );
  });
});
