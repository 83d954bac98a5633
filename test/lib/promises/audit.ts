import { expect, it } from 'vitest';
import { storeNames, stores } from '#/domain/data-map/stores.ts';
import { instances } from '#/lib/instances.ts';
import { tableName } from '#/lib/names.ts';
import { givenTemplates, list, resourcesOf, statementsOf } from '#/test/lib/given-templates.ts';

const ids = Object.keys(instances);
const of = (id: string, type: string) =>
  resourcesOf(givenTemplates().stacks, type).filter(({ stack }) => stack.instance.id === id);
type Selector = { FieldSelectors: { Field: string; Equals: unknown[] }[] };

export function auditPromises(): void {
  it.each(ids)('MO6: the trail of %s is on, signed, encrypted, and of this region only', (id) => {
    expect(of(id, 'AWS::CloudTrail::Trail')[0]?.properties).toMatchObject({
      IsLogging: true,
      EnableLogFileValidation: true,
      IsMultiRegionTrail: false,
      KMSKeyId: { 'Fn::GetStackOutput': { StackName: `CoachVault-${id}-Keys` } },
    });
  });

  it.each(ids)(
    'MO6: it records management events, and every call on the tables that the map calls sensitive (%s)',
    (id) => {
      const selectors = of(id, 'AWS::CloudTrail::Trail')[0]?.properties.AdvancedEventSelectors as Selector[];
      const fields = selectors.map(({ FieldSelectors }) =>
        Object.fromEntries(FieldSelectors.map(({ Field, Equals }) => [Field, Equals])),
      );
      expect(fields[0]).toEqual({ eventCategory: ['Management'] });
      expect(fields[1]?.['resources.type']).toEqual(['AWS::DynamoDB::Table']);
      const arns = JSON.stringify(fields[1]?.['resources.ARN']);
      for (const store of storeNames)
        expect(arns.includes(`:table/${tableName(id, store)}"`), store).toBe(stores[store].trailed);
    },
  );

  it.each(ids)(
    'EN6, EN16: the trail’s bucket is locked, versioned, under our key, and closed to the world (%s)',
    (id) => {
      const bucket = of(id, 'AWS::S3::Bucket').find(({ id: name }) => name.startsWith('TrailBucket'));
      expect(bucket?.properties).toMatchObject({
        ObjectLockEnabled: true,
        ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 400 } } },
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
        },
        LoggingConfiguration: { LogFilePrefix: 'trail/' },
      });
    },
  );

  it.each(ids)('EN4, EN5: no bucket of %s answers without TLS 1.2, and none is public', (id) => {
    const buckets = of(id, 'AWS::S3::Bucket');
    const policies = of(id, 'AWS::S3::BucketPolicy');
    expect(policies).toHaveLength(buckets.length);
    for (const { properties } of buckets)
      expect(properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    for (const { properties } of policies) {
      const denials = statementsOf(properties.PolicyDocument).filter(({ Effect }) => Effect === 'Deny');
      const conditions = JSON.stringify(denials.map(({ Condition }) => Condition));
      expect(conditions).toContain('"aws:SecureTransport":"false"');
      expect(conditions).toContain('"s3:TlsVersion":1.2');
      expect(denials.flatMap(({ Action }) => list(Action))).toContain('s3:*');
    }
  });

  it.each(ids)('IN4: AWS looks out for intruders in %s', (id) => {
    expect(of(id, 'AWS::GuardDuty::Detector')[0]?.properties).toMatchObject({ Enable: true });
  });

  it('EN6: every log group has our key and an end', () => {
    for (const { properties, id } of resourcesOf(givenTemplates().stacks, 'AWS::Logs::LogGroup')) {
      expect(properties.KmsKeyId, id).toBeDefined();
      expect(properties.RetentionInDays, id).toBe(90);
    }
  });

  it('EN6: every topic has our key and takes no message without TLS', () => {
    const topics = resourcesOf(givenTemplates().stacks, 'AWS::SNS::Topic');
    expect(topics).toHaveLength(ids.length);
    for (const { properties, stack } of topics) {
      expect(properties.KmsMasterKeyId).toBeDefined();
      expect(stack.text).toContain('"aws:SecureTransport":"false"');
    }
  });
}
