import {
  AdminCreateUserCommand,
  type CognitoIdentityProviderClient,
  UnsupportedUserStateException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';

export type Invited = {
  readonly userPoolId: string;
  readonly personId: string;
  readonly email: string;
  /** Whether somebody who was invited before gets a new temporary password; not when a request is only repeated. */
  readonly renew: boolean;
};

const isAnyOf =
  (...expected: readonly (new (...given: never[]) => Error)[]) =>
  (cause: unknown): void => {
    if (!expected.some((kind) => cause instanceof kind)) throw cause;
  };

/**
 * Makes the account whose user name is the person id; the pool sends the invitation with a temporary password. Somebody
 * who was invited and never signed in gets a new one if asked for, since the first lapses; who has signed in is left alone.
 * @throws the SDK's errors
 */
export async function inviteUser(
  cognito: CognitoIdentityProviderClient,
  { userPoolId, personId, email, renew }: Invited,
): Promise<void> {
  const account = { UserPoolId: userPoolId, Username: personId, DesiredDeliveryMediums: ['EMAIL' as const] };
  const UserAttributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  const made = await cognito
    .send(new AdminCreateUserCommand({ ...account, UserAttributes }))
    .catch(isAnyOf(UsernameExistsException));
  if (made || !renew) return;
  const again = new AdminCreateUserCommand({ ...account, MessageAction: 'RESEND' });
  await cognito.send(again).catch(isAnyOf(UnsupportedUserStateException));
}
