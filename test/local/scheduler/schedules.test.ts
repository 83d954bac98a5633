import { readFileSync } from 'node:fs';
import {
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { expect, it } from 'vitest';
import { create, DAY_MS, firedAfter, givenScheduler, JOB, MINUTE_MS, NOON, schedule } from './given-scheduler.ts';

it('a schedule can be shown, changed, paused and deleted', async () => {
  const given = await givenScheduler();
  const { client } = given;
  const get = () => client.send(new GetScheduleCommand({ Name: 's' }));
  const { ScheduleArn } = await create(given, 's', 'at(2027-01-02T12:00:00)');

  expect(await get()).toMatchObject({
    Arn: ScheduleArn,
    GroupName: 'default',
    State: 'ENABLED',
    ScheduleExpression: 'at(2027-01-02T12:00:00)',
    CreationDate: new Date(NOON),
    Target: { Arn: JOB, Input: '{"of":"s"}' },
  });
  given.clock.advance(MINUTE_MS);
  await client.send(new UpdateScheduleCommand(schedule('s', 'at(2027-01-01T12:30:00)', { State: 'DISABLED' })));
  expect(await get()).toMatchObject({
    State: 'DISABLED',
    CreationDate: new Date(NOON),
    LastModificationDate: new Date(NOON + MINUTE_MS),
  });
  expect(firedAfter(given, 2 * DAY_MS)).toEqual([]);
  await client.send(new UpdateScheduleCommand(schedule('s', 'at(2027-01-01T12:30:00)')));
  expect(firedAfter(given, 0)).toHaveLength(1);
  await client.send(new DeleteScheduleCommand({ Name: 's' }));
  await expect(get()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('a schedule is created once: again by the same call it is the same, by another it is refused', async () => {
  const given = await givenScheduler();
  const how = { ClientToken: 'one' };
  const first = await create(given, 's', 'rate(1 day)', how);
  expect((await create(given, 's', 'rate(1 day)', how)).ScheduleArn).toBe(first.ScheduleArn);
  await expect(create(given, 's', 'rate(1 day)')).rejects.toMatchObject({ name: 'ConflictException' });
});

it('schedules are listed by group, name and state, page by page', async () => {
  const given = await givenScheduler();
  for (const name of ['a1', 'a2', 'b1']) await create(given, name, 'rate(1 day)', { GroupName: 'deadlines' });
  await create(given, 'a3', 'rate(1 day)', { State: 'DISABLED' });
  const list = async (how: object): Promise<(string | undefined)[]> => {
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await given.client.send(new ListSchedulesCommand({ ...how, MaxResults: 1, NextToken }));
      names.push(...(page.Schedules ?? []).map(({ Name }) => Name));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return names;
  };
  expect(await list({})).toEqual(['a1', 'a2', 'b1', 'a3']);
  expect(await list({ GroupName: 'deadlines', NamePrefix: 'a' })).toEqual(['a1', 'a2']);
  expect(await list({ State: 'DISABLED' })).toEqual(['a3']);
});

it.each([
  ['of another expression', { ScheduleExpression: 'cron(0 9 * * ? *)' }, 'ValidationException', /rate\(N minutes/],
  ['whose unit does not fit its number', { ScheduleExpression: 'rate(1 days)' }, 'ValidationException', /rate/],
  ['at a moment that is none', { ScheduleExpression: 'at(2027-13-01T00:00:00)' }, 'ValidationException', /at\(/],
  ['of another time zone', { ScheduleExpressionTimezone: 'Europe/Berlin' }, 'ValidationException', /must be UTC/],
  ['with a window', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }, 'ValidationException', /must be OFF/],
  ['whose input is no JSON', { Target: { Arn: JOB, RoleArn: 'x', Input: 'x' } }, 'ValidationException', /must be JSON/],
  ['with an end', { EndDate: new Date(NOON) }, 'ValidationException', /EndDate/],
  ['of an unknown group', { GroupName: 'nobody' }, 'ResourceNotFoundException', /nobody/],
  ['of an unknown function', { Target: { Arn: 'arn:other', RoleArn: 'x' } }, 'ResourceNotFoundException', /Function/],
])('a schedule %s is refused', async (_what, how, name, message) => {
  const given = await givenScheduler();
  await expect(create(given, 's', 'rate(1 day)', how)).rejects.toMatchObject({
    name,
    message: expect.stringMatching(message),
  });
});

it('a schedule keeps its input sealed on the disk', async () => {
  const given = await givenScheduler();
  const Target = { Arn: JOB, RoleArn: 'x', Input: '{"who":"kim@example.org"}' };
  await create(given, 's', 'rate(1 day)', { Target });
  const files = ['', '-wal'].map((ending) => readFileSync(`${given.file}${ending}`));
  expect(files.some((bytes) => bytes.includes('kim@example.org'))).toBe(false);
  expect(firedAfter(given, 0)).toEqual([[JOB, Target.Input]]);
});

it('the scheduler knows no other actions, and says which there are', async () => {
  const { client } = await givenScheduler();
  await expect(client.send(new ListScheduleGroupsCommand({}))).rejects.toThrow(/does not support .*CreateSchedule/);
});
