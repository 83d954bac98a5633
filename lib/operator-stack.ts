import { Duration } from 'aws-cdk-lib';
import { AccountRootPrincipal, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Area } from '#/domain/api/area.ts';
import { operatorName, roleName, tableArn } from '#/lib/names.ts';
import type { AreaResources } from './constructs/area-resources.ts';
import { dataStatements, powerStatements } from './constructs/area-statements.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import type { Instance } from './instances.ts';

/** What `operator/` asks of the stores and keys: it adds people and makes their keys, and opens nothing. */
const operatorAccess: Area = {
  name: operatorName,
  says: 'Founds the instance, adds staff, wraps data keys afresh.',
  stores: { directory: ['read', 'write'], keys: ['read', 'write', 'check'] },
  keys: { unwrap: [], create: ['account'], mac: true },
  routes: {},
};

/**
 * The role that operators take for `npm run coachvault -- ...`: for people of the account who signed in with a second
 * factor, one hour at a time. It makes and rewraps data keys and can decrypt none, so it reads no record (IA3, IA18).
 */
export function operatorStack(
  scope: Construct,
  { instance, resources }: { instance: Instance; resources: Omit<AreaResources, 'place'> },
): void {
  const stack = new RegionalStack(scope, 'Operator', instance);
  const all = { ...resources, place: stack.place };
  const role = new Role(stack, 'Role', {
    roleName: roleName(instance.id, operatorName),
    description: operatorAccess.says,
    maxSessionDuration: Duration.hours(1),
    assumedBy: new AccountRootPrincipal().withConditions({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  });
  new ManagedPolicy(stack, 'Policy', {
    managedPolicyName: roleName(instance.id, operatorName),
    description: operatorAccess.says,
    roles: [role],
    statements: [
      ...dataStatements(operatorAccess, all),
      ...powerStatements(operatorAccess, all),
      ...ownStatements(all),
    ],
  });
}

/** What no function may do: go through the key table, rewrap, and put staff into their groups. */
function ownStatements({ place, keys, pools }: AreaResources): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'EveryDataKey',
      actions: ['dynamodb:Scan'],
      resources: [tableArn(place, 'keys')],
    }),
    new PolicyStatement({
      sid: 'Rewrap',
      actions: ['kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      resources: [keys.wrapping],
      conditions: { StringEquals: { 'kms:EncryptionContext:instance': place.id } },
    }),
    new PolicyStatement({ sid: 'FindThePool', actions: ['cognito-idp:ListUserPools'], resources: ['*'] }),
    new PolicyStatement({
      sid: 'InviteStaff',
      actions: ['cognito-idp:AdminAddUserToGroup', 'cognito-idp:AdminCreateUser'],
      resources: pools ? [pools.workforce.arn] : [],
    }),
    new PolicyStatement({
      sid: 'PoolsKey',
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext'],
      resources: [keys.identity],
      conditions: { StringEquals: { 'kms:ViaService': `cognito-idp.${place.region}.amazonaws.com` } },
    }),
  ];
}
