import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import type { BenchInstance } from '#/bench/instance/start.ts';
import { openMint } from '#/lambdas/platform/mint-id.ts';
import { clientOptions, withoutLog } from '#/lambdas/platform/services.ts';
import { openVault, type Vault } from '#/vault/vault.ts';

/** The vault of an instance with every table and key at hand, as no function has it: to fill tables with what was sealed properly. */
export function wholeVault({ id, region, awsEndpointUrl, tables, keys }: BenchInstance): Vault {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const reached = { ...clientOptions(), region, endpoint: awsEndpointUrl, credentials };
  return openVault({
    instance: id,
    dynamo: withoutLog(new DynamoDBClient(reached)),
    kms: withoutLog(new KMSClient(reached)),
    tables,
    wrappingKey: keys.wrapping,
    macKey: keys.mac,
    signingKey: keys.signing,
    now: Date.now,
    mintId: openMint(id, Date.now),
    random: Math.random,
  });
}
