import type { PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Area } from '#/domain/api/area.ts';
import { alarmArn, deadLettersArn, functionArn, logGroupArn, type Place, topicArn, trailArn } from '#/lib/names.ts';
import { accountAdministers, policyOf, serviceMayUse } from './key-policies.ts';

const use = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** As the Cognito guide asks for a customer managed key; pool ids are not known before the pools exist. */
export function identityPolicy({ region, account }: Place): PolicyDocument {
  const pools = `arn:aws:cognito-idp:${region}:${account}:userpool/*`;
  const services = ['cognito-idp.amazonaws.com', 'identitystore.amazonaws.com'];
  const ours = { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': pools } };
  const context = { StringLike: { 'kms:EncryptionContext:aws:cognito-idp:userpool-arn': pools } };
  const useByContext = [
    'kms:Encrypt',
    'kms:Decrypt',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
    'kms:GenerateDataKeyWithoutPlaintext',
  ];
  return policyOf(
    accountAdministers(),
    serviceMayUse('UserPoolsUse', services, useByContext, { ...ours, ...context }),
    serviceMayUse('UserPoolsDescribe', services, ['kms:DescribeKey'], ours),
  );
}

export function logsPolicy(place: Place): PolicyDocument {
  const { region, account } = place;
  const logGroups = [
    logGroupArn(place, `/coachvault/${place.id}/*`),
    logGroupArn(place, `aws-waf-logs-coachvault-${place.id}`),
  ];
  const trail = { StringEquals: { 'aws:SourceArn': trailArn(place) } };
  return policyOf(
    accountAdministers(),
    serviceMayUse(
      'LogGroups',
      [`logs.${region}.amazonaws.com`],
      [...use, 'kms:Encrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:DescribeKey'],
      { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
    ),
    serviceMayUse('Trail', ['cloudtrail.amazonaws.com'], ['kms:GenerateDataKey'], {
      ...trail,
      StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${account}:trail/*` },
    }),
    serviceMayUse('TrailDescribes', ['cloudtrail.amazonaws.com'], ['kms:DescribeKey'], trail),
    serviceMayUse('Alarms', ['cloudwatch.amazonaws.com'], use, {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': alarmArn(place, '*') },
    }),
    // EventBridge names no rule and no account to KMS: a condition on them would lose every message without a word. The
    // context that SNS gives names the topic, whoever publishes.
    serviceMayUse('Findings', ['events.amazonaws.com'], use, {
      StringEquals: { 'kms:EncryptionContext:aws:sns:topicArn': topicArn(place) },
    }),
  );
}

/** Lambda names the function in each call (Lambda guide, "Encrypting durable execution data"). */
function stateStatements(place: Place, areas: readonly Area[]): PolicyStatement[] {
  const durable = areas.filter((area) => area.trigger === 'durable').map((area) => functionArn(place, area.name));
  if (durable.length === 0) return [];
  return [
    serviceMayUse('DurableState', ['lambda.amazonaws.com'], use, {
      StringEquals: { 'aws:SourceAccount': place.account, 'kms:EncryptionContext:aws:lambda:FunctionArn': durable },
      ArnEquals: { 'aws:SourceArn': durable },
    }),
  ];
}

/** State of durable executions and dead letters: a key of its own, so that its loss takes no records with it. */
export const jobsPolicy = (place: Place, areas: readonly Area[]): PolicyDocument =>
  policyOf(
    accountAdministers(),
    ...stateStatements(place, areas),
    // As above for alarms: the context that SQS gives names the queue, whoever sends.
    serviceMayUse('MissedSchedules', ['events.amazonaws.com'], use, {
      StringEquals: { 'kms:EncryptionContext:aws:sqs:arn': deadLettersArn(place) },
    }),
  );

/** State of responses only: whatever happens to another key, and whatever a playbook does to it, they go on. */
export const statePolicy = (place: Place, areas: readonly Area[]): PolicyDocument =>
  policyOf(accountAdministers(), ...stateStatements(place, areas));
