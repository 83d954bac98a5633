import { expect, it } from 'vitest';
import { bucketNames } from '#/domain/data-map/buckets.ts';
import { standsInside } from '#/lib/constructs/area-kinds.ts';
import { instances } from '#/lib/instances.ts';
import { bucketArn, functionName } from '#/lib/names.ts';
import { everyArea } from '#/test/lib/every-area.ts';
import {
  givenOtherTemplates,
  givenTemplates,
  list,
  plainArn,
  resourcesOf,
  statementsOf,
  switched,
} from '#/test/lib/given-templates.ts';

const isolated = Object.values(instances)
  .filter(({ isolatedNetwork }) => isolatedNetwork)
  .map(({ id }) => id);
const of = (id: string, type: string) =>
  resourcesOf(givenTemplates().stacks, type).filter(({ stack }) => stack.instance.id === id);

export function networkPromises(): void {
  it.each(isolated)(
    'IN1: functions that open content stand in isolated subnets, unless their contract sends them outside; the others hold no content key (%s)',
    (id) => {
      for (const area of everyArea) {
        const fn = of(id, 'AWS::Lambda::Function').find(
          ({ properties }) => properties.FunctionName === functionName(id, area.name),
        );
        expect(Boolean(fn?.properties.VpcConfig), area.name).toBe(standsInside(area));
        if (!standsInside(area) && !area.outside) expect([area.keys.unwrap, area.keys.create]).toEqual([[], undefined]);
      }
    },
  );

  it.each(isolated)('IN1, IN3: there is no way out of %s: no gateway, no route, no open security group', (id) => {
    for (const type of [
      'InternetGateway',
      'NatGateway',
      'EgressOnlyInternetGateway',
      'TransitGatewayAttachment',
      'VPCPeeringConnection',
      'Route',
    ])
      expect(of(id, `AWS::EC2::${type}`)).toEqual([]);
    for (const { properties } of of(id, 'AWS::EC2::Subnet')) expect(properties.MapPublicIpOnLaunch).toBe(false);
    const rules = ['SecurityGroup', 'SecurityGroupEgress', 'SecurityGroupIngress'].flatMap((type) =>
      of(id, `AWS::EC2::${type}`),
    );
    expect(rules.length).toBeGreaterThan(3);
    expect(JSON.stringify(rules.map(({ properties }) => properties))).not.toMatch(/0\.0\.0\.0\/0|::\/0/);
  });

  it.each(isolated)('IN7: %s stands in three zones', (id) => {
    const zones = of(id, 'AWS::EC2::Subnet').map(({ properties }) => JSON.stringify(properties.AvailabilityZone));
    expect(new Set(zones).size).toBe(3);
  });

  it.each(isolated)(
    'IN3, EN5: endpoints of %s pass only what contracts need, only to this account’s resources',
    (id) => {
      const endpoints = of(id, 'AWS::EC2::VPCEndpoint');
      const services = endpoints.map(
        ({ properties }) => JSON.stringify(properties.ServiceName).match(/dynamodb|s3|kms|cognito-idp|lambda/)?.[0],
      );
      expect(services.sort()).toEqual(['cognito-idp', 'dynamodb', 'kms', 'lambda', 's3']);
      for (const { properties } of endpoints)
        for (const { Action, Condition } of statementsOf(properties.PolicyDocument)) {
          expect(list(Action).filter((action) => action.includes('*'))).toEqual([]);
          expect(Condition?.StringEquals).toHaveProperty('aws:PrincipalAccount');
        }
    },
  );

  it.each(isolated)('IN3: what stands inside %s reaches the buckets of the data map, and no other', (id) => {
    const endpoint = of(id, 'AWS::EC2::VPCEndpoint').find(({ id: name }) => name.startsWith('VpcBuckets'));
    const [objects, lists] = statementsOf(endpoint?.properties.PolicyDocument);
    const arns = bucketNames.map((bucket) => bucketArn({ id, account: '<account>' }, bucket)).sort();
    expect(list(objects?.Resource).map(plainArn).sort()).toEqual(arns.map((arn) => `${arn}/*`));
    expect(list(lists?.Resource).map(plainArn).sort()).toEqual(arns);
    expect(list(lists?.Action)).toEqual(['s3:ListBucket']);
  });

  it.each(isolated)('IN3: inside %s only jobs that contracts start are started, and only own state is saved', (id) => {
    const endpoint = of(id, 'AWS::EC2::VPCEndpoint').find(({ id: name }) => name.startsWith('VpcJobs'));
    const [statement, ...others] = statementsOf(endpoint?.properties.PolicyDocument);
    expect(others).toEqual([]);
    expect(list(statement?.Action)).toEqual([
      'lambda:CheckpointDurableExecution',
      'lambda:GetDurableExecutionState',
      'lambda:InvokeFunction',
    ]);
    const inside = everyArea.filter(standsInside);
    const started = inside.flatMap(({ starts = [] }) => starts.map((name) => `${name}:live`));
    const durable = inside.filter(({ trigger }) => trigger === 'durable').map(({ name }) => `${name}:*`);
    const functions = list(statement?.Resource).map((arn) =>
      plainArn(arn).replace(/^.*:function:coachvault-[a-z]+-/, ''),
    );
    expect(new Set(functions)).toEqual(new Set([...started, ...durable]));
  });

  it.each(isolated)(
    'IN3: KMS answers inside %s for the keys of contracts only, not for those of tables and logs',
    (id) => {
      const endpoint = of(id, 'AWS::EC2::VPCEndpoint').find(({ id: name }) => name.startsWith('VpcKms'));
      const [statement] = statementsOf(endpoint?.properties.PolicyDocument);
      const keys = list(statement?.Resource).map((arn) => /Att([a-z]+)[0-9A-F]{8}Arn/.exec(JSON.stringify(arn))?.[1]);
      expect(keys.sort()).toEqual(['mac', 'signing', 'wrapping']);
      expect(list(statement?.Action)).not.toContain('kms:Encrypt');
    },
  );

  it.each(isolated)('connections inside %s are recorded', (id) => {
    expect(of(id, 'AWS::EC2::FlowLog')[0]?.properties).toMatchObject({ ResourceType: 'VPC', TrafficType: 'ALL' });
  });

  it('the isolated network can be switched off for an instance', () => {
    const stacks = givenOtherTemplates().stacks.filter(({ instance }) => instance === switched);
    expect(stacks).not.toEqual([]);
    expect(resourcesOf(stacks, 'AWS::EC2::VPC')).toEqual([]);
    expect(resourcesOf(stacks, 'AWS::Lambda::Function').filter(({ properties }) => properties.VpcConfig)).toEqual([]);
  });
}
