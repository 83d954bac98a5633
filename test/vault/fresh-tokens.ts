import {
  CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { poolOf } from '#/domain/access/roles.ts';
import type { GivenInstance } from '#/test/support/instance.ts';
import type { Person } from '#/test/support/people.ts';

const withTokens = (instance: GivenInstance, person: Person, token: string, refreshToken: string): Person => ({
  ...person,
  token,
  refreshToken,
  call: (method, path, request) => instance.call(method, path, { token, ...request }),
});

/** The same sign-in with fresh tokens, as an app gets them in the background. Each refresh token works once. */
export async function withFreshTokens(instance: GivenInstance, person: Person): Promise<Person> {
  const cognito = new CognitoIdentityProviderClient(instance.awsConfig);
  const { clientId: ClientId } = instance.userPools[poolOf(person.role)];
  const command = new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: person.refreshToken });
  const { AuthenticationResult: tokens } = await cognito.send(command);
  if (!tokens?.AccessToken || !tokens.RefreshToken) throw new Error('The refresh gave no tokens.');
  return withTokens(instance, person, tokens.AccessToken, tokens.RefreshToken);
}

/** A new sign-in by password and authenticator. A code counts once, so the clock moves to the next one. */
export async function withNewSignIn(instance: GivenInstance, person: Person): Promise<Person> {
  instance.clock.advance(31_000);
  const { personId: username, password, totpSecret } = person;
  const tokens = await instance.signIn(poolOf(person.role), { username, password, totpSecret });
  return withTokens(instance, person, tokens.accessToken, tokens.refreshToken);
}
