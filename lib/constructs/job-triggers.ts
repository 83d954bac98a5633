import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import {
  Alias,
  CfnEventSourceMapping,
  type CfnFunction,
  type IVersion,
  type Function as LambdaFunction,
} from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Area } from '#/domain/api/area.ts';
import { outboxEvent } from '#/domain/data-map/entities/safeguards.ts';
import { holders } from '#/domain/data-map/holders.ts';
import { liveAlias, ruleName } from '#/lib/names.ts';
import { type JobCaller, stateKeyOf } from './area-kinds.ts';
import type { AreaResources } from './area-resources.ts';

export type Job = {
  readonly area: Area;
  readonly fn: LambdaFunction;
  readonly resources: AreaResources;
  readonly deadLetters: IQueue;
  readonly outboxStream: string;
};

/** What makes a function run: one way per caller. */
export const connect: Readonly<Record<JobCaller, (scope: Construct, job: Job) => void>> = {
  outbox: followOutbox,
  durable: makeDurable,
  findings: takeFindings,
  schedule: runByClock,
};

/** How the rows of the outbox begin, among the others of its table. */
const [outboxPrefix = ''] = outboxEvent.key.sk.split('{');

/**
 * New rows of the outbox in their order, each until it succeeds. A record that fails for twenty hours makes room: what is
 * known of it goes to the dead letters, and the stream keeps it four hours more.
 */
function followOutbox(scope: Construct, { area, fn, deadLetters, outboxStream }: Job): void {
  const isOutboxRow = { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: outboxPrefix }] } } } };
  new CfnEventSourceMapping(scope, `${area.name}-outbox`, {
    functionName: fn.functionName,
    eventSourceArn: outboxStream,
    startingPosition: 'TRIM_HORIZON',
    batchSize: 100,
    maximumBatchingWindowInSeconds: 0,
    filterCriteria: { filters: [{ pattern: JSON.stringify(isOutboxRow) }] },
    // The function says itself which record failed; halving batches would only repeat the ones before it.
    functionResponseTypes: ['ReportBatchItemFailures'],
    bisectBatchOnFunctionError: false,
    maximumRetryAttempts: -1,
    maximumRecordAgeInSeconds: Duration.hours(20).toSeconds(),
    destinationConfig: { onFailure: { destination: deadLetters.queueArn } },
  });
}

/**
 * A durable function, started through the alias only. An execution ends on the version that it began on, so versions are
 * kept: remove one by hand when `aws lambda list-durable-executions-by-function --qualifier <n> --statuses RUNNING` is
 * empty. What changes must be able to go on from what earlier versions saved; docs/first-deployment.md tells how to drain.
 * Lambda cannot make an existing function durable: changing an area's trigger to this needs a new name for the area.
 */
function makeDurable(scope: Construct, { area, fn, resources }: Job): void {
  const settings = fn.node.defaultChild as CfnFunction;
  settings.durableConfig = {
    // The longest there is. An erasure waits for its days of grace and for third parties.
    executionTimeout: Duration.days(366).toSeconds(),
    // Proofs that have to last are certificates.
    retentionPeriodInDays: holders.job_history.keepDays,
    kmsKeyArn: resources.keys[stateKeyOf(area)],
  };
  const version = fn.currentVersion;
  version.applyRemovalPolicy(RemovalPolicy.RETAIN);
  // The CDK's own Version does not fit its IVersion under exactOptionalPropertyTypes.
  new Alias(scope, `${area.name}-${liveAlias}`, { aliasName: liveAlias, version: version as IVersion });
}

/** What AWS's own look-outs say about the instance’s account and region, as they come. */
const findings = {
  source: ['aws.guardduty', 'aws.securityhub'],
  detailType: ['GuardDuty Finding', 'Security Hub Findings - Imported'],
};

/** EventBridge may call this function by this rule only; a finding that nobody could take is a dead letter. */
function takeFindings(scope: Construct, { area, fn, resources, deadLetters }: Job): void {
  const target = new FunctionTarget(fn, {
    deadLetterQueue: deadLetters,
    retryAttempts: 185,
    maxEventAge: Duration.hours(24),
  });
  new Rule(scope, `${area.name}-findings`, {
    ruleName: ruleName(resources.place.id, area.name),
    description: area.says,
    eventPattern: findings,
    targets: [target],
  });
}

/** EventBridge may call this function by this rule only; what it cannot deliver goes to the dead letters. */
function runByClock(scope: Construct, { area, fn, resources, deadLetters }: Job): void {
  if (typeof area.trigger !== 'object') throw new TypeError(`The area "${area.name}" has no schedule.`);
  const target = new FunctionTarget(fn, {
    deadLetterQueue: deadLetters,
    retryAttempts: 24,
    maxEventAge: Duration.hours(2),
  });
  new Rule(scope, `${area.name}-clock`, {
    ruleName: ruleName(resources.place.id, area.name),
    description: area.says,
    schedule: Schedule.expression(area.trigger.schedule),
    targets: [target],
  });
}
