import { expect, it } from 'vitest';
import { type StoreName, storeNames, stores } from '#/domain/data-map/stores.ts';
import { instances } from '#/lib/instances.ts';
import { tableName } from '#/lib/names.ts';
import { givenTemplates, resourcesOf } from '#/test/lib/given-templates.ts';

const each = Object.values(instances).flatMap((instance) => storeNames.map((store) => [instance.id, store] as const));

function tableOf(instance: string, store: StoreName) {
  const tables = resourcesOf(givenTemplates().stacks, 'AWS::DynamoDB::Table');
  const found = tables.filter(({ properties }) => properties.TableName === tableName(instance, store));
  expect(found).toHaveLength(1);
  return found[0] as (typeof tables)[number];
}

export function dataPromises(): void {
  it('there is a table for every store of the map, and none besides', () => {
    expect(resourcesOf(givenTemplates().stacks, 'AWS::DynamoDB::Table')).toHaveLength(each.length);
    expect(resourcesOf(givenTemplates().stacks, 'AWS::DynamoDB::GlobalTable')).toEqual([]);
  });

  it.each(each)(
    'EN6, IN14: %s/%s has our key, point-in-time recovery, deletion protection, and outlives its stack',
    (instance, store) => {
      const { properties, resource } = tableOf(instance, store);
      expect(properties.SSESpecification).toMatchObject({
        SSEEnabled: true,
        SSEType: 'KMS',
        KMSMasterKeyId: { 'Fn::GetStackOutput': { StackName: `CoachVault-${instance}-Keys` } },
      });
      expect(properties.PointInTimeRecoverySpecification).toMatchObject({ PointInTimeRecoveryEnabled: true });
      expect(properties.DeletionProtectionEnabled).toBe(true);
      expect(properties.BillingMode).toBe('PAY_PER_REQUEST');
      expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    },
  );

  it.each(each)('%s/%s expires rows and streams them exactly where the map says', (instance, store) => {
    const { properties } = tableOf(instance, store);
    expect(properties.TimeToLiveSpecification).toEqual(
      stores[store].ttl ? { AttributeName: 'ttl', Enabled: true } : undefined,
    );
    expect(properties.StreamSpecification).toEqual(stores[store].stream ? { StreamViewType: 'NEW_IMAGE' } : undefined);
  });

  it.each(each)('BA2: no recovery of %s/%s reaches back further than its backups', (instance, store) => {
    const { properties } = tableOf(instance, store);
    const recovery = properties.PointInTimeRecoverySpecification as { RecoveryPeriodInDays: number };
    expect(recovery.RecoveryPeriodInDays).toBeLessThanOrEqual(store === 'keys' ? 7 : 30);
  });
}
