import { expect, it } from 'vitest';
import { type Holder, holders } from '#/domain/data-map/holders.ts';
import { givenTemplates, resourcesOf } from '#/test/lib/given-templates.ts';

/** Resources that hold nothing about people. Whoever adds another kind decides here or in holders.ts what it holds. */
const holdNothing = [
  /^AWS::(?:ApiGateway|CloudWatch|EC2|Events|IAM|KMS|Lambda)::/,
  /^AWS::Backup::Backup(?:Plan|Selection)$/,
  /^AWS::CloudTrail::Trail$/,
  /^AWS::Cognito::UserPool(?:Client|Group|ResourceServer|RiskConfigurationAttachment)$/,
  /^AWS::Logs::(?:MetricFilter|ResourcePolicy)$/,
  /^AWS::S3::BucketPolicy$/,
  /^AWS::SNS::(?:Subscription|TopicPolicy)$/,
  /^AWS::SQS::QueuePolicy$/,
  /^AWS::WAFv2::(?:WebACL|WebACLAssociation|LoggingConfiguration)$/,
  // Its entities are the data map itself.
  /^AWS::DynamoDB::Table$/,
];

const all: readonly (readonly [string, Holder])[] = Object.entries(holders);

function holdersOf(type: string, names: readonly string[]): string[] {
  return all
    .filter(
      ([, { resource, named }]) => resource === type && (named === undefined || names.some((name) => named.test(name))),
    )
    .map(([name]) => name);
}

export function holderPromises(): void {
  it('MI1, RI3: whatever can hold data about people is declared, once, with its end and its eraser', () => {
    for (const { id, type, properties, stack } of resourcesOf(givenTemplates().stacks)) {
      if (holdNothing.some((pattern) => pattern.test(type))) continue;
      const names = ['LogGroupName', 'BackupVaultName', 'Name']
        .map((key) => properties[key])
        .filter((name) => typeof name === 'string');
      expect(holdersOf(type, names.length > 0 ? names : [id]), `${stack.name}/${id} (${type})`).toHaveLength(1);
    }
  });

  it('every declared holder exists', () => {
    const types = new Set(resourcesOf(givenTemplates().stacks).map(({ type }) => type));
    for (const [name, { resource }] of all) expect(types, name).toContain(resource.split('#')[0]);
  });

  it('MI4: log groups and buckets are kept exactly as long as their holder says', () => {
    for (const { id, properties } of resourcesOf(givenTemplates().stacks, 'AWS::Logs::LogGroup')) {
      const [name] = holdersOf('AWS::Logs::LogGroup', [String(properties.LogGroupName)]);
      expect(properties.RetentionInDays, id).toBe(holders[name as keyof typeof holders].keepDays);
    }
    for (const { id, properties } of resourcesOf(givenTemplates().stacks, 'AWS::S3::Bucket')) {
      const [name] = holdersOf('AWS::S3::Bucket', [id]);
      const { Rules } = properties.LifecycleConfiguration as { Rules: { ExpirationInDays?: number }[] };
      expect(
        Rules.map(({ ExpirationInDays }) => ExpirationInDays ?? null),
        id,
      ).toEqual([holders[name as keyof typeof holders].keepDays]);
    }
  });

  it('MI4: dead letters and the history of jobs are kept exactly as long as their holder says', () => {
    for (const { properties } of resourcesOf(givenTemplates().stacks, 'AWS::SQS::Queue'))
      expect(properties.MessageRetentionPeriod).toBe(holders.dead_letters.keepDays * 86_400);
    const durable = resourcesOf(givenTemplates().stacks, 'AWS::Lambda::Function').flatMap(({ properties }) =>
      properties.DurableConfig ? [properties.DurableConfig] : [],
    );
    expect(durable.length).toBeGreaterThan(0);
    for (const config of durable) expect(config).toMatchObject({ RetentionPeriodInDays: holders.job_history.keepDays });
  });
}
