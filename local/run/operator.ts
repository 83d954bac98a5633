import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { ulid } from 'ulid';
import type { staffRoles } from '#/domain/access/roles.ts';
import { addStaff, foundInstance } from '#/vault/founding.ts';
import { openVault } from '#/vault/vault.ts';
import type { AwsSide } from './aws-side.ts';
import { tableNames } from './tables.ts';

export type StaffRole = (typeof staffRoles)[number];

/** What an operator with AWS credentials does; everybody else comes in through the API. */
export type Operator = {
  /** Writes the rows without which nobody gets in. Changes nothing that is there. */
  found(): Promise<void>;
  /** Makes a member of staff and has the user pool invite them. May be repeated. Answers the person id. */
  addStaff(role: StaffRole, email: string): Promise<string>;
  close(): void;
};

export type OperatorOptions = {
  readonly instance: string;
  readonly region: string;
  readonly aws: Pick<AwsSide, 'keys' | 'userPools'>;
  readonly now: () => number;
};

async function invite(cognito: CognitoIdentityProviderClient, UserPoolId: string, Username: string, email: string) {
  const UserAttributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  const account = { UserPoolId, Username, UserAttributes, DesiredDeliveryMediums: ['EMAIL' as const] };
  await cognito.send(new AdminCreateUserCommand(account)).catch((error: unknown) => {
    if (!(error instanceof UsernameExistsException)) throw error;
  });
}

/** An operator's hands on one running instance: the same calls that are made against a deployed one. */
export function openOperator({ instance, region, aws, now }: OperatorOptions): Operator {
  // The endpoint stands in this process's environment, as it does for the functions.
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
    tables: tableNames(instance),
    wrappingKey: aws.keys.wrapping,
    macKey: aws.keys.mac,
    now,
    mintId: (kind) => `${instance}.${kind}_${ulid(now())}`,
    random: Math.random,
  });
  return {
    found: () => foundInstance(vault),
    async addStaff(role, email) {
      const personId = await addStaff(vault, email);
      const { id: UserPoolId } = aws.userPools.workforce;
      await invite(clients.cognito, UserPoolId, personId, email);
      const membership = { UserPoolId, Username: personId, GroupName: role };
      await clients.cognito.send(new AdminAddUserToGroupCommand(membership));
      return personId;
    },
    close() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
