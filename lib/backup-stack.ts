import { CfnBackupPlan, CfnBackupSelection } from 'aws-cdk-lib/aws-backup';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
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
export function backupStack(
  scope: Construct,
  { instance, keys, copyKey }: { instance: Instance; keys: Keys; copyKey: Key },
): RegionalStack {
  const stack = new RegionalStack(scope, 'Backup', instance);
  lockedVaults(stack, keys.backup);
  const role = backupRole(stack, [keys.data.keyArn, keys.backup.keyArn, copyKey.keyArn]);
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
function backupRole(stack: RegionalStack, keyArns: readonly string[]): Role {
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
        resources: [instance.region, instance.backupRegion].map(
          (region) => `arn:aws:backup:${region}:${stack.account}:recovery-point:*`,
        ),
      }),
      ...keyStatements(stack.instance, keyArns),
    ],
  });
  return role;
}

function keyStatements({ region, backupRegion }: Instance, keyArns: readonly string[]): PolicyStatement[] {
  const resources = [...keyArns];
  const services = [region, backupRegion].flatMap((place) => [`dynamodb.${place}`, `backup.${place}`]);
  const actions = ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'];
  return [
    new PolicyStatement({
      sid: 'Keys',
      actions: actions.map((action) => `kms:${action}`),
      resources,
      conditions: { StringEquals: { 'kms:ViaService': services.map((service) => `${service}.amazonaws.com`) } },
    }),
    new PolicyStatement({
      sid: 'Grants',
      actions: ['kms:CreateGrant'],
      resources,
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
  ];
}
