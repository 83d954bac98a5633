import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Area } from '#/domain/api/area.ts';
import { alarmArn, type KeyUse, keyAlias, logGroupArn, type Place, roleArn, topicArn, trailArn } from '#/lib/names.ts';
import { accountAdministers, accountManages, policyOf, rolesMayUse, serviceMayUse } from './constructs/key-policies.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import type { Instance } from './instances.ts';

export type Keys = { readonly stack: RegionalStack } & Readonly<Record<KeyUse, Key>>;

/** The keys of an instance. `wrapping` and `mac` are multi-Region primaries, so that a restore elsewhere can open backups. */
export function keysStack(scope: Construct, instance: Instance, areas: readonly Area[]): Keys {
  const stack = new RegionalStack(scope, 'Keys', instance);
  const { place } = stack;
  return {
    stack,
    data: rotatingKey(stack, 'data', 'Tables', policyOf(accountAdministers())),
    identity: rotatingKey(stack, 'identity', 'User pools', identityPolicy(place)),
    logs: rotatingKey(stack, 'logs', 'Logs, trail and alarms', logsPolicy(place)),
    backup: rotatingKey(stack, 'backup', 'Backups', policyOf(accountAdministers())),
    wrapping: rotatingKey(stack, 'wrapping', 'Wraps the data keys of subjects', wrappingPolicy(place, areas), true),
    mac: new Key(stack, 'mac', {
      ...lastingKey,
      alias: keyAlias(instance.id, 'mac'),
      description: 'Blind index, idempotency, cursors',
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      multiRegion: true,
      policy: macPolicy(place, areas),
    }),
  };
}

export const lastingKey = { removalPolicy: RemovalPolicy.RETAIN, pendingWindow: Duration.days(30) } as const;

function rotatingKey(
  stack: RegionalStack,
  use: KeyUse,
  description: string,
  policy: PolicyDocument,
  multiRegion = false,
): Key {
  return new Key(stack, use, {
    ...lastingKey,
    alias: keyAlias(stack.instance.id, use),
    description,
    enableKeyRotation: true,
    rotationPeriod: Duration.days(365),
    multiRegion,
    policy,
  });
}

/** Whom the operators' commands run as. */
export const operatorName = 'operator';

const rolesOf = (place: Place, areas: readonly Area[]): string[] => areas.map((area) => roleArn(place, area.name));

/** Functions whose contract opens or makes data keys open them, and nobody else: no administrator, no support role (IA3). */
export function wrappingPolicy(place: Place, areas: readonly Area[]): PolicyDocument {
  const openers = areas.filter((area) => area.keys.unwrap.length > 0 || area.keys.create);
  const operator = [roleArn(place, operatorName)];
  const withoutOpening = ['kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];
  return policyOf(
    accountManages(),
    rolesMayUse('FunctionsUse', rolesOf(place, openers), ['kms:Decrypt', 'kms:GenerateDataKey']),
    rolesMayUse('OperatorMakesAndRewraps', operator, withoutOpening),
  );
}

/** GenerateMac only: verifying is comparing, and needs no second permission. */
export function macPolicy(place: Place, areas: readonly Area[]): PolicyDocument {
  const users = [
    ...rolesOf(
      place,
      areas.filter((area) => area.keys.mac),
    ),
    roleArn(place, operatorName),
  ];
  return policyOf(accountManages(), rolesMayUse('FunctionsAndOperatorHash', users, ['kms:GenerateMac']));
}

/** As the Cognito guide asks for a customer managed key; pool ids are not known before the pools exist. */
function identityPolicy({ region, account }: Place): PolicyDocument {
  const pools = `arn:aws:cognito-idp:${region}:${account}:userpool/*`;
  const services = ['cognito-idp.amazonaws.com', 'identitystore.amazonaws.com'];
  const ours = { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': pools } };
  const context = { StringLike: { 'kms:EncryptionContext:aws:cognito-idp:userpool-arn': pools } };
  const use = [
    'kms:Encrypt',
    'kms:Decrypt',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
    'kms:GenerateDataKeyWithoutPlaintext',
  ];
  return policyOf(
    accountAdministers(),
    serviceMayUse('UserPoolsUse', services, use, { ...ours, ...context }),
    serviceMayUse('UserPoolsDescribe', services, ['kms:DescribeKey'], ours),
  );
}

function logsPolicy(place: Place): PolicyDocument {
  const { region, account } = place;
  const use = ['kms:Decrypt', 'kms:GenerateDataKey'];
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
