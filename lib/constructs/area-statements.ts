import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Area, type BucketCapability, bucketActions, type Capability, storeActions } from '#/domain/api/area.ts';
import type { BucketName } from '#/domain/data-map/buckets.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';
import { bucketArn, functionArn, liveAlias, logGroupArn, tableArn, tableName } from '#/lib/names.ts';
import type { AreaResources } from './area-resources.ts';
import { keyStatements } from './key-statements.ts';
import { responseStatements } from './response-statements.ts';

/** What a contract asks of stores and buckets, as statements of an IAM policy. */
export const dataStatements = (area: Area, resources: AreaResources): PolicyStatement[] => [
  ...storeStatements(area, resources),
  ...bucketStatements(area, resources),
];

/** What it asks of keys, accounts, jobs and logs. Nothing else gives a function of ours a right. */
export const powerStatements = (area: Area, resources: AreaResources): PolicyStatement[] => [
  ...keyStatements(area, resources),
  ...poolStatements(area, resources),
  ...startStatements(area, resources),
  ...responseStatements(area, resources),
  ...(area.readsLogs ? [logStatement(resources)] : []),
];

const actionsOf = <C extends string>(
  capabilities: readonly C[],
  actions: Readonly<Record<C, readonly string[]>>,
): string[] => [...new Set(capabilities.flatMap((capability) => actions[capability]))].sort();

function storeStatements(area: Area, { place, keys }: AreaResources): PolicyStatement[] {
  const used = Object.entries(area.stores) as [StoreName, readonly Capability[]][];
  if (used.length === 0) return [];
  const tables = used.map(
    ([store, capabilities]) =>
      new PolicyStatement({
        sid: `Store${store}`,
        actions: actionsOf(capabilities, storeActions),
        resources: [tableArn(place, store)],
      }),
  );
  const through = { 'kms:ViaService': `dynamodb.${place.region}.amazonaws.com` };
  // DynamoDB uses the tables' key in the caller's name. Its context names the table, so this opens no other table.
  const names = used.map(([store]) => tableName(place.id, store));
  const open = new PolicyStatement({
    sid: 'TablesKey',
    actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
    resources: [keys.data],
    conditions: { StringEquals: { ...through, 'kms:EncryptionContext:aws:dynamodb:tableName': names } },
  });
  const describe = new PolicyStatement({
    sid: 'TablesKeyDescribe',
    actions: ['kms:DescribeKey'],
    resources: [keys.data],
    conditions: { StringEquals: through },
  });
  return [...tables, open, describe];
}

/** Listing is asked of a bucket, everything else of its objects. */
function bucketStatements(area: Area, { place, keys }: AreaResources): PolicyStatement[] {
  const used = Object.entries(area.buckets ?? {}) as [BucketName, readonly BucketCapability[]][];
  if (used.length === 0) return [];
  const granted = used.flatMap(([bucket, capabilities]) => {
    const arn = bucketArn(place, bucket);
    const onObjects = capabilities.filter((capability) => capability !== 'list');
    const objects = { sid: `Bucket${bucket}`, actions: actionsOf(onObjects, bucketActions), resources: [`${arn}/*`] };
    const list = { sid: `List${bucket}`, actions: [...bucketActions.list], resources: [arn] };
    return [...(onObjects.length > 0 ? [objects] : []), ...(capabilities.includes('list') ? [list] : [])];
  });
  const through = { 'kms:ViaService': `s3.${place.region}.amazonaws.com` };
  const open = new PolicyStatement({
    sid: 'BucketsKey',
    // Writing in parts decrypts, too.
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [keys.data],
    // With a bucket key, the context that S3 gives is the bucket and not the object: docs.aws.amazon.com, "Amazon S3
    // Bucket Keys". So this opens no other bucket.
    conditions: {
      StringEquals: { ...through, 'kms:EncryptionContext:aws:s3:arn': used.map(([name]) => bucketArn(place, name)) },
    },
  });
  return [...granted.map((statement) => new PolicyStatement(statement)), open];
}

export function poolStatements(area: Area, { place, keys, pools }: AreaResources): PolicyStatement[] {
  if (!area.userPools || !pools) return [];
  const arns = [pools.workforce.arn, pools.clients.arn];
  return [
    new PolicyStatement({
      sid: 'UserPools',
      actions: area.userPools.map((action) => `cognito-idp:${action}`),
      resources: arns,
    }),
    new PolicyStatement({
      sid: 'UserPoolsKey',
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext'],
      resources: [keys.identity],
      conditions: { StringEquals: { 'kms:ViaService': `cognito-idp.${place.region}.amazonaws.com` } },
    }),
  ];
}

/** Only a version of a durable function can be started, and only the one that the alias names. */
export function startStatements(area: Area, { place }: AreaResources): PolicyStatement[] {
  const started = (area.starts ?? []).map((other) => `${functionArn(place, other)}:${liveAlias}`);
  if (started.length === 0) return [];
  return [new PolicyStatement({ sid: 'Start', actions: ['lambda:InvokeFunction'], resources: started })];
}

const logStatement = ({ place, logGroups }: AreaResources): PolicyStatement =>
  new PolicyStatement({
    sid: 'RequestLogs',
    actions: ['logs:FilterLogEvents'],
    resources: logGroups.map((group) => `${logGroupArn(place, group)}:*`),
  });
