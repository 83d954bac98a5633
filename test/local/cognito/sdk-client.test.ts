import {
  AdminCreateUserCommand,
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  GetUserCommand,
  InitiateAuthCommand,
  ListUserPoolsCommand,
  NotAuthorizedException,
  RespondToAuthChallengeCommand,
  SignUpCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AwsEndpoint } from '#/local/aws/endpoint.ts';
import { type GivenCognito, givenCognito, givenEndpoint } from '#/test/local/cognito/given-cognito.ts';
import { nextCode, PASSWORD } from '#/test/local/cognito/given-sign-in.ts';

const Username = 'eu.person_01JD0000000000000000000007';
const TEMPORARY = 'Temporary-Pass-1';

let given: GivenCognito;
let endpoint: AwsEndpoint;
let sdk: CognitoIdentityProviderClient;

beforeAll(async () => {
  given = givenCognito();
  endpoint = await givenEndpoint(given);
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  sdk = new CognitoIdentityProviderClient({
    region: 'eu-central-1',
    endpoint: endpoint.url,
    credentials,
    maxAttempts: 1,
  });
});

afterAll(async () => {
  sdk.destroy();
  await endpoint.close();
  given.close();
});

it('IA5 IA7: the AWS SDK signs in from a temporary password to tokens', async () => {
  const UserPoolId = given.poolId('workforce');
  const ClientId = given.clientId('workforce');
  const created = await sdk.send(
    new AdminCreateUserCommand({ UserPoolId, Username, TemporaryPassword: TEMPORARY, MessageAction: 'SUPPRESS' }),
  );
  expect(created.User?.UserCreateDate).toEqual(new Date(given.clock.now));

  const AuthParameters = { USERNAME: Username, PASSWORD: TEMPORARY };
  const first = await sdk.send(new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId, AuthParameters }));
  expect(first.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  const second = await sdk.send(answer('NEW_PASSWORD_REQUIRED', first.Session, { NEW_PASSWORD: PASSWORD }));
  expect(second.ChallengeName).toBe('MFA_SETUP');
  const associated = await sdk.send(new AssociateSoftwareTokenCommand({ Session: second.Session }));
  const UserCode = nextCode(given, associated.SecretCode);
  const verified = await sdk.send(new VerifySoftwareTokenCommand({ Session: associated.Session, UserCode }));
  expect(verified.Status).toBe('SUCCESS');
  const last = await sdk.send(answer('MFA_SETUP', verified.Session, {}));

  expect(last.AuthenticationResult).toMatchObject({ ExpiresIn: 300, TokenType: 'Bearer' });
  const me = await sdk.send(new GetUserCommand({ AccessToken: last.AuthenticationResult?.AccessToken }));
  expect(me).toMatchObject({ Username, UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] });
});

it('the AWS SDK turns refusals into its own exception classes', async () => {
  const ClientId = given.clientId('workforce');
  const AuthParameters = { USERNAME: Username, PASSWORD: 'wrong' };
  const call = sdk.send(new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId, AuthParameters }));

  await expect(call).rejects.toBeInstanceOf(NotAuthorizedException);
});

it('an action that is left out names itself and what to use instead', async () => {
  const call = sdk.send(
    new SignUpCommand({ ClientId: given.clientId('workforce'), Username: 'x', Password: PASSWORD }),
  );

  await expect(call).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringMatching(/SignUp.*AdminCreateUser/),
  });
});

it('pools have ids of the shape AWS gives', async () => {
  const listed = await sdk.send(new ListUserPoolsCommand({ MaxResults: 10 }));

  expect(listed.UserPools?.map((pool) => pool.Name)).toEqual(['workforce', 'clients']);
  for (const pool of listed.UserPools ?? []) expect(pool.Id).toMatch(/^eu-central-1_[A-Za-z0-9]{9}$/);
});

function answer(name: 'NEW_PASSWORD_REQUIRED' | 'MFA_SETUP', session: string | undefined, responses: object) {
  return new RespondToAuthChallengeCommand({
    ChallengeName: name,
    ClientId: given.clientId('workforce'),
    Session: session,
    ChallengeResponses: { USERNAME: Username, ...responses },
  });
}
