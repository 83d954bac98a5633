import { randomBytes } from 'node:crypto';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { poolOf, type Role } from '#/domain/access/roles.ts';
import type { RunningInstance } from '#/local/run/instance.ts';
import type { DemoPerson } from '#/local/run/instance-entry.ts';
import { invitationTo } from '#/local/run/read-outbox.ts';
import { type ApiClient, openApiClient } from './api-client.ts';
import { signIn } from './sign-in.ts';

/** Somebody who has just signed in for the first time. */
export type Newcomer = { readonly person: DemoPerson; readonly accessToken: string; readonly api: ApiClient };

/** As the user pools want it: both cases, a digit, a symbol, and 120 random bits. */
const newPassword = (): string => `Aa1-${randomBytes(15).toString('base64url')}`;

/**
 * The first sign-in of somebody invited by mail, as they would do it: password and name from the mail, a new password, an
 * authenticator where the pool asks for it, and the name by which the others call them.
 */
export async function arrive(
  instance: RunningInstance,
  invited: { readonly role: Role; readonly email: string; readonly displayName: string },
): Promise<Newcomer> {
  const { role, email, displayName } = invited;
  const mail = invitationTo(instance.outbox ?? '', email);
  if (mail === undefined) throw new Error(`No invitation of the demo ${role} is in the outbox.`);
  const { username, temporaryPassword } = mail;
  const cognito = new CognitoIdentityProviderClient({ region: instance.region, endpoint: instance.awsEndpointUrl });
  const { clientId } = instance.userPools[poolOf(role)];
  const password = newPassword();
  // A code counts once. The one of the last half minute sets the authenticator up, so that the code of this one still works.
  const now = () => Date.now() - 30_000;
  const asked = { clientId, username, password: temporaryPassword, newPassword: password, now };
  const { accessToken, totpSecret } = await signIn(cognito, asked);
  cognito.destroy();
  const api = openApiClient(instance.apiUrl, accessToken);
  const me = await api.get('/v1/me');
  await api.patch('/v1/me', me.etag, { displayName });
  const person = { role, username, password, personId: username };
  return { person: totpSecret === undefined ? person : { ...person, totpSecret }, accessToken, api };
}
