import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RequestKind, requestKinds } from '#/domain/rights/kinds.ts';
import { type Move, type Mover, moved, type Standing } from '#/domain/rights/moves.ts';
import { extensionReasons, isOpen, type RequestState, refusalReasons, requestStates } from '#/domain/rights/states.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const dayMs = 86_400_000;

const givenRequest = (said: Partial<Standing> = {}): Standing => ({
  kind: 'access',
  state: 'in_progress',
  receivedAt: now,
  dueAt: now + 30 * dayMs,
  ...said,
});

const anyState = fc.constantFrom(...requestStates);
const anyKind = fc.constantFrom(...requestKinds);
const anyMover = fc.constantFrom<Mover>('person', 'office', 'service');
const anyMove: fc.Arbitrary<Move> = fc.oneof(
  fc.constantFrom<Move>({ name: 'confirm' }, { name: 'cancel' }, { name: 'ask_third_parties' }, { name: 'complete' }),
  fc.constantFrom(...extensionReasons).map((reason): Move => ({ name: 'extend', reason })),
  fc.constantFrom(...refusalReasons).map((reason): Move => ({ name: 'refuse', reason })),
);
const anyRequest = fc
  .record({
    kind: anyKind,
    state: anyState,
    extendable: fc.boolean(),
    grace: fc.boolean(),
    graceUntil: fc.option(fc.integer({ min: now - dayMs, max: now + dayMs }), { nil: undefined }),
  })
  .map(({ extendable, ...said }) =>
    givenRequest({ ...said, ...(extendable ? { extendableTo: now + 90 * dayMs } : {}) }),
  );

describe('RI9: a request', () => {
  it.each<[RequestState, Move, Mover, RequestState | undefined]>([
    ['identity_unverified', { name: 'confirm' }, 'person', 'in_progress'],
    ['awaiting_confirmation', { name: 'confirm' }, 'person', 'in_progress'],
    ['awaiting_confirmation', { name: 'confirm' }, 'office', undefined],
    ['awaiting_confirmation', { name: 'complete' }, 'office', undefined],
    ['in_progress', { name: 'confirm' }, 'person', undefined],
    ['in_progress', { name: 'cancel' }, 'person', undefined],
    ['awaiting_confirmation', { name: 'cancel' }, 'person', 'cancelled'],
    ['in_progress', { name: 'ask_third_parties' }, 'service', 'waiting_for_third_parties'],
    ['waiting_for_third_parties', { name: 'complete' }, 'service', 'completed'],
    ['in_progress', { name: 'complete' }, 'person', undefined],
    ['in_progress', { name: 'refuse', reason: 'excessive' }, 'person', undefined],
    ['in_progress', { name: 'refuse', reason: 'excessive' }, 'office', 'refused'],
  ])('that is %s, moved by %j of the %s, is then %s', (state, move, by, next) => {
    expect(moved(givenRequest({ state }), move, by, now)?.state).toBe(next);
  });

  it('stays at its end, whatever is tried, but for a restriction that its person lifts', () => {
    fc.assert(
      fc.property(anyRequest, anyMove, anyMover, (request, move, by) => {
        if (isOpen(request.state)) return;
        const after = moved(request, move, by, now);
        if (after) expect([after.kind, after.state, by]).toEqual(['restriction', 'cancelled', 'person']);
      }),
    );
  });

  it('is answered only after its person confirmed it, and then says when', () => {
    fc.assert(
      fc.property(anyKind, fc.array(fc.tuple(anyMove, anyMover), { maxLength: 12 }), (kind, tried) => {
        let request = givenRequest({ kind, state: 'identity_unverified' });
        for (const [move, by] of tried) request = moved(request, move, by, now) ?? request;
        if (request.state === 'completed') expect(request.confirmedAt).toBe(now);
        if (!isOpen(request.state)) expect(request.closedAt).toBe(now);
      }),
    );
  });

  it('is never answered by its person, nor confirmed by anybody else', () => {
    fc.assert(
      fc.property(anyRequest, anyMove, anyMover, (request, move, by) => {
        const after = moved(request, move, by, now);
        if (after?.confirmedAt) expect(by).toBe('person');
        if (after && ['completed', 'refused', 'extended'].includes(after.state)) expect(by).not.toBe('person');
      }),
    );
  });

  it('is put off once, with a reason, before it is due, and never beyond what the law allows', () => {
    const extend: Move = { name: 'extend', reason: 'complex' };
    const extendable = givenRequest({ extendableTo: now + 90 * dayMs });
    const once = moved(extendable, extend, 'office', now) as Standing;
    expect(once).toMatchObject({ state: 'extended', extension: 'complex', dueAt: now + 90 * dayMs });
    expect(moved(once, extend, 'office', now)).toBeUndefined();
    expect(moved(extendable, extend, 'office', extendable.dueAt)).toBeUndefined();
    expect(moved(givenRequest(), extend, 'office', now)).toBeUndefined();
  });

  it.each<[RequestKind, boolean]>([
    ['erasure', true],
    ['access', false],
    ['early_deletion', false],
  ])('for %s that is confirmed with grace can be called off in its days of grace: %s', (kind, can) => {
    const confirmed = moved(
      givenRequest({ kind, state: 'awaiting_confirmation', grace: true }),
      { name: 'confirm' },
      'person',
      now,
    );
    const at = (when: number) => moved(confirmed as Standing, { name: 'cancel' }, 'person', when)?.state;
    expect(at(now + 30 * dayMs - 1)).toBe(can ? 'cancelled' : undefined);
    expect(at(now + 30 * dayMs)).toBeUndefined();
  });
});
