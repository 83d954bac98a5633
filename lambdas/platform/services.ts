import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import { type Area, tableEnv } from '#/domain/api/area.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';
import type { MintId } from '#/domain/ids.ts';
import type { Buckets } from '#/vault/buckets.ts';
import { openVault, type Vault } from '#/vault/vault.ts';
import { type Config, readConfig } from './config.ts';
import { openMint } from './mint-id.ts';
import { runtime } from './runtime.ts';

/** What every handler works with, built once per process at the first request. */
export type Services = {
  readonly area: Area;
  readonly config: Config;
  readonly instance: string;
  /** Doors of the other instances, by id. */
  readonly siblings: Readonly<Record<string, string>>;
  readonly now: () => number;
  readonly mintId: MintId;
  readonly vault: Vault;
};

/** A call that hangs is given up, so that even the last of three attempts ends before API Gateway and Lambda do. */
const patience = { connectionTimeout: 1_000, requestTimeout: 2_500, throwOnRequestTimeout: true } as const;

/** How the SDK's clients are made here. */
export const clientOptions = () => ({ maxAttempts: 3, requestHandler: runtime.requestHandler ?? patience });

/**
 * The SDK rewrites all that it sends and receives for its log, even when there is none. There is none here, ever: what
 * passes is personal data.
 */
export function withoutLog<C extends DynamoDBClient | KMSClient | S3Client>(client: C): C {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}

/** What only some functions need, given by their handler: whoever does not name it does not carry it. */
export type Parts = { readonly buckets?: (area: Area, config: Config) => Buckets };

export function openServices(area: Area, parts: Parts = {}): Services {
  const config = readConfig(area);
  const instance = config.COACHVAULT_INSTANCE;
  const siblings = JSON.parse(config.COACHVAULT_SIBLINGS) as Record<string, string>;
  const now = () => runtime.now();
  const mintId = openMint(instance, now);
  const stores = Object.keys(area.stores) as StoreName[];
  const vault = openVault({
    instance,
    dynamo: withoutLog(new DynamoDBClient(clientOptions())),
    kms: withoutLog(new KMSClient(clientOptions())),
    tables: Object.fromEntries(stores.map((store) => [store, config[tableEnv(store)]])),
    buckets: parts.buckets?.(area, config),
    wrappingKey:
      area.keys.unwrap.length > 0 || area.keys.create || area.keys.rewrap ? config.COACHVAULT_WRAPPING_KEY : '',
    macKey: area.keys.mac ? config.COACHVAULT_MAC_KEY : '',
    signingKey: area.keys.sign || area.keys.publishes ? config.COACHVAULT_SIGNING_KEY : '',
    now,
    mintId,
    random: () => runtime.random(),
  });
  return { area, config, instance, siblings, now, mintId, vault };
}
