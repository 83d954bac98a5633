import { expect, it } from 'vitest';
import { type StoreName, storeNames, stores } from '#/domain/data-map/stores.ts';
import { instances } from '#/lib/instances.ts';
import { tableName } from '#/lib/names.ts';
import { givenOtherTemplates, givenTemplates, resourcesOf, switched } from '#/test/lib/given-templates.ts';

const ids = Object.keys(instances) as (keyof typeof instances)[];
const of = (id: string, type: string) =>
  resourcesOf(givenTemplates().stacks, type).filter(({ stack }) => stack.instance.id === id);
type Rule = {
  ScheduleExpression: string;
  TargetBackupVault: string;
  Lifecycle: { DeleteAfterDays: number };
  CopyActions: { DestinationBackupVaultArn: unknown; Lifecycle: { DeleteAfterDays: number } }[];
};

/** The rules of the plan that a table is in; none when it is in no plan. */
function rulesFor(id: string, store: StoreName): Rule[] {
  const selections = of(id, 'AWS::Backup::BackupSelection').filter(({ properties }) =>
    JSON.stringify(properties.BackupSelection).includes(`:table/${tableName(id, store)}"`),
  );
  return selections.flatMap(({ properties }) => {
    const plan = of(id, 'AWS::Backup::BackupPlan').find(({ id: name }) =>
      JSON.stringify(properties.BackupPlanId).includes(name),
    );
    return ((plan?.properties.BackupPlan ?? {}) as { BackupPlanRule?: Rule[] }).BackupPlanRule ?? [];
  });
}

const daysOf = { nightly30: 30, locked7: 7 } as const;

export function backupPromises(): void {
  it.each(ids.flatMap((id) => storeNames.map((store) => [id, store] as const)))(
    'BA1, BA2, BA4: %s/%s is backed up nightly as the map says, copied, and gone in time',
    (id, store) => {
      const rules = rulesFor(id, store);
      const { backup } = stores[store];
      if (backup === 'none') return expect(rules).toEqual([]);
      expect(rules).toHaveLength(1);
      const [rule] = rules as [Rule];
      expect(rule.ScheduleExpression).toMatch(/^cron\(\d+ \d+ \* \* \? \*\)$/);
      expect(rule.Lifecycle.DeleteAfterDays).toBe(daysOf[backup]);
      expect(rule.CopyActions).toHaveLength(1);
      expect(rule.CopyActions[0]?.Lifecycle.DeleteAfterDays).toBe(daysOf[backup]);
      const copy = JSON.stringify(rule.CopyActions[0]?.DestinationBackupVaultArn);
      expect(copy).toContain(`arn:aws:backup:${instances[id].backupRegion}:`);
      expect(copy).toContain(rule.TargetBackupVault);
    },
  );

  it.each(ids)('BA2, BA3, EN8: vaults of %s are locked and under our key, in both regions', (id) => {
    const vaults = of(id, 'AWS::Backup::BackupVault');
    expect(vaults.map(({ stack, properties }) => `${stack.region} ${properties.BackupVaultName}`).sort()).toEqual(
      [instances[id].region, instances[id].backupRegion]
        .flatMap((region) => ['nightly30', 'locked7'].map((plan) => `${region} coachvault-${id}-${plan}`))
        .sort(),
    );
    for (const { properties } of vaults) {
      const days = String(properties.BackupVaultName).endsWith('nightly30') ? 30 : 7;
      expect(properties.LockConfiguration).toEqual({ MinRetentionDays: days - 1, MaxRetentionDays: days });
      expect(properties.EncryptionKeyArn).toBeDefined();
    }
  });

  it('BA2: a vault is locked for good only where the instance says so', () => {
    const stacks = givenOtherTemplates().stacks.filter(({ instance }) => instance === switched);
    expect(resourcesOf(stacks, 'AWS::Backup::BackupVault')).not.toEqual([]);
    for (const { properties } of resourcesOf(stacks, 'AWS::Backup::BackupVault'))
      expect(properties.LockConfiguration).toMatchObject({ ChangeableForDays: 7 });
  });

  it.each(ids)('BA5: what opens and proves the backups stands in the second region, too (%s)', (id) => {
    const keys = of(id, 'AWS::KMS::ReplicaKey').map(({ stack, id: use }) => `${stack.region} ${use}`);
    expect(keys.sort()).toEqual(['mac', 'signing', 'wrapping'].map((use) => `${instances[id].backupRegion} ${use}`));
  });
}
