import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { MintId } from '#/domain/ids.ts';
import type { Buckets } from './buckets.ts';
import { type KeyRing, openKeyRing } from './keys.ts';
import { type Macs, openMacs } from './macs.ts';
import type { TableNames, Tables } from './rows.ts';
import { openSigner, type Signer } from './signer.ts';

/** Whom an engagement is about and under whose programme: fixed when it is made, so it may be remembered. */
export type Parties = { readonly clientId: string; readonly coachId: string; readonly organizationId: string };

/** All that the one door to personal data needs; made once per process. */
export type Vault = {
  readonly instance: string;
  readonly tables: Tables;
  /** Only in functions whose contract names a bucket: the client is large, and the others start faster without it. */
  readonly buckets?: Buckets | undefined;
  readonly keys: KeyRing;
  readonly macs: Macs;
  readonly signer: Signer;
  readonly now: () => number;
  readonly mintId: MintId;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly parties: Map<string, Parties>;
};

export function openVault(options: {
  instance: string;
  dynamo: DynamoDBClient;
  kms: KMSClient;
  tables: TableNames;
  buckets?: Buckets | undefined;
  wrappingKey: string;
  macKey: string;
  signingKey: string;
  now: () => number;
  mintId: MintId;
  random: () => number;
}): Vault {
  const { instance, dynamo, tables, buckets, now, mintId, random } = options;
  return {
    instance,
    tables: { dynamo, names: tables },
    buckets,
    keys: openKeyRing(options),
    macs: openMacs(options),
    signer: openSigner(options),
    now,
    mintId,
    random,
    parties: new Map(),
  };
}

const partiesAtMost = 10_000;

export function rememberParties(vault: Vault, engagementId: string, parties: Parties): void {
  if (vault.parties.size >= partiesAtMost) vault.parties.clear();
  vault.parties.set(engagementId, parties);
}
