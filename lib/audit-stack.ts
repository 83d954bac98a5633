import { Duration } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { bucketNames } from '#/domain/data-map/buckets.ts';
import { storeNames, stores } from '#/domain/data-map/stores.ts';
import { bucketArn, logGroupName, type Place, roleName, tableArn, trailArn, trailName } from '#/lib/names.ts';
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

/** Management events, every read and write of the tables that the data map calls sensitive, and of every object. */
const eventSelectors = (place: Place) => [
  { name: 'Management events', fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }] },
  {
    name: 'Sensitive tables',
    fieldSelectors: [
      { field: 'eventCategory', equalTo: ['Data'] },
      { field: 'resources.type', equalTo: ['AWS::DynamoDB::Table'] },
      {
        field: 'resources.ARN',
        equalTo: storeNames.filter((store) => stores[store].trailed).map((store) => tableArn(place, store)),
      },
    ],
  },
  {
    name: 'Objects',
    fieldSelectors: [
      { field: 'eventCategory', equalTo: ['Data'] },
      { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
      { field: 'resources.ARN', startsWith: bucketNames.map((bucket) => `${bucketArn(place, bucket)}/`) },
    ],
  },
];

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
