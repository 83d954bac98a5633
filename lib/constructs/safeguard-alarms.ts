import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { AlarmKind } from '#/lib/alarm-kinds.ts';
import { logGroupName, metricNamespace, vaultName } from '#/lib/names.ts';
import { alarm, sumOf } from './alarm.ts';
import { backupPlanNames } from './locked-vaults.ts';
import type { RegionalStack } from './regional-stack.ts';

const named = (events: readonly string[]): string => events.map((name) => `($.eventName = "${name}")`).join(' || ');

/** What is looked for in the trail, as CloudWatch filter patterns. */
const trailFilters = {
  'key-use-denied': '{ ($.eventSource = "kms.amazonaws.com") && ($.errorCode = "*AccessDenied*") }',
  'key-at-risk': `{ ($.eventSource = "kms.amazonaws.com") && (${named([
    'CreateGrant',
    'DisableKey',
    'DisableKeyRotation',
    'PutKeyPolicy',
    'ReplicateKey',
    'ScheduleKeyDeletion',
    'UpdatePrimaryRegion',
  ])}) && ($.userIdentity.invokedBy NOT EXISTS) }`,
  'trail-changed': `{ (($.eventSource = "cloudtrail.amazonaws.com") && (${named([
    'DeleteTrail',
    'PutEventSelectors',
    'StopLogging',
    'UpdateTrail',
  ])})) || (($.eventSource = "guardduty.amazonaws.com") && (${named([
    'DeleteDetector',
    'UpdateDetector',
  ])})) || (($.eventSource = "logs.amazonaws.com") && (${named(['DeleteLogGroup', 'DeleteMetricFilter'])})) }`,
  'root-use':
    '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
} as const satisfies Partial<Record<AlarmKind, string>>;

/** Do the safeguards still stand: keys, trail, backups, root? */
export function safeguardAlarms(stack: RegionalStack, topic: ITopic): void {
  const group = LogGroup.fromLogGroupName(stack, 'TrailLog', logGroupName(stack.instance.id, 'trail'));
  for (const [kind, pattern] of Object.entries(trailFilters)) {
    const metric = trailMetric(stack, group, kind, pattern);
    alarm(stack, topic, { kind: kind as keyof typeof trailFilters, metric, threshold: 1 });
  }
  const recorded = new Metric({
    namespace: 'AWS/Logs',
    metricName: 'IncomingLogEvents',
    dimensionsMap: { LogGroupName: logGroupName(stack.instance.id, 'trail') },
    statistic: 'Sum',
    period: Duration.hours(1),
  });
  alarm(stack, topic, { kind: 'trail-silent', metric: recorded, threshold: 1, below: true, silenceIsBad: true });
  for (const plan of backupPlanNames) backupAlarms(stack, topic, plan);
}

function trailMetric(stack: RegionalStack, logGroup: ILogGroup, kind: string, pattern: string): Metric {
  const metricNamespaceName = metricNamespace(stack.instance.id);
  new MetricFilter(stack, `${kind}-filter`, {
    logGroup,
    metricNamespace: metricNamespaceName,
    metricName: kind,
    filterPattern: FilterPattern.literal(pattern),
    metricValue: '1',
  });
  return new Metric({
    namespace: metricNamespaceName,
    metricName: kind,
    statistic: 'Sum',
    period: Duration.minutes(5),
  });
}

function backupAlarms(stack: RegionalStack, topic: ITopic, plan: (typeof backupPlanNames)[number]): void {
  const period = Duration.hours(1);
  const jobs = (metricName: string) =>
    new Metric({
      namespace: 'AWS/Backup',
      metricName,
      dimensionsMap: { BackupVaultName: vaultName(stack.instance.id, plan) },
      statistic: 'Sum',
      period,
    });
  const failed = ['NumberOfBackupJobsFailed', 'NumberOfBackupJobsExpired', 'NumberOfCopyJobsFailed'].map(jobs);
  alarm(stack, topic, { kind: 'backup-failed', of: plan, metric: sumOf(failed, period), threshold: 1 });
  // A day and two hours: the plan starts at two and has four hours.
  alarm(stack, topic, {
    kind: 'backup-missed',
    of: plan,
    metric: jobs('NumberOfBackupJobsCompleted'),
    threshold: 1,
    below: true,
    silenceIsBad: true,
    periods: 28,
  });
}
