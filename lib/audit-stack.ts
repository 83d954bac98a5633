import { Duration } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { trailSelectors } from '#/domain/data-map/trail-selectors.ts';
import { logGroupName, type Place, roleName, trailArn, trailedArns, trailName } from '#/lib/names.ts';
import { accessLogBucket, closed, lifecycle, lockedFor } from './constructs/closed-bucket.ts';
import { encryptedLogGroup } from './constructs/encrypted-log-group.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import type { Instance } from './instances.ts';
import type { Keys } from './keys-stack.ts';

/** Thirteen months, as the access log: a year can be compared with the one before. */
const keptFor = Duration.days(400);

/** Who did what to the instance, written where nobody can change it; and AWS's own look-out for intruders. */
export function auditStack(scope: Construct, { instance, keys }: { instance: Instance; keys: Keys }): void {
  const stack = new RegionalStack(scope, 'Audit', instance);
  const bucket = trailBucket(stack, keys);
  const group = encryptedLogGroup(stack, 'TrailLog', logGroupName(instance.id, 'trail'), keys.logs);
  const role = trailRole(stack, group);
  const trail = new CfnTrail(stack, 'Trail', {
    trailName: trailName(instance.id),
    isLogging: true,
    s3BucketName: bucket.bucketName,
    kmsKeyId: keys.logs.keyArn,
    enableLogFileValidation: true,
    cloudWatchLogsLogGroupArn: group.logGroupArn,
    cloudWatchLogsRoleArn: role.roleArn,
    // One region only: another instance's calls do not belong here.
    isMultiRegionTrail: false,
    includeGlobalServiceEvents: true,
    advancedEventSelectors: eventSelectors(stack.place),
  });
  trail.node.addDependency(bucket.policy ?? bucket, role);
  new CfnDetector(stack, 'Intrusions', {
    enable: true,
    findingPublishingFrequency: 'FIFTEEN_MINUTES',
    features: [
      { name: 'LAMBDA_NETWORK_LOGS', status: 'ENABLED' },
      { name: 'S3_DATA_EVENTS', status: 'ENABLED' },
    ],
  });
}

/** As CloudFormation spells them. */
const eventSelectors = (place: Place) =>
  trailSelectors(trailedArns(place)).map(({ Name: name, FieldSelectors }) => ({
    name,
    fieldSelectors: FieldSelectors.map(({ Field: field, Equals, StartsWith }) => ({
      field,
      ...(Equals ? { equalTo: [...Equals] } : {}),
      ...(StartsWith ? { startsWith: [...StartsWith] } : {}),
    })),
  }));

function trailBucket(stack: RegionalStack, keys: Keys): Bucket {
  const bucket = new Bucket(stack, 'TrailBucket', {
    ...closed,
    ...lockedFor(stack.instance, keptFor),
    encryption: BucketEncryption.KMS,
    encryptionKey: keys.logs,
    lifecycleRules: lifecycle(keptFor),
    serverAccessLogsBucket: accessLogBucket(stack, 'BucketAccessLog', keptFor),
    serverAccessLogsPrefix: 'trail/',
  });
  const onlyOurTrail = { StringEquals: { 'aws:SourceArn': trailArn(stack.place) } };
  const cloudTrail = new ServicePrincipal('cloudtrail.amazonaws.com');
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'TrailChecks',
      principals: [cloudTrail],
      actions: ['s3:GetBucketAcl'],
      resources: [bucket.bucketArn],
      conditions: onlyOurTrail,
    }),
  );
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'TrailWrites',
      principals: [cloudTrail],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`AWSLogs/${stack.account}/*`)],
      conditions: {
        StringEquals: { ...onlyOurTrail.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
      },
    }),
  );
  return bucket;
}

function trailRole(stack: RegionalStack, group: LogGroup): Role {
  const { id } = stack.instance;
  const role = new Role(stack, 'TrailRole', {
    roleName: roleName(id, 'trail'),
    assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceArn': trailArn(stack.place) } },
    }),
  });
  new ManagedPolicy(stack, 'TrailPolicy', {
    managedPolicyName: roleName(id, 'trail'),
    roles: [role],
    statements: [
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [group.logGroupArn],
      }),
    ],
  });
  return role;
}
