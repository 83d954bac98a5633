// An instance in a process that is killed at any moment: `kill.crash.ts` forks it. It goes on with the jobs that earlier lives
// of it began, and when nothing is left to do it opens the copy that they have made.
import { writeFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { exportBundle } from '#/domain/data-map/entities/rights.ts';
import { copyKey, pieceOf } from '#/lambdas/exports/job.ts';
import { instances } from '#/lib/instances.ts';
import { bucketName } from '#/lib/names.ts';
import { localAccount } from '#/local/aws/account.ts';
import { captureFunctionOutput } from '#/local/run/function-output.ts';
import { type RunningInstance, startInstance } from '#/local/run/instance.ts';
import { openBuckets } from '#/vault/buckets.ts';
import { refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { getPart } from '#/vault/sealed-objects.ts';
import { openVault, type Vault } from '#/vault/vault.ts';

/** `copy` is the file that the opened copy is written to. */
export type Life = {
  readonly folder: string;
  readonly dynamoDbUrl: string;
  readonly personId: string;
  readonly requestId: string;
  readonly copy: string;
};
export type FromLife = 'begun' | 'ended';

function vaultOf({ id, tables, keys }: RunningInstance): Vault {
  const exports = bucketName({ id, account: localAccount }, 'exports');
  return openVault({
    instance: id,
    dynamo: new DynamoDBClient({}),
    kms: new KMSClient({}),
    tables,
    buckets: openBuckets(new S3Client({}), { exports }),
    wrappingKey: keys.wrapping,
    macKey: keys.mac,
    signingKey: keys.signing,
    now: Date.now,
    mintId: () => '',
    random: Math.random,
  });
}

async function openCopy(running: RunningInstance, { personId, requestId, copy }: Life): Promise<void> {
  const vault = vaultOf(running);
  const ref = refOf(exportBundle, { personId, requestId });
  const bundle = (await getTogether(vault.tables, [ref])).get(ref);
  const key = await copyKey({ vault, personId });
  const sizes = (bundle?.fields.pieces ?? []) as number[];
  const pieces = sizes.map((_, index) => getPart(vault, [key], pieceOf({ requestId, personId }, index + 1)));
  writeFileSync(copy, Buffer.concat((await Promise.all(pieces)).map((piece) => piece ?? Buffer.alloc(0))));
}

async function live(life: Life): Promise<void> {
  captureFunctionOutput();
  const { folder, dynamoDbUrl } = life;
  const ports = { api: 0, aws: 0 };
  const running = await startInstance({ instance: instances.eu, folder, ports, now: Date.now, dynamoDbUrl });
  process.send?.('begun' satisfies FromLife);
  await running.settled();
  await openCopy(running, life);
  process.send?.('ended' satisfies FromLife);
}

process.on('message', (life: Life) => void live(life));
process.on('disconnect', () => process.exit(0));
