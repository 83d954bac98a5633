import { AdminAddUserToGroupCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { ulid } from 'ulid';
import type { StaffRole } from '#/domain/access/roles.ts';
import { storeNames } from '#/domain/data-map/stores.ts';
import { inviteUser } from '#/lambdas/platform/invite-user.ts';
import { tableName } from '#/lib/names.ts';
import { addStaff, foundInstance } from '#/vault/founding.ts';
import { openVault } from '#/vault/vault.ts';
import { type Rewrapped, rewrapKeys } from './rewrap.ts';

/** What an operator with AWS credentials does; everybody else comes in through the API. */
export type Operator = {
  /** Writes the rows without which nobody gets in. Changes nothing that is there. */
  found(): Promise<void>;
  /** Makes a member of staff and has the user pool invite them. May be repeated. Answers the person id. */
  addStaff(role: StaffRole, email: string): Promise<string>;
  /** Wraps every data key under the newest material of the wrapping key. */
  rewrapKeys(): Promise<Rewrapped>;
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
  return {
    found: () => foundInstance(vault),
    rewrapKeys: () =>
      rewrapKeys({ ...clients, instance, table: tableName(instance, 'keys'), wrappingKey: keys.wrapping }),
    async addStaff(role, email) {
      const personId = await addStaff(vault, email);
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
