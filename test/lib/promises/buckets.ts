import { expect, it } from 'vitest';
import { type BucketDefinition, type BucketName, bucketNames, buckets } from '#/domain/data-map/buckets.ts';
import { instances } from '#/lib/instances.ts';
import { bucketName } from '#/lib/names.ts';
import { everyArea } from '#/test/lib/every-area.ts';
import {
  allStatements,
  givenOtherTemplates,
  givenTemplates,
  list,
  plainArn,
  resourcesOf,
  type StackTemplate,
  statementsOf,
  switched,
} from '#/test/lib/given-templates.ts';

const each = Object.keys(instances).flatMap((id) => bucketNames.map((bucket) => [id, bucket] as const));
const definitionOf = (bucket: BucketName): BucketDefinition => buckets[bucket];

function bucketOf(
  id: string,
  bucket: BucketName,
  stacks: readonly StackTemplate[] = givenTemplates().stacks,
  account = '<account>',
) {
  const found = resourcesOf(stacks, 'AWS::S3::Bucket').filter(
    ({ properties }) => plainArn(properties.BucketName) === bucketName({ id, account }, bucket),
  );
  expect(found).toHaveLength(1);
  return found[0] as (typeof found)[number];
}

const lifecycleOf = ({ properties }: ReturnType<typeof bucketOf>) =>
  (properties.LifecycleConfiguration as { Rules: Record<string, unknown>[] }).Rules;

export function bucketPromises(): void {
  it.each(Object.keys(instances))(
    'there is a bucket for every entry of the map in %s, and a log of who reaches in',
    (id) => {
      const inStack = resourcesOf(givenTemplates().stacks, 'AWS::S3::Bucket').filter(
        ({ stack }) => stack.instance.id === id && stack.name === 'Buckets',
      );
      expect(inStack).toHaveLength(bucketNames.length + 1);
    },
  );

  it.each(each)('EN6, IN14: %s/%s is under the key of the tables, logged, and outlives its stack', (id, bucket) => {
    const { properties, resource } = bucketOf(id, bucket);
    expect(properties.BucketEncryption).toEqual({
      ServerSideEncryptionConfiguration: [
        {
          // The policies of contracts rest on the bucket key: its context is the bucket.
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: {
            SSEAlgorithm: 'aws:kms',
            KMSMasterKeyID: { 'Fn::GetStackOutput': expect.objectContaining({ StackName: `CoachVault-${id}-Keys` }) },
          },
        },
      ],
    });
    expect(JSON.stringify(properties.BucketEncryption)).toMatch(/Attdata[0-9A-F]{8}Arn/);
    expect(properties.OwnershipControls).toEqual({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] });
    expect(properties.LoggingConfiguration).toMatchObject({ LogFilePrefix: `${bucket}/` });
    expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it.each(each)('RE1: %s/%s is replicated nowhere, and no other account is let in', (id, bucket) => {
    const { properties, stack, id: logicalId } = bucketOf(id, bucket);
    expect(properties.ReplicationConfiguration).toBeUndefined();
    const policy = resourcesOf([stack], 'AWS::S3::BucketPolicy').find(({ properties: of }) =>
      JSON.stringify(of.Bucket).includes(`"${logicalId}"`),
    );
    const allowed = statementsOf(policy?.properties.PolicyDocument).filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toEqual([]);
  });

  it.each(each)(
    'MI4: objects of %s/%s are gone after the days of the map, and so is what never became one',
    (id, bucket) => {
      const { expireDays } = definitionOf(bucket);
      expect(lifecycleOf(bucketOf(id, bucket))).toEqual([
        {
          Status: 'Enabled',
          NoncurrentVersionExpiration: { NoncurrentDays: 1 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          ...(expireDays === undefined ? {} : { ExpirationInDays: expireDays }),
        },
      ]);
    },
  );

  it.each(each)('BA6, MO11: %s/%s is locked exactly as the map says, and keeps versions only then', (id, bucket) => {
    const { objectLock } = definitionOf(bucket);
    const { properties } = bucketOf(id, bucket);
    expect(properties.VersioningConfiguration).toEqual(objectLock ? { Status: 'Enabled' } : undefined);
    expect(properties.ObjectLockConfiguration).toEqual(
      objectLock
        ? {
            ObjectLockEnabled: 'Enabled',
            Rule: { DefaultRetention: { Days: objectLock.days, Mode: 'GOVERNANCE' } },
          }
        : undefined,
    );
  });

  it.each(each)('pages reach %s/%s only where the map says so, and only to upload', (id, bucket) => {
    const { CorsConfiguration } = bucketOf(id, bucket).properties;
    if (!definitionOf(bucket).uploads) return expect(CorsConfiguration).toBeUndefined();
    const { CorsRules } = CorsConfiguration as { CorsRules: { AllowedMethods: string[] }[] };
    expect(CorsRules.map(({ AllowedMethods }) => AllowedMethods)).toEqual([['PUT']]);
  });

  it('BA2: a bucket is locked for good only where the instance says so', () => {
    const { stacks } = givenOtherTemplates();
    for (const bucket of bucketNames.filter((name) => definitionOf(name).objectLock)) {
      const { properties } = bucketOf(switched.id, bucket, stacks, switched.account);
      expect(properties.ObjectLockConfiguration).toMatchObject({ Rule: { DefaultRetention: { Mode: 'COMPLIANCE' } } });
    }
  });

  it('MO11: no contract deletes from a locked bucket, and no role of ours may bypass a lock', () => {
    for (const { name, buckets: used = {} } of everyArea)
      for (const [bucket, capabilities] of Object.entries(used))
        if (definitionOf(bucket as BucketName).objectLock) expect(capabilities, name).not.toContain('delete');
    for (const { text } of givenTemplates().stacks) expect(text).not.toContain('BypassGovernanceRetention');
    // A hold is for evidence alone, and nothing but a hold or a longer time can come of these two.
    const holds = allStatements(givenTemplates().stacks).filter(({ statement }) =>
      list(statement.Action).some((action) => /PutObject(?:Retention|LegalHold)$/.test(action)),
    );
    for (const { statement } of holds) expect(plainArn(statement.Resource)).toMatch(/-evidence-<account>\/\*$/);
    // The engine lays evidence down, and a clock releases it.
    expect(holds).toHaveLength(2 * Object.keys(instances).length);
  });

  it.each(Object.keys(instances))('MO6: the trail of %s has every read and write of an object', (id) => {
    const [trail] = resourcesOf(givenTemplates().stacks, 'AWS::CloudTrail::Trail').filter(
      ({ stack }) => stack.instance.id === id,
    );
    type Selector = { FieldSelectors: { Field: string; Equals?: unknown[]; StartsWith?: unknown[] }[] };
    const selectors = trail?.properties.AdvancedEventSelectors as Selector[];
    const objects = selectors.find(({ FieldSelectors }) =>
      FieldSelectors.some(({ Equals }) => list(Equals).includes('AWS::S3::Object')),
    );
    const arns = objects?.FieldSelectors.find(({ Field }) => Field === 'resources.ARN')?.StartsWith?.map(plainArn);
    expect(arns).toEqual(
      bucketNames.map((bucket) => `arn:aws:s3:::${bucketName({ id, account: '<account>' }, bucket)}/`),
    );
  });
}
