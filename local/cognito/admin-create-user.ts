import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { withAttributes } from '#/local/cognito/attributes.ts';
import type { Action, Cognito } from '#/local/cognito/context.ts';
import { action, field, invalidField } from '#/local/cognito/input.ts';
import { sendInvitation } from '#/local/cognito/mails.ts';
import { assertPasswordPolicy, generatePassword, withPassword } from '#/local/cognito/passwords.ts';
import { type Pool, poolById } from '#/local/cognito/pools.ts';
import { userType } from '#/local/cognito/user-view.ts';
import { findUser, requireUser, saveCredentials, saveUser, type User } from '#/local/cognito/users.ts';

const schema = z.object({
  UserPoolId: field.userPoolId,
  Username: field.username,
  UserAttributes: field.attributes.default([]),
  TemporaryPassword: field.password.optional(),
  MessageAction: z.enum(['SUPPRESS', 'RESEND']).optional(),
  DesiredDeliveryMediums: z.array(z.enum(['EMAIL', 'SMS'])).optional(),
  ForceAliasCreation: z.boolean().optional(),
});

type Input = z.output<typeof schema>;

/** Creates a user with a temporary password and invites by mail; RESEND makes a new password for one who never signed in. */
export const adminCreateUser: Action = action(schema, async (cognito, input) => {
  const pool = poolById(cognito.pools, input.UserPoolId);
  if (input.DesiredDeliveryMediums?.length && !input.DesiredDeliveryMediums.includes('EMAIL')) {
    throw invalidField('desiredDeliveryMediums', 'Member must include EMAIL: this pool keeps no phone numbers');
  }
  const password = input.TemporaryPassword ?? generatePassword();
  assertPasswordPolicy(password);
  const user =
    input.MessageAction === 'RESEND' ? renew(cognito, pool, input, password) : create(cognito, pool, input, password);
  if (input.MessageAction !== 'SUPPRESS') await sendInvitation(cognito, user, password);
  return { User: userType(user) };
});

function create(cognito: Cognito, pool: Pool, input: Input, password: string): User {
  // The username stands readable in the file, so it must never be an address.
  if (input.Username.includes('@')) {
    const message = 'Username cannot be of email format, since user pool is configured for email alias.';
    throw new AwsError('InvalidParameterException', message);
  }
  const attributes = withAttributes({}, input.UserAttributes);
  if (input.MessageAction !== 'SUPPRESS' && !attributes.email) {
    throw new AwsError('InvalidParameterException', 'User has no email attribute to deliver to.');
  }
  if (findUser(cognito, pool.id, input.Username)) {
    throw new AwsError('UsernameExistsException', 'User account already exists');
  }
  return cognito.store.transaction(() => {
    if (input.ForceAliasCreation) releaseAlias(cognito, pool, attributes);
    return saveUser(
      cognito,
      withPassword(newUser(cognito, pool, input.Username, attributes), password, temporary(cognito, pool)),
    );
  });
}

function renew(cognito: Cognito, pool: Pool, input: Input, password: string): User {
  const user = requireUser(cognito, pool, input.Username);
  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    throw new AwsError(
      'UnsupportedUserStateException',
      `User status is ${user.status}: RESEND is for invited users only.`,
    );
  }
  return saveCredentials(cognito, withPassword(user, password, temporary(cognito, pool)));
}

function newUser(cognito: Cognito, pool: Pool, username: string, attributes: Record<string, string>): User {
  const now = cognito.now();
  const password = { salt: '00', verifier: '0' };
  return {
    poolId: pool.id,
    username,
    sub: randomUUID(),
    status: 'FORCE_CHANGE_PASSWORD',
    enabled: true,
    credentialsVersion: 1,
    createdAt: now,
    modifiedAt: now,
    secrets: { attributes, password },
  };
}

// The former holder keeps the address but can no longer sign in by it.
function releaseAlias(cognito: Cognito, pool: Pool, attributes: Record<string, string>): void {
  if (!attributes.email || attributes.email_verified !== 'true') return;
  const holder = findUser(cognito, pool.id, attributes.email);
  if (!holder) return;
  const released = { ...holder.secrets.attributes, email_verified: 'false' };
  saveUser(cognito, { ...holder, secrets: { ...holder.secrets, attributes: released } });
}

function temporary(cognito: Cognito, pool: Pool): { pool: Pool; now: number } {
  return { pool, now: cognito.now() };
}
