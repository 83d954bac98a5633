import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient, RotateKeyOnDemandCommand } from '@aws-sdk/client-kms';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import { openOperator } from '#/operator/operator.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import { givenStaff, vaultOf } from '#/test/support/people.ts';

type KeyRow = { readonly sk: string; readonly fields: { readonly keyId: string; readonly wrapped: Uint8Array } };

async function keyRows({ awsConfig, tables }: GivenInstance): Promise<KeyRow[]> {
  const dynamo = new DynamoDBClient(awsConfig);
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: tables.keys }));
  return Items.map((item) => unmarshall(item) as KeyRow).sort((a, b) => a.fields.keyId.localeCompare(b.fields.keyId));
}

/** The data keys themselves, unwrapped by KMS now and from no memory. */
async function opened(instance: GivenInstance, rows: readonly KeyRow[]): Promise<string[]> {
  const { keys } = vaultOf(instance);
  const unwrapped = rows.map(({ sk, fields }) => keys.unwrap(fields, sk.split('#')[1] as Purpose));
  return (await Promise.all(unwrapped)).map((key) => key.export().toString('hex'));
}

describe('the wrapping key', () => {
  it('EN11: after a rotation the old wrappings open, and every data key is wrapped afresh', async () => {
    const instance = await givenInstance();
    await givenStaff(instance, 'privacy');
    const before = await keyRows(instance);
    const dataKeys = await opened(instance, before);
    await new KMSClient(instance.awsConfig).send(new RotateKeyOnDemandCommand({ KeyId: instance.keys.wrapping }));
    expect(await opened(instance, before)).toEqual(dataKeys);

    const { id, region, keys, userPools, clock } = instance;
    const workforcePoolId = userPools.workforce.id;
    const operator = openOperator({ instance: id, region, keys, workforcePoolId, now: clock.now });
    expect(await operator.rewrapKeys()).toEqual({ rewrapped: before.length, gone: 0 });
    operator.close();

    const after = await keyRows(instance);
    expect(after.map(({ fields }) => fields.keyId)).toEqual(before.map(({ fields }) => fields.keyId));
    for (const [index, { fields }] of after.entries())
      expect(fields.wrapped).not.toEqual(before[index]?.fields.wrapped);
    expect(await opened(instance, after)).toEqual(dataKeys);
  });
});
