import { AdminAddUserToGroupCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { ulid } from 'ulid';
import type { StaffRole } from '#/domain/access/roles.ts';
import { type BucketName, bucketNames } from '#/domain/data-map/buckets.ts';
import { storeNames } from '#/domain/data-map/stores.ts';
import { inviteUser } from '#/lambdas/platform/invite-user.ts';
import { bucketName, tableName } from '#/lib/names.ts';
import { openBuckets } from '#/vault/buckets.ts';
import { addStaff, foundInstance } from '#/vault/founding.ts';
import { setInstance } from '#/vault/instance-epoch.ts';
import { openVault } from '#/vault/vault.ts';
import { type Restore, type RestoreOptions, restoreCheck } from './restore/restore-check.ts';
import { type Rewrapped, rewrapKeys } from './rewrap.ts';

/** What an operator with AWS credentials does; everybody else comes in through the API. */
export type Operator = {
  /** Writes the rows without which nobody gets in. Changes nothing that is there. */
  found(): Promise<void>;
  /** Makes a member of staff and has the user pool invite them. May be repeated. Answers the person id. */
  addStaff(role: StaffRole, email: string): Promise<string>;
  /** Wraps every data key under the newest material of the wrapping key. */
  rewrapKeys(): Promise<Rewrapped>;
  /** Keeps everybody out until `resume`. */
  suspend(): Promise<void>;
  /** Lets people in again; everybody signs in anew. */
  resume(): Promise<void>;
  /** Compares restored tables with the ledger, and repeats what they have forgotten. */
  restoreCheck(options: RestoreOptions): Promise<Restore>;
  close(): void;
};

export type OperatorOptions = {
  readonly instance: string;
  readonly region: string;
  /** KMS key ids, ARNs or aliases. */
  readonly keys: Readonly<Record<'wrapping' | 'mac' | 'signing', string>>;
  readonly workforcePoolId: string;
  readonly now: () => number;
};

/** An operator's hands on one instance, deployed or local: the calls are the same. */
export function openOperator({ instance, region, keys, workforcePoolId, now }: OperatorOptions): Operator {
  // Where AWS is stands in the environment, as it does for the functions.
  const config = { region, maxAttempts: 3 };
  const clients = {
    dynamo: new DynamoDBClient(config),
    kms: new KMSClient(config),
    cognito: new CognitoIdentityProviderClient(config),
    s3: new S3Client(config),
  };
  const vault = openVault({
    instance,
    dynamo: clients.dynamo,
    kms: clients.kms,
    tables: Object.fromEntries(storeNames.map((store) => [store, tableName(instance, store)])),
    wrappingKey: keys.wrapping,
    macKey: keys.mac,
    signingKey: keys.signing,
    now,
    mintId: (kind) => `${instance}.${kind}_${ulid(now())}`,
    random: Math.random,
  });
  /** Names of buckets carry the account, which the ARN of a key tells. */
  async function bucketNamed(): Promise<(bucket: BucketName) => string> {
    const { KeyMetadata } = await clients.kms.send(new DescribeKeyCommand({ KeyId: keys.wrapping }));
    const account = KeyMetadata?.Arn?.split(':')[4];
    if (!account) throw new Error('KMS does not say which account the wrapping key is in.');
    return (bucket) => bucketName({ id: instance, account }, bucket);
  }
  return {
    found: () => foundInstance(vault),
    rewrapKeys: () =>
      rewrapKeys({ ...clients, instance, table: tableName(instance, 'keys'), wrappingKey: keys.wrapping }),
    suspend: () => setInstance(vault, 'suspended'),
    resume: () => setInstance(vault, 'active'),
    async restoreCheck(options) {
      const nameOf = await bucketNamed();
      const names = Object.fromEntries(bucketNames.map((bucket) => [bucket, nameOf(bucket)]));
      const buckets = openBuckets(clients.s3, names);
      return restoreCheck({ vault: { ...vault, buckets }, s3: clients.s3, ledger: nameOf('ledger') }, options);
    },
    async addStaff(role, email) {
      const personId = await addStaff(vault, role, email);
      await inviteUser(clients.cognito, { userPoolId: workforcePoolId, personId, email, renew: true });
      const membership = { UserPoolId: workforcePoolId, Username: personId, GroupName: role };
      await clients.cognito.send(new AdminAddUserToGroupCommand(membership));
      return personId;
    },
    close() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
