import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Area, Trigger } from '#/domain/api/area.ts';
import { metricNames } from '#/domain/api/metrics.ts';
import { supportClock } from '#/lambdas/support-clock/contract.ts';
import { deadLettersName, functionName } from '#/lib/names.ts';
import { alarm, sumOf } from './alarm.ts';
import { callerOf, isJob } from './area-kinds.ts';
import type { RegionalStack } from './regional-stack.ts';

const five = Duration.minutes(5);
const hour = Duration.hours(1);

/** Is everything done that nobody waits for? */
export function jobAlarms(stack: RegionalStack, topic: ITopic, areas: readonly Area[]): void {
  deadLetterAlarms(stack, topic, areas);
  for (const area of areas) {
    if (callerOf(area) === 'outbox') outboxAlarm(stack, topic, area);
    if (typeof area.trigger === 'object') scheduleAlarm(stack, topic, area, area.trigger);
  }
  escalationAlarm(stack, topic, areas);
  unreviewedAlarm(stack, topic);
}

const ofFunction = (stack: RegionalStack, area: Area, metricName: string, period: Duration, statistic = 'Sum') =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: functionName(stack.instance.id, area.name) },
    statistic,
    period,
  });

/** Letters that wait, and letters that could not even be left: a job's end without a trace. */
function deadLetterAlarms(stack: RegionalStack, topic: ITopic, areas: readonly Area[]): void {
  const waiting = new Metric({
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensionsMap: { QueueName: deadLettersName(stack.instance.id) },
    statistic: 'Maximum',
    period: five,
  });
  alarm(stack, topic, { kind: 'dead-letters', metric: waiting, threshold: 1 });
  for (const area of areas.filter((one) => isJob(callerOf(one)))) {
    const lost = ['DeadLetterErrors', 'DestinationDeliveryFailures'].map((name) => ofFunction(stack, area, name, five));
    alarm(stack, topic, { kind: 'dead-letters', of: area.name, metric: sumOf(lost, five), threshold: 1 });
  }
}

/** A withdrawal reaches third parties within a minute (CO12); older than that is late. Milliseconds. */
function outboxAlarm(stack: RegionalStack, topic: ITopic, area: Area): void {
  const age = ofFunction(stack, area, 'IteratorAge', Duration.minutes(1), 'Maximum');
  alarm(stack, topic, { kind: 'outbox-delay', of: area.name, metric: age, threshold: 60_000 });
}

const hoursIn = { minute: 1 / 60, hour: 1, day: 24 } as const;

/** `rate(1 day)` in hours. */
function hoursBetween({ schedule }: Exclude<Trigger, string>): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  if (!unit)
    throw new TypeError(`The schedule "${schedule}" is no rate of minutes, hours or days, such as rate(1 day).`);
  return Number(count) * hoursIn[unit as keyof typeof hoursIn];
}

/** No run that succeeded within the time between two runs and two hours more. CloudWatch looks back seven days at most. */
function scheduleAlarm(stack: RegionalStack, topic: ITopic, area: Area, trigger: Exclude<Trigger, string>): void {
  const succeeded = new MathExpression({
    expression: 'tried - FILL(failed, 0)',
    usingMetrics: {
      tried: ofFunction(stack, area, 'Invocations', hour),
      failed: ofFunction(stack, area, 'Errors', hour),
    },
    period: hour,
    label: 'Runs that succeeded',
  });
  alarm(stack, topic, {
    kind: 'schedule-missed',
    of: area.name,
    metric: succeeded,
    threshold: 1,
    below: true,
    silenceIsBad: true,
    periods: Math.min(Math.ceil(hoursBetween(trigger)) + 2, 7 * 24),
  });
}

/** Counted by whoever talks to third parties, and those stand outside. */
function escalationAlarm(stack: RegionalStack, topic: ITopic, areas: readonly Area[]): void {
  const counted = areas
    .filter(({ outside }) => outside)
    .map(
      ({ name: service }) =>
        new Metric({
          namespace: metricNames.namespace,
          metricName: metricNames.webhookEscalations,
          dimensionsMap: { service },
          statistic: 'Sum',
          period: five,
        }),
    );
  if (counted.length === 0) return;
  alarm(stack, topic, { kind: 'webhook-escalations', metric: sumOf(counted, five), threshold: 1 });
}

/** Told by the clock at each of its runs; an hour has twelve, so that one that fails hides nothing. */
function unreviewedAlarm(stack: RegionalStack, topic: ITopic): void {
  const metric = new Metric({
    namespace: metricNames.namespace,
    metricName: metricNames.unreviewedGrants,
    dimensionsMap: { service: supportClock.name },
    statistic: 'Maximum',
    period: hour,
  });
  alarm(stack, topic, { kind: 'grants-unreviewed', metric, threshold: 1 });
}
