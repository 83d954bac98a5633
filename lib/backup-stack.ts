import { CfnBackupPlan, CfnBackupSelection } from 'aws-cdk-lib/aws-backup';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { storeNames, stores } from '#/domain/data-map/stores.ts';
import { type Place, roleName, tableArn, vaultArn, vaultName } from '#/lib/names.ts';
import { type BackupPlanName, backupDays, backupPlanNames, lockedVaults } from './constructs/locked-vaults.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import type { Instance } from './instances.ts';
import type { Keys } from './keys-stack.ts';

/**
 * Nightly backups into locked vaults, each copied to the second region. Keys go into a plan of their own, seven days
 * and never longer: an old copy of a destroyed key would undo an erasure.
 */
export function backupStack(scope: Construct, { instance, keys }: { instance: Instance; keys: Keys }): RegionalStack {
  const stack = new RegionalStack(scope, 'Backup', instance);
  lockedVaults(stack, keys.backup);
  const role = backupRole(stack, keys);
  for (const plan of backupPlanNames) nightly(stack, plan, role);
  return stack;
}

const tablesOf = (place: Place, plan: BackupPlanName): string[] =>
  storeNames.filter((store) => stores[store].backup === plan).map((store) => tableArn(place, store));

function nightly(stack: RegionalStack, plan: BackupPlanName, role: Role): void {
  const { instance, place } = stack;
  const lifecycle = { deleteAfterDays: backupDays[plan] };
  const made = new CfnBackupPlan(stack, `${plan}-plan`, {
    backupPlan: {
      backupPlanName: vaultName(instance.id, plan),
      backupPlanRule: [
        {
          ruleName: plan,
          targetBackupVault: vaultName(instance.id, plan),
          scheduleExpression: 'cron(0 2 * * ? *)',
          startWindowMinutes: 60,
          completionWindowMinutes: 240,
          lifecycle,
          copyActions: [
            { destinationBackupVaultArn: vaultArn({ ...place, region: instance.backupRegion }, plan), lifecycle },
          ],
        },
      ],
    },
  });
  made.node.addDependency(stack.node.findChild(plan));
  new CfnBackupSelection(stack, `${plan}-tables`, {
    backupPlanId: made.ref,
    backupSelection: { selectionName: plan, iamRoleArn: role.roleArn, resources: tablesOf(place, plan) },
  });
}

/** What AWS's own policy for backups grants for tables, on our tables, vaults and keys only. */
function backupRole(stack: RegionalStack, keys: Keys): Role {
  const { instance, place } = stack;
  const role = new Role(stack, 'Role', {
    roleName: roleName(instance.id, 'backup'),
    description: 'AWS Backup backs up and copies the tables',
    assumedBy: new ServicePrincipal('backup.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  });
  const tables = backupPlanNames.flatMap((plan) => tablesOf(place, plan));
  const vaults = backupPlanNames.flatMap((plan) => [
    vaultArn(place, plan),
    vaultArn({ ...place, region: instance.backupRegion }, plan),
  ]);
  new ManagedPolicy(stack, 'Policy', {
    managedPolicyName: roleName(instance.id, 'backup'),
    roles: [role],
    statements: [
      new PolicyStatement({
        sid: 'Tables',
        actions: [
          'dynamodb:DescribeContinuousBackups',
          'dynamodb:DescribeTable',
          'dynamodb:ListTagsOfResource',
          'dynamodb:StartAwsBackupJob',
        ],
        resources: tables,
      }),
      new PolicyStatement({
        sid: 'Vaults',
        actions: ['backup:CopyFromBackupVault', 'backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'],
        resources: vaults,
      }),
      new PolicyStatement({
        sid: 'RecoveryPointTags',
        actions: ['backup:TagResource'],
        resources: [`arn:aws:backup:*:${stack.account}:recovery-point:*`],
        conditions: { StringEquals: { 'aws:PrincipalAccount': stack.account } },
      }),
      ...keyStatements(stack, keys),
    ],
  });
  return role;
}

function keyStatements(stack: RegionalStack, keys: Keys): PolicyStatement[] {
  const { region, backupRegion, id } = stack.instance;
  const copyKeys = `arn:aws:kms:${backupRegion}:${stack.account}:key/*`;
  const services = [region, backupRegion].flatMap((place) => [
    `dynamodb.${place}.amazonaws.com`,
    `backup.${place}.amazonaws.com`,
  ]);
  const ofTheHouse = { StringEquals: { 'kms:ViaService': services } };
  const use = [
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  ];
  const ours = [keys.data.keyArn, keys.backup.keyArn];
  return [
    new PolicyStatement({ sid: 'Keys', actions: use, resources: ours, conditions: ofTheHouse }),
    new PolicyStatement({
      sid: 'Grants',
      actions: ['kms:CreateGrant'],
      resources: ours,
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
    // The key of the copies is known by its alias: it is made in the other region.
    new PolicyStatement({
      sid: 'CopyKey',
      actions: [...use, 'kms:CreateGrant'],
      resources: [copyKeys],
      conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': `alias/coachvault-${id}-backup` } },
    }),
  ];
}
