import { join } from 'node:path';
import { CreateScheduleCommand, type CreateScheduleCommandInput, SchedulerClient } from '@aws-sdk/client-scheduler';
import { onTestFinished } from 'vitest';
import { AwsError } from '#/local/aws/service.ts';
import { type LocalScheduler, openScheduler, type Period } from '#/local/scheduler/scheduler.ts';
import { type Clock, givenAwsEndpoint, givenClock, givenFolder, REGION } from '#/test/support/local-aws.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 1_440 * MINUTE_MS;
export const NOON = Date.parse('2027-01-01T12:00:00Z');

export type GivenScheduler = {
  readonly client: SchedulerClient;
  readonly scheduler: LocalScheduler;
  readonly clock: Clock;
  readonly file: string;
  /** What was invoked so far: whom, with what. */
  readonly sent: [reference: string, payload: string][];
};
type Earlier = { readonly clock?: Clock; readonly file?: string; readonly periods?: readonly Period[] };

export async function givenScheduler({
  clock = givenClock(NOON),
  periods = [],
  ...earlier
}: Earlier = {}): Promise<GivenScheduler> {
  const { file = join(givenFolder(), 'scheduler.sqlite') } = earlier;
  const sent: GivenScheduler['sent'] = [];
  const scheduler = openScheduler({
    region: REGION,
    file,
    sealingKey: Buffer.alloc(32, 7),
    now: clock.now,
    periods,
    send: (reference, payload) => void sent.push([reference, payload]),
    checkTarget: (arn) => {
      if (!arn.endsWith(':job')) throw new AwsError('ResourceNotFoundException', 'Function not found', 404);
    },
    groups: ['deadlines'],
    log: () => undefined,
  });
  onTestFinished(() => scheduler.close());
  const { client } = await givenAwsEndpoint({ rest: [scheduler.service] });
  return { client: new SchedulerClient(client), scheduler, clock, file, sent };
}

export const JOB = 'arn:aws:lambda:eu-central-1:000000000000:function:job';
export const schedule = (Name: string, ScheduleExpression: string, more = {}): CreateScheduleCommandInput => ({
  Name,
  ScheduleExpression,
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: JOB, RoleArn: 'arn:aws:iam::000000000000:role/scheduler', Input: `{"of":"${Name}"}` },
  ...more,
});

export const create = ({ client }: GivenScheduler, ...how: Parameters<typeof schedule>) =>
  client.send(new CreateScheduleCommand(schedule(...how)));

/** Moves the clock and answers what was invoked by that. */
export function firedAfter({ clock, scheduler, sent }: GivenScheduler, ms: number): GivenScheduler['sent'] {
  const before = sent.length;
  clock.advance(ms);
  scheduler.tick();
  scheduler.tick();
  return sent.slice(before);
}
