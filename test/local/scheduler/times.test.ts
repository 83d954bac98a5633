import { ListSchedulesCommand } from '@aws-sdk/client-scheduler';
import { describe, expect, it } from 'vitest';
import { create, DAY_MS, firedAfter, givenScheduler, JOB, MINUTE_MS } from './given-scheduler.ts';

describe('a moment', () => {
  it('comes once, with its input', async () => {
    const given = await givenScheduler();
    await create(given, 'deadline', 'at(2027-01-04T12:00:00)');
    expect(firedAfter(given, 3 * DAY_MS - 1)).toEqual([]);
    expect(firedAfter(given, 1)).toEqual([[JOB, '{"of":"deadline"}']]);
    expect(firedAfter(given, 30 * DAY_MS)).toEqual([]);
  });

  it('that has passed already comes at once', async () => {
    const given = await givenScheduler();
    await create(given, 'late', 'at(2026-12-31T12:00:00)');
    expect(firedAfter(given, 0)).toHaveLength(1);
  });

  it('leaves its schedule, or takes it away when asked to', async () => {
    const given = await givenScheduler();
    await create(given, 'stays', 'at(2027-01-01T13:00:00)');
    await create(given, 'goes', 'at(2027-01-01T13:00:00)', { ActionAfterCompletion: 'DELETE' });
    expect(firedAfter(given, DAY_MS)).toHaveLength(2);

    const { Schedules } = await given.client.send(new ListSchedulesCommand({}));
    expect(Schedules?.map(({ Name }) => Name)).toEqual(['stays']);
  });

  it('that nobody waited for comes after the next start', async () => {
    const given = await givenScheduler();
    await create(given, 'deadline', 'at(2027-01-01T13:00:00)');
    given.scheduler.close();
    given.clock.advance(DAY_MS);

    const again = await givenScheduler({ clock: given.clock, file: given.file });

    expect(firedAfter(again, 0)).toEqual([[JOB, '{"of":"deadline"}']]);
  });
});

describe('a rate', () => {
  it.each([
    ['rate(5 minutes)', 5 * MINUTE_MS],
    ['rate(1 hour)', 60 * MINUTE_MS],
    ['rate(2 days)', 2 * DAY_MS],
  ])('%s begins at once and comes again each time it has passed', async (expression, period) => {
    const given = await givenScheduler();
    await create(given, 'often', expression);
    expect(firedAfter(given, 0)).toHaveLength(1);
    for (const _ of [1, 2]) {
      expect(firedAfter(given, period - 1)).toHaveLength(0);
      expect(firedAfter(given, 1)).toHaveLength(1);
    }
  });

  it('makes up once for what a jump of the clock has missed, and keeps its beat', async () => {
    const given = await givenScheduler();
    await create(given, 'often', 'rate(1 hour)');
    firedAfter(given, 0);
    expect(firedAfter(given, 10.5 * 60 * MINUTE_MS)).toHaveLength(1);
    expect(firedAfter(given, 29 * MINUTE_MS)).toHaveLength(0);
    expect(firedAfter(given, MINUTE_MS)).toHaveLength(1);
  });
});

describe('a period of a contract', () => {
  const periods = [{ functionName: 'sweeper', expression: 'rate(1 day)' }];

  it('comes when it has passed, not at the start, with the event of a rule', async () => {
    const given = await givenScheduler({ periods });
    expect(firedAfter(given, 0)).toEqual([]);
    const [[reference, payload] = ['', '{}']] = firedAfter(given, DAY_MS);
    expect(reference).toBe('sweeper');
    expect(JSON.parse(payload)).toMatchObject({
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      time: '2027-01-02T12:00:00Z',
      detail: {},
    });
  });

  it('runs on over restarts: none begins it anew', async () => {
    const given = await givenScheduler({ periods });
    given.clock.advance(DAY_MS / 2);
    given.scheduler.close();
    const again = await givenScheduler({ clock: given.clock, file: given.file, periods });
    expect(firedAfter(again, DAY_MS / 2)).toHaveLength(1);
  });

  it('that was shortened comes sooner, and one that is gone no more', async () => {
    const given = await givenScheduler({ periods });
    given.scheduler.close();
    const shorter = [{ functionName: 'sweeper', expression: 'rate(1 hour)' }];
    const sooner = await givenScheduler({ clock: given.clock, file: given.file, periods: shorter });
    expect(firedAfter(sooner, 60 * MINUTE_MS)).toHaveLength(1);
    sooner.scheduler.close();
    const without = await givenScheduler({ clock: given.clock, file: given.file });
    expect(firedAfter(without, DAY_MS)).toEqual([]);
  });
});
