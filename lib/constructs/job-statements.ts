import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Area } from '#/domain/api/area.ts';
import { outboxEvent } from '#/domain/data-map/entities/safeguards.ts';
import { deadLettersArn, functionArn, tableName } from '#/lib/names.ts';
import { callerOf, type JobCaller, stateKeyOf } from './area-kinds.ts';
import type { AreaResources } from './area-resources.ts';

/** What a function needs for being called the way it is, besides its contract. */
export function jobStatements(
  area: Area,
  caller: JobCaller,
  resources: AreaResources,
  outboxStream: string,
): PolicyStatement[] {
  const own = {
    outbox: () => streamStatements(resources, outboxStream),
    durable: () => [...executionStatements(area, resources), stateKeyStatement(area, resources)],
    findings: () => [],
    schedule: () => [],
  } satisfies Record<JobCaller, () => PolicyStatement[]>;
  return [...own[caller](), ...deadLetterStatements(resources)];
}

/** Lambda reads the stream with the function's role. */
function streamStatements({ place, keys }: AreaResources, arn: string): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'OutboxStream',
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [arn],
    }),
    // Names of streams, and IAM knows no narrower resource for it.
    new PolicyStatement({ sid: 'NamesOfStreams', actions: ['dynamodb:ListStreams'], resources: ['*'] }),
    new PolicyStatement({
      sid: 'StreamKey',
      actions: ['kms:Decrypt'],
      resources: [keys.data],
      conditions: {
        StringEquals: {
          'kms:ViaService': `dynamodb.${place.region}.amazonaws.com`,
          'kms:EncryptionContext:aws:dynamodb:tableName': tableName(place.id, outboxEvent.store),
        },
      },
    }),
  ];
}

/**
 * A durable function saves and reads the state of its own executions. Their ARNs begin with that of the version that they
 * were started on (Lambda guide, "Security and permissions for durable functions"), and versions change with each deploy.
 */
export function executionStatements(area: Area, { place }: AreaResources): PolicyStatement[] {
  if (callerOf(area) !== 'durable') return [];
  return [
    new PolicyStatement({
      sid: 'OwnExecutions',
      actions: ['lambda:CheckpointDurableExecution', 'lambda:GetDurableExecutionState'],
      resources: [`${functionArn(place, area.name)}:*`],
    }),
  ];
}

const stateKeyStatement = (area: Area, { place, keys }: AreaResources): PolicyStatement =>
  new PolicyStatement({
    sid: 'OwnStateKey',
    actions: ['kms:Decrypt'],
    resources: [keys[stateKeyOf(area)]],
    conditions: {
      StringEquals: {
        'kms:ViaService': `lambda.${place.region}.amazonaws.com`,
        'kms:EncryptionContext:aws:lambda:FunctionArn': functionArn(place, area.name),
      },
    },
  });

/** Lambda sends with the function's role. */
function deadLetterStatements({ place, keys }: AreaResources): PolicyStatement[] {
  const queue = deadLettersArn(place);
  return [
    new PolicyStatement({ sid: 'DeadLetters', actions: ['sqs:SendMessage'], resources: [queue] }),
    new PolicyStatement({
      sid: 'DeadLettersKey',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [keys.jobs],
      conditions: {
        StringEquals: {
          'kms:ViaService': `sqs.${place.region}.amazonaws.com`,
          'kms:EncryptionContext:aws:sqs:arn': queue,
        },
      },
    }),
  ];
}
