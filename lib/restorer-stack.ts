import { Duration } from 'aws-cdk-lib';
import { AccountRootPrincipal, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Area } from '#/domain/api/area.ts';
import { entities } from '#/domain/data-map/map.ts';
import { purposeNames } from '#/domain/data-map/purposes.ts';
import { storeNames } from '#/domain/data-map/stores.ts';
import { restorerName, roleName } from '#/lib/names.ts';
import type { AreaResources } from './constructs/area-resources.ts';
import { dataStatements, powerStatements } from './constructs/area-statements.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import type { Instance } from './instances.ts';

const everywhere = Object.fromEntries(storeNames.map((store) => [store, ['read', 'list', 'delete'] as const]));
const written = ['read', 'list', 'write', 'delete'] as const;
const objects = Object.fromEntries(
  entities.flatMap(({ objects: kept }) => (kept ? [[kept.bucket, ['list', 'delete'] as const]] : [])),
);

/** What `operator/restore/` asks: it reads the ledger, deletes what must not be back, and opens nothing. */
const restorerAccess: Area = {
  name: restorerName,
  says: 'Repeats on restored tables what was taken away since their copy.',
  stores: { ...everywhere, directory: written, keys: written, consent: written, rights: written, activity: written },
  keys: {
    unwrap: [],
    rewrap: { from: purposeNames.filter((purpose) => purpose !== 'legal_claims'), to: ['legal_claims'] },
  },
  buckets: { ...objects, ledger: ['read', 'list'] },
  routes: {},
};

/**
 * The role for `npm run coachvault -- restore-check`, and for nothing else: for people of the account who signed in with a
 * second factor, one hour at a time. What it deletes is gone, so its use rings: the trail has every row that it touches.
 */
export function restorerStack(
  scope: Construct,
  { instance, resources }: { instance: Instance; resources: Omit<AreaResources, 'place'> },
): void {
  const stack = new RegionalStack(scope, 'Restorer', instance);
  const all = { ...resources, place: stack.place };
  const role = new Role(stack, 'Role', {
    roleName: roleName(instance.id, restorerName),
    description: restorerAccess.says,
    maxSessionDuration: Duration.hours(1),
    assumedBy: new AccountRootPrincipal().withConditions({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  });
  // Two policies, for IAM takes none of more than 6,144 characters.
  const policies = {
    Data: dataStatements(restorerAccess, all),
    Powers: [...powerStatements(restorerAccess, all), ...ownStatements(all)],
  };
  for (const [part, statements] of Object.entries(policies)) {
    new ManagedPolicy(stack, part, {
      managedPolicyName: roleName(instance.id, `${restorerName}-${part.toLowerCase()}`),
      description: restorerAccess.says,
      roles: [role],
      statements,
    });
  }
}

/** The command looks for the user pool before it begins, and learns the account from the ARN of a key. */
const ownStatements = ({ keys }: AreaResources): PolicyStatement[] => [
  new PolicyStatement({ sid: 'FindThePool', actions: ['cognito-idp:ListUserPools'], resources: ['*'] }),
  new PolicyStatement({ sid: 'WhichAccount', actions: ['kms:DescribeKey'], resources: [keys.wrapping] }),
];
