import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { vaultName } from '#/lib/names.ts';
import type { RegionalStack } from './regional-stack.ts';

/** Days that each plan keeps its backups; the vault's lock leaves a day of play below and none above. */
export const backupDays = { nightly30: 30, locked7: 7 } as const;
export type BackupPlanName = keyof typeof backupDays;
export const backupPlanNames = Object.keys(backupDays) as BackupPlanName[];

/**
 * The two locked vaults of a region. Nothing in them can be deleted early or kept longer. Grace time given makes it
 * compliance mode, final after these days even for AWS; none given is governance, which administrators can undo.
 */
export function lockedVaults(stack: RegionalStack, encryptionKey: IKey): void {
  const compliance = stack.instance.backupLock === 'compliance' ? { changeableFor: Duration.days(7) } : {};
  for (const plan of backupPlanNames) {
    const days = backupDays[plan];
    new BackupVault(stack, plan, {
      backupVaultName: vaultName(stack.instance.id, plan),
      encryptionKey,
      removalPolicy: RemovalPolicy.RETAIN,
      lockConfiguration: {
        minRetention: Duration.days(days - 1),
        maxRetention: Duration.days(days),
        ...compliance,
      },
    });
  }
}
