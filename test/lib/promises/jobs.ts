import { expect, it } from 'vitest';
import type { Area } from '#/domain/api/area.ts';
import { instances } from '#/lib/instances.ts';
import { functionName, roleName } from '#/lib/names.ts';
import { everyArea } from '#/test/lib/every-area.ts';
import { givenTemplates, list, plainArn, resourcesOf, statementsOf } from '#/test/lib/given-templates.ts';

const ids = Object.keys(instances);
const of = (id: string, type: string) =>
  resourcesOf(givenTemplates().stacks, type).filter(({ stack }) => stack.instance.id === id);
const callers = {
  outbox: ({ trigger }: Area) => trigger === 'outbox',
  durable: ({ trigger }: Area) => trigger === 'durable',
  findings: ({ trigger }: Area) => trigger === 'findings',
  schedule: ({ trigger }: Area) => typeof trigger === 'object',
};
const jobs = Object.values(callers).flatMap((wanted) => everyArea.filter(wanted));
const eachOf = (wanted: (area: Area) => boolean) =>
  ids.flatMap((id) => everyArea.filter(wanted).map((area) => ({ id, area, name: area.name })));

function functionOf(id: string, area: string) {
  const found = of(id, 'AWS::Lambda::Function').find(
    ({ properties }) => properties.FunctionName === functionName(id, area),
  );
  if (!found) throw new Error(`${id} has no function ${area}`);
  return found;
}
const triggerPolicy = (id: string, area: string) =>
  of(id, 'AWS::IAM::ManagedPolicy')
    .filter(({ properties }) => properties.ManagedPolicyName === roleName(id, `${area}-trigger`))
    .flatMap(({ properties }) => statementsOf(properties.PolicyDocument));
/** What belongs to a function: it names it by its logical id. */
const belonging = (type: string, fn: ReturnType<typeof functionOf>) =>
  resourcesOf([fn.stack], type).filter(({ properties }) => JSON.stringify(properties).includes(`"${fn.id}"`));

export function jobPromises(): void {
  it('each way to call a job is tried here', () => {
    for (const [caller, wanted] of Object.entries(callers))
      expect(everyArea.filter(wanted).length, caller).toBeGreaterThan(0);
  });

  it('whatever an area starts exists and is durable, for only that can be started by its alias', () => {
    for (const { name, starts = [] } of everyArea)
      for (const other of starts)
        expect(everyArea.find((area) => area.name === other)?.trigger, `${name} starts ${other}`).toBe('durable');
  });

  it.each(eachOf(callers.outbox))(
    'CO12: $id/$name gets each new row of the outbox in its order, until it succeeds or is a dead letter',
    ({ id, area }) => {
      const fn = functionOf(id, area.name);
      const [mapping, ...others] = belonging('AWS::Lambda::EventSourceMapping', fn);
      expect(others).toEqual([]);
      expect(mapping?.properties).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: false,
        MaximumBatchingWindowInSeconds: 0,
        MaximumRetryAttempts: -1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
      // The stream forgets after a day: there has to be time to fetch what failed.
      expect(mapping?.properties.MaximumRecordAgeInSeconds).toBeLessThan(86_400);
      expect(JSON.stringify(mapping?.properties.EventSourceArn)).toMatch(/Attactivity\w+StreamArn/);
      expect(JSON.stringify(mapping?.properties.DestinationConfig)).toContain('DeadLetters');
      const { Filters } = (mapping?.properties.FilterCriteria ?? {}) as { Filters: { Pattern: string }[] };
      expect(Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown)).toEqual([
        {
          eventName: ['INSERT'],
          dynamodb: { Keys: { sk: { S: [{ prefix: 'outbox#' }] } } },
        },
      ]);
      expect(fn.properties.Timeout).toBe(60);
    },
  );

  it.each(eachOf(callers.durable))(
    '$id/$name is durable, under the key of jobs or of responses, started by its alias only, on versions that are kept',
    ({ id, area }) => {
      const fn = functionOf(id, area.name);
      expect(fn.properties.DurableConfig).toMatchObject({ ExecutionTimeout: 366 * 86_400 });
      expect(JSON.stringify(fn.properties.DurableConfig)).toMatch(
        new RegExp(`"KMSKeyArn":\\{"Fn::GetStackOutput".*Att${area.responds ? 'response' : 'jobs'}`),
      );
      expect(fn.properties.Timeout).toBe(900);
      const [version] = belonging('AWS::Lambda::Version', fn);
      expect(version?.resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      expect(belonging('AWS::Lambda::Alias', fn).map(({ properties }) => properties.Name)).toEqual(['live']);
      expect(belonging('AWS::Lambda::Permission', fn)).toEqual([]);
      const own = triggerPolicy(id, area.name).find(({ Sid }) => Sid === 'OwnExecutions');
      expect(list(own?.Action)).toEqual(['lambda:CheckpointDurableExecution', 'lambda:GetDurableExecutionState']);
      expect(list(own?.Resource).map(plainArn)).toEqual([
        `arn:aws:lambda:${fn.stack.region}:<account>:function:${functionName(id, area.name)}:*`,
      ]);
    },
  );

  it.each(eachOf(callers.schedule))(
    '$id/$name runs by the clock, and only the clock’s rule may call it',
    ({ id, area }) => {
      const fn = functionOf(id, area.name);
      const [rule, ...others] = belonging('AWS::Events::Rule', fn);
      expect(others).toEqual([]);
      expect(rule?.properties).toMatchObject({
        ScheduleExpression: (area.trigger as { schedule: string }).schedule,
        State: 'ENABLED',
        Targets: [{ DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^DeadLetters/), 'Arn'] } } }],
      });
      const permissions = belonging('AWS::Lambda::Permission', fn).map(({ properties }) => properties);
      expect(permissions).toEqual([
        expect.objectContaining({ Principal: 'events.amazonaws.com', SourceArn: { 'Fn::GetAtt': [rule?.id, 'Arn'] } }),
      ]);
      expect(fn.properties.Timeout).toBe(900);
    },
  );

  it.each(ids.flatMap((id) => jobs.map(({ name }) => ({ id, name }))))(
    '$id/$name has a way to the dead letters, and may put nothing anywhere else',
    ({ id, name }) => {
      const statements = triggerPolicy(id, name);
      const sending = statements.filter(({ Action }) => list(Action).some((action) => action.startsWith('sqs:')));
      expect(sending.map(({ Action, Resource }) => [list(Action), list(Resource).map(plainArn)])).toEqual([
        [['sqs:SendMessage'], [expect.stringMatching(new RegExp(`:<account>:coachvault-${id}-dead-letters$`))]],
      ]);
      const fn = functionOf(id, name);
      const ways = [
        fn.properties.DeadLetterConfig,
        ...belonging('AWS::Lambda::EventSourceMapping', fn).map(({ properties }) => properties.DestinationConfig),
      ];
      expect(ways.filter((way) => JSON.stringify(way ?? '').includes('DeadLetters'))).toHaveLength(1);
      // Lambda looks at the role when it makes the function.
      expect(JSON.stringify(fn.resource.DependsOn)).toMatch(/roleTrigger/);
    },
  );

  it.each(ids)('EN6: dead letters of %s are under the key of jobs, and take nothing without TLS', (id) => {
    const [queue, ...others] = of(id, 'AWS::SQS::Queue');
    expect(others).toEqual([]);
    expect(JSON.stringify(queue?.properties.KmsMasterKeyId)).toMatch(/Attjobs/);
    const [policy] = of(id, 'AWS::SQS::QueuePolicy');
    const statements = statementsOf(policy?.properties.PolicyDocument);
    expect(statements.find(({ Effect }) => Effect === 'Deny')?.Condition).toEqual({
      Bool: { 'aws:SecureTransport': 'false' },
    });
    for (const { Effect, Principal, Condition } of statements.filter(({ Effect: effect }) => effect === 'Allow')) {
      expect([Effect, Principal]).toEqual(['Allow', { Service: 'events.amazonaws.com' }]);
      expect(Condition?.ArnEquals).toHaveProperty('aws:SourceArn');
    }
  });

  it.each(ids)('Lambda and EventBridge use the key of jobs of %s for our functions and our queue only', (id) => {
    const key = of(id, 'AWS::KMS::Key').find(({ id: name }) => name.startsWith('jobs'));
    const [, state, letters, ...others] = statementsOf(key?.properties.KeyPolicy);
    expect(others).toEqual([]);
    expect(state?.Principal).toEqual({ Service: 'lambda.amazonaws.com' });
    const durable = everyArea
      .filter((area) => callers.durable(area) && !area.responds)
      .map(({ name }) => `:function:${functionName(id, name)}`);
    const named = (arns: unknown) => list(arns as unknown[]).map((arn) => plainArn(arn).replace(/^.*<account>/, ''));
    expect(named(state?.Condition?.ArnEquals?.['aws:SourceArn'])).toEqual(durable);
    expect(named(state?.Condition?.StringEquals?.['kms:EncryptionContext:aws:lambda:FunctionArn'])).toEqual(durable);
    expect(letters?.Principal).toEqual({ Service: 'events.amazonaws.com' });
    expect(named(letters?.Condition?.StringEquals?.['kms:EncryptionContext:aws:sqs:arn'])).toEqual([
      `:coachvault-${id}-dead-letters`,
    ]);
  });
}
