import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Area } from '#/domain/api/area.ts';
import { type MetricName, metricNames } from '#/domain/api/metrics.ts';
import { functionName } from '#/lib/names.ts';
import { alarm, sumOf } from './alarm.ts';
import { callerOf, isJob } from './area-kinds.ts';
import type { RegionalStack } from './regional-stack.ts';

const five = Duration.minutes(5);

/** Does the response itself work: its runs, its leases, its clocks? */
export function responseAlarms(stack: RegionalStack, topic: ITopic, areas: readonly Area[]): void {
  for (const area of areas.filter(({ responds }) => responds)) failureAlarm(stack, topic, area);
  const keepers = areas.filter((area) => area.stores.incidents?.includes('write') && isJob(callerOf(area)));
  if (keepers.length === 0) return;
  const counted = (metric: MetricName) =>
    sumOf(
      keepers.map(({ name }) => countedBy(name, metric)),
      five,
    );
  alarm(stack, topic, { kind: 'lease-lapsed', metric: counted('leaseLapses'), threshold: 1 });
  alarm(stack, topic, { kind: 'clock-missed', metric: counted('missedClocks'), threshold: 1 });
}

const countedBy = (service: string, metric: MetricName): Metric =>
  new Metric({
    namespace: metricNames.namespace,
    metricName: metricNames[metric],
    dimensionsMap: { service },
    statistic: 'Sum',
    period: five,
  });

/** A run that says itself that it failed, and an execution that could not even say so. */
function failureAlarm(stack: RegionalStack, topic: ITopic, { name }: Area): void {
  const ended = ['DurableExecutionFailed', 'DurableExecutionTimedOut', 'DurableExecutionStopped'].map(
    (metricName) =>
      new Metric({
        namespace: 'AWS/Lambda',
        metricName,
        dimensionsMap: { FunctionName: functionName(stack.instance.id, name) },
        statistic: 'Sum',
        period: five,
      }),
  );
  const metric = sumOf([...ended, countedBy(name, 'failedResponses')], five);
  alarm(stack, topic, { kind: 'response-failed', of: name, metric, threshold: 1 });
}
